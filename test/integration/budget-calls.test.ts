// What the window shows of a day's calls.
import { expect, test } from 'vitest';
import { budgetCalls } from '#core/api/budget-calls';
import { createBudget } from '#core/budget/budget';
import { createDirectory } from '#core/connections/directory';
import { clock } from '#core/machine';
import { createMemoryVault } from '#core/memory-vault';
import { makeStore } from '../store/make';
import { expectOk } from './desk';
import { standInSource } from './stand-in-service';

test('connections of one service share a meter, and the strictest limit holds', async () => {
  const store = makeStore();
  const directory = createDirectory({
    store,
    vault: createMemoryVault(),
    sources: [standInSource()],
  });
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const budget = createBudget({ store, clock, log });
  const calls = budgetCalls({ store, directory, budget });
  const look = async () => expectOk(await calls['budget.get']({}));
  expect(await look()).toEqual([]);
  for (const [id, limit] of Object.entries({ c1: 1000, c2: 50, c3: 500 })) {
    store.connections.save({
      id,
      source: 'kdocs',
      name: id,
      config: { server: 'http://127.0.0.1:1', base: 'b', limit },
      secretNames: [],
      demo: false,
      watch: [],
    });
  }
  directory.reload();
  const meters = directory.reader('c1', null)?.meters ?? [];
  budget.count('kdocs', meters, { method: 'GET', url: 'http://127.0.0.1:1/rows' });
  expect(await look()).toMatchObject([
    { source: 'kdocs', id: 'calls', used: 1, limit: 50, state: 'enough', freeAt: null },
  ]);
});
