// Tables that could not be compared by themselves: said until they can be, and tried again.
import { expect, test } from 'vitest';
import { connectionId, openBench, said } from '../snapshots/bench';

const hidden = { code: 'rows-hidden', params: { host: 'x' } } as const;
const minute = 60_000;

test('a comparison that fails by itself stays said until one succeeds, which is tried without being asked', async () => {
  const bench = openBench({ watch: [{ tableId: 't1', kinds: ['created', 'updated'] }] });
  bench.service.table('t1').set('A', { name: 'Acme' });
  await bench.begin();
  expect(bench.catchUp.problem(connectionId)).toBeNull();
  bench.service.failing = hidden;
  bench.catchUp.resume(connectionId);
  await bench.clock.advance(1000);
  expect(bench.catchUp.problem(connectionId)).toEqual(hidden);
  await bench.clock.advance(20 * minute);
  expect(bench.catchUp.problem(connectionId)).toEqual(hidden);
  bench.service.failing = null;
  bench.service.table('t1').set('A', { name: 'Bolt' });
  await bench.clock.advance(31 * minute);
  expect(bench.catchUp.problem(connectionId)).toBeNull();
  expect(bench.events.map(said)).toEqual(['updated Bolt: NAME Acme>Bolt']);
});

test('calls that are saved are no fault of a comparison', async () => {
  const bench = openBench();
  await bench.begin();
  bench.service.failing = { code: 'budget-spent', params: { used: 1, limit: 1 } };
  bench.catchUp.resume(connectionId);
  await bench.clock.advance(1000);
  expect(bench.catchUp.problem(connectionId)).toBeNull();
});
