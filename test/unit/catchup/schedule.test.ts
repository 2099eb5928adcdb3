// How often comparing by the clock may happen.
import { describe, expect, test } from 'vitest';
import { callsOf, compareEvery, isDue, needsClock, retryAfter } from '#core/catchup/schedule';

describe('the interval', () => {
  test('small tables are compared every half minute', () => {
    expect(compareEvery([{ rows: 40, pageSize: 100 }], 10_000)).toBe(30_000);
  });

  test('all tables together take at most three tenths of the calls of a day', () => {
    const tables = [
      { rows: 5000, pageSize: 100 },
      { rows: 20, pageSize: 100 },
    ];
    const every = compareEvery(tables, 10_000);
    const calls = tables.reduce((sum, table) => sum + callsOf(table), 0);
    expect((86_400_000 / every) * calls).toBeLessThanOrEqual(3000);
    expect((86_400_000 / every) * calls).toBeGreaterThan(2900);
  });

  test('it is longer while calls run short, and polite where there is no limit', () => {
    const table = { rows: 10_000, pageSize: 100 };
    expect(compareEvery([table], 10_000, true)).toBe(compareEvery([table], 10_000) * 4);
    expect(compareEvery([table], null)).toBe(150_000);
  });
});

describe('what is due', () => {
  const table = { comparedAt: 1_000_000, stale: false, byClock: true };

  test.each([
    ['never read', { ...table, comparedAt: null }, 1_000_001, true],
    ['out of date', { ...table, stale: true, byClock: false }, 1_000_001, true],
    ['not yet', table, 1_029_999, false],
    ['by the clock', table, 1_030_000, true],
    ['with hooks for everything', { ...table, byClock: false }, 9_000_000, false],
    ['with a clock that was set back', table, 500_000, true],
  ])('%s', (_name, one, now, due) => {
    expect(isDue(one, now, 30_000)).toBe(due);
  });

  test('a kind without a hook, or a hook that does not stand, needs the clock', () => {
    expect(needsClock(new Set(['created']), ['deleted'], [{ stands: true }])).toBe(false);
    expect(needsClock(new Set(['created', 'deleted']), ['deleted'], [])).toBe(true);
    expect(needsClock(new Set(['created']), ['deleted'], [{ stands: false }])).toBe(true);
  });

  test('tries after failures grow rarer', () => {
    expect([1, 2, 3, 9].map(retryAfter)).toEqual([60_000, 120_000, 240_000, 1_800_000]);
  });
});
