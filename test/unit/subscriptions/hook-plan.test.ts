// What a watch is said to cost, and what does not fit.
import { expect, test } from 'vitest';
import { type HookPlanInput, hookPlan } from '#core/subscriptions/hook-plan';

const label = { en: 'x', 'zh-CN': 'x', fr: 'x' };
const hook = (key: string, need: 'asked' | 'comfort' = 'asked') => ({
  key,
  target: {},
  tableId: key.slice(0, 1),
  hook: key,
  label,
  need,
});

const plan = (input: Partial<HookPlanInput>) =>
  hookPlan({
    watch: [],
    planned: [],
    tables: [],
    standing: new Set(),
    foreign: 0,
    limit: 10,
    comparedKinds: ['deleted'],
    reading: { limit: 10_000, pageSize: 100 },
    ...input,
  });

test('comfort comes last and takes only the places that are left', () => {
  const found = plan({
    planned: [hook('1/fields', 'comfort'), hook('1/rows'), hook('2/rows')],
    foreign: 8,
    standing: new Set(['2/rows']),
  });
  expect(found.lines.map(({ hook: name, fits, exists }) => [name, fits, exists])).toEqual([
    ['1/rows', true, false],
    ['2/rows', true, true],
    ['1/fields', false, false],
  ]);
  expect(found).toMatchObject({ cost: 2, cheapest: 2, limit: 10, foreign: 8 });
});

test('a table whose hook does not fit is compared for every kind', () => {
  const found = plan({
    watch: [
      { tableId: '1', kinds: ['created', 'deleted'] },
      { tableId: '2', kinds: ['created'] },
    ],
    planned: [hook('1/rows'), hook('2/rows')],
    foreign: 9,
  });
  expect(found.compared).toMatchObject([
    { tableId: '1', kinds: ['deleted'] },
    { tableId: '2', kinds: ['created'] },
  ]);
});

test('comparing is never oftener than every half minute, and stays within its share of the day', () => {
  const watch = [{ tableId: '1', kinds: ['deleted' as const] }];
  const table = { id: '1', name: 'T', fields: [], views: [] };
  expect(plan({ watch, tables: [{ ...table, rows: 10 }] }).compared[0]?.everyMs).toBe(30_000);
  const large = plan({ watch, tables: [{ ...table, rows: 100_000 }] }).compared[0]?.everyMs ?? 0;
  // 1,000 calls a time, of 3,000 a day.
  expect(large).toBe(8 * 60 * 60_000);
});

test('a service without a limit has room for all', () => {
  const planned = Array.from({ length: 30 }, (_, index) => hook(`1/${index}`));
  expect(plan({ planned, limit: null })).toMatchObject({ cost: 30, limit: null });
});
