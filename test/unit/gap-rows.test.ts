// Which gaps are shown as rows of the feed.
import { describe, expect, test } from 'vitest';
import type { Gap } from '#shared/gap';
import { gapRows } from '#shared/gap-rows';

const minute = 60_000;
let next = 0;
const gap = (fromMin: number, toMin: number | null, more: Partial<Gap> = {}): Gap => ({
  id: ++next,
  connectionId: 'crm',
  reason: 'unreachable',
  from: fromMin * minute,
  to: toMin === null ? null : toMin * minute,
  state: toMin === null ? 'open' : 'unfilled',
  recovered: 0,
  problem: null,
  ...more,
});
const shown = (...gaps: readonly Gap[]) =>
  gapRows(gaps).map(({ from, to, connectionIds, times }) => [
    from / minute,
    to === null ? null : to / minute,
    connectionIds?.join() ?? 'all',
    times,
  ]);

describe('a blip', () => {
  test.each(['filled', 'filling'] as const)('that is %s leaves no row', (state) => {
    expect(shown(gap(0, 1, { state, recovered: 1 }))).toEqual([]);
  });

  test('in which the app was away and missed something is said, quietly', () => {
    const rows = gapRows([gap(0, 0.5, { reason: 'closed', state: 'filled', recovered: 2 })]);
    expect(rows).toMatchObject([{ recovered: 2, quiet: true, times: 1 }]);
    expect(shown(gap(0, 0.5, { reason: 'closed', state: 'filled' }))).toEqual([]);
  });

  test('of which nothing can be fetched afterwards is said', () => {
    expect(shown(gap(0, 0.5))).toEqual([[0, 0.5, 'crm', 1]]);
  });

  test('shares its row with others of the same connection', () => {
    expect(shown(gap(0, 0.1), gap(20, 20.2), gap(90, 91), gap(90, 90.5, { connectionId: 'b' })))
      // and no other's
      .toEqual([
        [0, 91, 'crm', 3],
        [90, 90.5, 'b', 1],
      ]);
  });

  test('hours later has one of its own', () => {
    expect(shown(gap(0, 0.1), gap(600, 600.1))).toHaveLength(2);
  });

  test('right after the start is part of the time in which the app was closed', () => {
    const closed = gap(0, 60, { reason: 'closed', connectionId: null });
    expect(shown(closed, gap(60, 60.2))).toEqual([[0, 60.2, 'all', 1]]);
  });
});

test('what lasted longer is shown, filled or not', () => {
  expect(shown(gap(0, 5), gap(10, 20, { state: 'filled' }))).toHaveLength(2);
});

test('what lasts is shown', () => {
  expect(shown(gap(0, null))).toEqual([[0, null, 'crm', 1]]);
});

test('one outage of several connections is one row', () => {
  expect(shown(gap(0, 5), gap(0, 5.01, { connectionId: 'b' }))).toEqual([[0, 5.01, 'crm,b', 1]]);
  expect(shown(gap(0, 5), gap(0, 5, { connectionId: 'b', state: 'filled' }))).toHaveLength(2);
});

test('one that a restart has cut in two is one', () => {
  expect(shown(gap(0, 5), gap(5, null))).toEqual([[0, null, 'crm', 1]]);
});

test('different reasons are different rows', () => {
  expect(shown(gap(0, 5), gap(0, 5, { reason: 'hook-missing' }))).toHaveLength(2);
});
