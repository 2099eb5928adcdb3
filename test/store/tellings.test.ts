// A change that several roads tell, each at a time of its own: one row, and as many rows as any road told changes.
import { expect, test } from 'vitest';
import type { EventStore } from '#core/store/store';
import { makeEvent, makeStore } from './make';

const second = 1000;

/** One road tells a change, as the worker takes it. @returns whether it was known */
function tell(events: EventStore, id: string, road: string, began: number, ended = began): boolean {
  const telling = { key: 'k', road, began, ended };
  const isKnown = events.knows(id) || events.joins(id, telling, second);
  if (!isKnown) events.insert([makeEvent(id)]);
  events.told(id, telling);
  return isKnown;
}

test('a change that two roads tell some ms apart is one, by either of its ids', () => {
  const { events } = makeStore();
  expect(tell(events, 'log 1', 'log', 5000)).toBe(false);
  expect(tell(events, 'hook 1', 'webhook', 5007)).toBe(true);
  expect(events.knows('hook 1')).toBe(true);
  expect(tell(events, 'hook 1', 'webhook', 5007)).toBe(true);
  expect(tell(events, 'hook 2', 'webhook', 9000)).toBe(false);
});

test('two that one road told stay two, in whatever order the other tells them', () => {
  for (const order of [
    ['hook 1', 'hook 2'],
    ['hook 2', 'hook 1'],
  ]) {
    const { events } = makeStore();
    const times: Record<string, number> = { 'hook 1': 5003, 'hook 2': 5043 };
    const known = ['log 1', 'log 2'].map((id, n) => tell(events, id, 'log', 5000 + 40 * n));
    known.push(...order.map((id) => tell(events, id, 'webhook', times[id] ?? 0)));
    expect(known).toEqual([false, false, true, true]);
  }
});

test('roads that take turns never tell fewer rows than one of them', () => {
  const { events } = makeStore();
  tell(events, 'hook 2', 'webhook', 5043);
  tell(events, 'log 1', 'log', 5000);
  tell(events, 'hook 1', 'webhook', 5003);
  tell(events, 'log 2', 'log', 5040);
  expect(events.newestSeq()).toBe(2);
});

test('a road that does not say when is taken for the nearest, and once', () => {
  const { events } = makeStore();
  expect(tell(events, 'raw 1', 'message', 0, 20_000)).toBe(false);
  expect(tell(events, 'raw 2', 'message', 0, 20_000)).toBe(false);
  expect(tell(events, 'log 1', 'log', 5000)).toBe(true);
  expect(tell(events, 'log 2', 'log', 5040)).toBe(true);
  expect(tell(events, 'log 3', 'log', 5080)).toBe(false);
});
