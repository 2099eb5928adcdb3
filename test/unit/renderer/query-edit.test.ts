// The filter menu edits the same query that the text is.
import { describe, expect, it } from 'vitest';
import { parseQuery } from '#shared/query/parse';
import { printQuery } from '#shared/query/print';
import type { Query, Term } from '#shared/query/query';
import {
  choose,
  isChosen,
  joinText,
  readStateOf,
  without,
} from '../../../renderer/feed/query-edit';

const read = (text: string): Query => {
  const answer = parseQuery(text, 0);
  if (!answer.ok) throw new Error(text);
  return answer.value;
};
const term = (text: string): Term => {
  const [first] = read(text).terms;
  if (!first) throw new Error(text);
  return first;
};
const chosen = (query: string, choice: string) => printQuery(choose(read(query), term(choice)));

describe('choosing', () => {
  it('adds a condition', () => {
    expect(chosen('深圳', 'table:Opp')).toBe('深圳 table:Opp');
  });

  it('joins another value of the same question, and lets a chosen one go', () => {
    expect(chosen('table:A', 'table:B')).toBe('table:A|B');
    expect(chosen('table:A|B', 'table:A')).toBe('table:B');
    expect(chosen('table:A', 'table:A')).toBe('');
    expect(chosen('action:created', 'action:deleted')).toBe('action:created|deleted');
  });

  it('keeps an exclusion apart', () => {
    expect(chosen('-table:A', 'table:B')).toBe('-table:A table:B');
  });

  it('has one time and one read state', () => {
    expect(chosen('last:7d', 'on:today')).toBe('on:today');
    expect(chosen('on:today', 'on:today')).toBe('');
    expect(chosen('is:read', 'is:unread')).toBe('is:unread');
  });

  it('knows which read state is asked for', () => {
    expect(readStateOf('a is:unread')).toEqual({ unread: true });
    expect(readStateOf('a')).toBeNull();
  });

  it('knows what is chosen', () => {
    expect(isChosen(read('table:A|B'), term('table:B'))).toBe(true);
    expect(isChosen(read('table:A'), term('table:B'))).toBe(false);
    expect(isChosen(read('last:7d'), term('last:7d'))).toBe(true);
  });
});

it('takes a condition away by its place, and joins texts', () => {
  expect(printQuery(without(read('a table:B c'), 1))).toBe('a c');
  expect(joinText(' a ', '')).toBe('a');
  expect(joinText('a', 'b')).toBe('a b');
});
