// Whose history is asked for, and what a refusal means for the rows that come after.
import { expect, test } from 'vitest';
import { createHistories } from '#core/snapshots/reading/histories';
import type { Turns } from '#core/snapshots/reading/turns';
import type { BoundTables } from '#core/sources/bound-source';
import { err, ok, type ProblemCode } from '#shared/result';
import { makeStore, noon } from '../../store/make';

const table = { baseId: 'b1', tableId: 't1', kinds: new Set(['updated', 'deleted'] as const) };

function bench(refusals: Readonly<Record<string, ProblemCode>>) {
  const store = makeStore();
  const { snapshots } = store;
  const fields = [{ id: 'name', label: { name: 'Name' } }];
  snapshots.saveSchema('c1', table, { name: 'T', fields }, noon);
  const rows = ['a', 'b', 'c'].map((id) => ({ id, cells: { name: id } }));
  snapshots.put('c1', table, rows, null);
  snapshots.endScan('c1', table, noon);
  const asked: string[] = [];
  const past: BoundTables['past'] = async (_http, _table, id) => {
    asked.push(id);
    const code = refusals[id];
    return code ? err({ code }) : ok([{ action: 'updated', at: noon, by: null, fields: [] }]);
  };
  const turns = {
    call: (_id, _purpose, work) => work({ past } as BoundTables, {} as never), // only `past` is used
  } as Turns;
  const clock = { now: () => noon, after: () => () => {} };
  const histories = createHistories(
    {
      store,
      clock,
      text: (_, value) => String(value ?? ''),
      same: () => false,
      computed: () => false,
      stopped: () => false,
    },
    turns,
  );
  return async (changed: readonly string[], gone: readonly string[]) => {
    asked.length = 0;
    await histories.of(
      { connectionId: 'c1', table, purpose: 'compare', allowance: { left: 10 } },
      changed.map((id) => ({ id, cells: { name: 'other' } })),
      gone,
    );
    return [...asked];
  };
}

test('a row that is gone and has no history leaves the others theirs', async () => {
  const ask = bench({ b: 'service-not-found' });
  expect(await ask([], ['b', 'c'])).toEqual(['b']);
  expect(await ask(['a', 'c'], [])).toEqual(['a', 'c']);
});

test.each(['app-scopes-missing', 'service-not-found'] as const)(
  'a refusal of the call itself (%s) is not asked for again',
  async (code) => {
    const ask = bench({ a: code });
    expect(await ask(['a', 'c'], [])).toEqual(['a']);
    expect(await ask(['c'], [])).toEqual([]);
  },
);

test('one that passes is asked for again with the next look', async () => {
  const ask = bench({ a: 'service-busy' });
  expect(await ask(['a', 'c'], [])).toEqual(['a']);
  expect(await ask(['a', 'c'], [])).toEqual(['a']);
});
