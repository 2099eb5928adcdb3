// Callbacks of whose records nobody knows the values yet: what they led to, once the table was read.
import { expect, test } from 'vitest';
import { openBench, said } from './bench';

const unreachable = { code: 'service-unreachable', params: { host: 'x', reason: 'y' } } as const;

async function bench(rows: Readonly<Record<string, Readonly<Record<string, string>>>>) {
  const one = openBench();
  for (const [id, cells] of Object.entries(rows)) one.service.table('t1').set(id, cells);
  await one.begin();
  return one;
}

test('records that were only counted while the service was away are not told twice once it answers', async () => {
  const { service, clock, store, push } = await bench({ A: { name: 'Acme' } });
  for (const id of ['B', 'C', 'D']) service.table('t1').set(id, { name: id });
  service.failing = unreachable;
  push({ table: 't1', action: 'created', count: 3 });
  await clock.advance(30 * 60_000);
  const told = () => store.events.page({ terms: [] }, null, 9).map(said).sort();
  expect(told()).toEqual(['created 3 rows: ']);
  service.failing = null;
  await clock.advance(60 * 60_000);
  expect(told()).toEqual(['B', 'C', 'D'].map((name) => `created ${name}: NAME >${name}`));
});

test('a callback that prompted a reading says how many changes it has led to', async () => {
  const { service, clock, store, push } = await bench({ A: { name: 'Acme' }, B: { name: 'Bolt' } });
  service.table('t1').set('A', { name: 'Acme 2' });
  service.table('t1').set('B', { name: 'Bolt 2' });
  const first = push({ table: 't1', action: 'updated', ids: ['A'] });
  const both = push({ table: 't1', action: 'updated', ids: ['A', 'B'] });
  const none = push({ table: 't1', action: 'updated', ids: ['Z'] });
  const counted = push({ table: 't1', action: 'updated', count: 5 });
  await clock.advance(300);
  const led = [first, both, none, counted].map((id) => store.deliveries.get(id));
  expect(led.map((one) => [one?.state, one?.events])).toEqual([
    ['decoded', 1],
    ['decoded', 2],
    ['decoded', 0],
    ['decoded', 2],
  ]);
});
