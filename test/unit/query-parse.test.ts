// The query language as a person types it.
import { describe, expect, it } from 'vitest';
import { parseQuery } from '#shared/query/parse';
import { printQuery } from '#shared/query/print';

const now = Date.UTC(2026, 10, 21, 12, 30);
const hour = 3_600_000;
const day = 24 * hour;

function terms(text: string, offset = 0) {
  const parsed = parseQuery(text, now, offset);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value.terms;
}
const text = (value: string, not = false) => ({ kind: 'text', text: value, not });
const name = (key: string, values: string[], not = false) => ({ kind: 'name', key, values, not });

describe('a query', () => {
  it('is free text, word by word or in quotes', () => {
    expect(terms('')).toEqual([]);
    expect(terms('  \t ')).toEqual([]);
    expect(terms('Acme  已签约')).toEqual([text('Acme'), text('已签约')]);
    expect(terms('"Li Wei" -"to do"')).toEqual([text('Li Wei'), text('to do', true)]);
    expect(terms(String.raw`"say \"hi\" \\ \n"`)).toEqual([text(String.raw`say "hi" \ \n`)]);
    expect(terms('"left open table:x')).toEqual([text('left open table:x')]);
    expect(terms('5" a-b - -- ""')).toEqual([text('5"'), text('a-b'), text('-'), text('-', true)]);
  });

  it('has keys with alternatives', () => {
    expect(terms('table:Opp|客户,"to do" -person:"Li Wei" RECORD:r1')).toEqual([
      name('table', ['Opp', '客户', 'to do']),
      name('person', ['Li Wei'], true),
      name('record', ['r1']),
    ]);
    expect(terms('source:kdocs connection:a base:b field:c')).toHaveLength(4);
    expect(terms('table:a|,|b,')).toEqual([name('table', ['a', 'b'])]);
    expect(terms('table:http://x')).toEqual([name('table', ['http://x'])]);
    expect(terms('action:created|Updated -subject:field')).toEqual([
      { kind: 'action', values: ['created', 'updated'], not: false },
      { kind: 'subject', values: ['field'], not: true },
    ]);
    expect(terms('is:unread -is:unread is:read')).toEqual([
      { kind: 'read', unread: true },
      { kind: 'read', unread: false },
      { kind: 'read', unread: false },
    ]);
  });

  it('takes what a Chinese keyboard types', () => {
    expect(terms('表：客户　－人：“王 小明”，李　＂待处理＂ 「a」')).toEqual([
      name('table', ['客户']),
      name('person', ['王 小明', '李'], true),
      text('待处理'),
      text('「a」'),
    ]);
    expect(terms('来源：飞书 记录:a 字段:b 动作：新增｜删除 状态:未读 日期：今天')).toEqual([
      name('source', ['飞书']),
      name('record', ['a']),
      name('field', ['b']),
      { kind: 'action', values: ['created', 'deleted'], not: false },
      { kind: 'read', unread: true },
      { kind: 'time', from: now - 12.5 * hour, to: now + 11.5 * hour, source: 'on:今天' },
    ]);
  });

  it('takes an unknown key as text', () => {
    for (const word of ['http://x', 'foo:bar', 'constructor:x', ':', '::', 'https：//a', '12:30']) {
      expect(terms(word), word).toEqual([text(word)]);
    }
  });

  it.each([
    ['action:moved', 'action:moved', 'action:created | action:updated | action:deleted'],
    [
      'x -subject:record|row y',
      '-subject:record|row',
      'subject:record | subject:field | subject:table | subject:view | subject:base',
    ],
    ['is:new', 'is:new', 'is:unread | is:read'],
    ['is:read|unread', 'is:read|unread', 'is:unread | is:read'],
    ['action:', 'action:', 'action:created | action:updated | action:deleted'],
    [
      'action:constructor',
      'action:constructor',
      'action:created | action:updated | action:deleted',
    ],
    ['table: x', 'table:', 'table:…'],
    ['after:soon', 'after:soon', 'after:2026-11-01'],
    ['before:2026-02-30', 'before:2026-02-30', 'before:2026-11-01'],
    ['on:2026-13-01', 'on:2026-13-01', 'on:today | on:yesterday | on:2026-11-21'],
    ['on:', 'on:', 'on:today | on:yesterday | on:2026-11-21'],
    ['-on:today', '-on:today', 'on:today | on:yesterday | on:2026-11-21'],
    ['last:7', 'last:7', 'last:7d | last:24h | last:30m'],
    ['last:7d|8d', 'last:7d|8d', 'last:7d | last:24h | last:30m'],
    [`last:${'x'.repeat(99)}`, `last:${'x'.repeat(35)}…`, 'last:7d | last:24h | last:30m'],
  ])('says what to write instead of %s', (query, at, expected) => {
    expect(parseQuery(query, now, 0)).toEqual({
      ok: false,
      error: { code: 'query-invalid', params: { at, expected } },
    });
  });
});

describe('a time', () => {
  const span = (query: string, offset = 0) => {
    const [term] = terms(query, offset);
    if (term?.kind !== 'time') throw new Error(query);
    return [term.from, term.to];
  };
  const midnight = Date.UTC(2026, 10, 21);

  it('is a day, a side of a day, or a span back from now', () => {
    expect(span('on:2026-11-21')).toEqual([midnight, midnight + day]);
    expect(span('on:today')).toEqual([midnight, midnight + day]);
    expect(span('on:yesterday')).toEqual([midnight - day, midnight]);
    expect(span('after:2026-11-21')).toEqual([midnight, null]);
    expect(span('before:2026-11-21')).toEqual([null, midnight]);
    expect(span('after:2026-11-21T08:30')).toEqual([midnight + 8.5 * hour, null]);
    expect(span('last:7d')).toEqual([now - 7 * day, null]);
    expect(span('last:24H')).toEqual([now - day, null]);
    expect(span('last:30m')).toEqual([now - hour / 2, null]);
    expect(span('last:2w')).toEqual([now - 14 * day, null]);
  });

  it('follows the zone', () => {
    // Beijing is eight hours ahead: it is 20:30 there, and its day began at 16:00 UTC.
    expect(span('on:today', -480)).toEqual([midnight - 8 * hour, midnight + 16 * hour]);
    // In UTC+14 it is already the next day.
    expect(span('on:today', -840)).toEqual([midnight + 10 * hour, midnight + 34 * hour]);
    const parsed = parseQuery('on:today', now);
    const local = new Date(now);
    local.setHours(0, 0, 0, 0);
    expect(parsed).toMatchObject({ ok: true, value: { terms: [{ from: local.getTime() }] } });
  });
});

it('prints short where short is enough', () => {
  const canonical =
    'table:Opp|客户 -person:"Li Wei" action:created|updated is:unread last:7d 已签约 -x';
  const parsed = parseQuery(canonical, now, 0);
  expect(parsed.ok && printQuery(parsed.value)).toBe(canonical);
});
