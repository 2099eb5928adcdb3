// Where the times in which nothing could arrive stand among the rows of the feed.
import { expect, test } from 'vitest';
import type { FeedRow } from '#shared/feed';
import { entriesOf } from '../../../renderer/feed/entries';
import type { NamedGap } from '../../../renderer/feed/use-gaps';

const row = (id: string, at: number): FeedRow => ({
  id,
  at,
  seq: at,
  unread: true,
  batchId: 'batch',
  source: 'kdocs',
  connectionId: 'connection',
  subscriptionId: null,
  base: { id: 'base' },
  table: null,
  record: null,
  subject: 'base',
  action: 'updated',
  changes: [],
  count: 1,
  actor: { kind: 'unknown' },
  occurredAt: at,
  receivedAt: at,
  origin: 'push',
  certainty: 'stated',
  deliveryId: 'delivery',
});

const gap = (id: number, from: number, to: number | null): NamedGap => ({
  id,
  from,
  to,
  connectionId: null,
  connectionIds: null,
  ids: [id],
  times: 1,
  quiet: false,
  whose: null,
  reason: 'asleep',
  state: to === null ? 'open' : 'filled',
  recovered: 0,
  problem: null,
});

const shown = (...args: Parameters<typeof entriesOf>) => entriesOf(...args).map(({ id }) => id);

test('a gap stands above what came before it and below what was fetched after it', () => {
  const rows = [row('fetched', 90), row('before', 40)];
  expect(shown(rows, [gap(1, 50, 80)], true)).toEqual(['fetched', 'gap-1', 'before']);
});

test('one that lasts stands at the top', () => {
  expect(shown([row('a', 90)], [gap(1, 95, null)], true)).toEqual(['gap-1', 'a']);
});

test('several stand newest first, in whatever order they come', () => {
  const gaps = [gap(1, 10, 20), gap(2, 60, 70), gap(3, 30, 40)];
  expect(shown([row('a', 90), row('b', 50), row('c', 5)], gaps, true)).toEqual([
    'a',
    'gap-2',
    'b',
    'gap-3',
    'gap-1',
    'c',
  ]);
});

test('one older than all rows waits until the last row is loaded', () => {
  const rows = [row('a', 90)];
  expect(shown(rows, [gap(1, 10, 20)], false)).toEqual(['a']);
  expect(shown(rows, [gap(1, 10, 20)], true)).toEqual(['a', 'gap-1']);
});

test('rows keep their place among the rows', () => {
  const entries = entriesOf([row('a', 90), row('b', 50)], [gap(1, 60, 70)], true);
  expect(entries.map((entry) => (entry.kind === 'row' ? entry.place : null))).toEqual([0, null, 1]);
});
