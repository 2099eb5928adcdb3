// A service says of a record that it was deleted, and it is still there.
import { expect, test } from 'vitest';
import { corrected } from '#core/rereading/correct';
import { type Bench, connectionId, openBench } from './bench';

async function start(): Promise<Bench> {
  const bench = openBench();
  const rows = bench.service.table('t1');
  rows.set('R1', { name: 'deal', stage: 'a' });
  rows.set('R2', { name: 'other', stage: 'a' });
  await bench.begin();
  return bench;
}

type Body = Parameters<Bench['push']>[0];

const deletion = (bench: Bench, row: string): Body => ({
  table: 't1',
  action: 'deleted',
  ids: [row],
  at: bench.clock.now(),
  stated: { no: 1, cells: { name: ['deal', ''] } },
});

const feed = (bench: Bench) =>
  bench.store.events
    .ofRecord({ connectionId, record: { id: 'R1' }, table: { id: 't1' } }, 9)
    .map(({ action, certainty }) => `${action} ${certainty}`);

const compare = (bench: Bench) =>
  Promise.all([bench.catchUp.run(connectionId), bench.clock.advance(1000)]);

test('it is told as the service says, and taken back once the record is found again', async () => {
  const bench = await start();
  const told = deletion(bench, 'R1');
  const id = bench.push(told);
  await bench.clock.advance(1000);
  // Just now the service may still answer as of before.
  expect(feed(bench)).toEqual(['deleted stated']);
  await bench.clock.advance(15_000);
  expect(feed(bench)).toEqual(['updated hint']);
  expect(bench.filled).toMatchObject([{ id: bench.events[0]?.id, link: expect.any(String) }]);
  // Neither the same once more, nor its replay, nor comparing makes a deletion of it.
  bench.push(told);
  bench.store.deliveries.requeue([id]);
  await compare(bench);
  await bench.clock.advance(20_000);
  expect(feed(bench)).toEqual(['updated hint']);
  expect(bench.snapshot()).toHaveProperty('R1');
  bench.service.table('t1').delete('R1');
  await compare(bench);
  expect(feed(bench)).toEqual(['deleted derived', 'updated hint']);
});

test('it stays when the record is gone, and a record that is put back later is a new one', async () => {
  const bench = await start();
  bench.service.table('t1').delete('R1');
  bench.push(deletion(bench, 'R1'));
  await bench.clock.advance(15_000);
  bench.service.table('t1').set('R1', { name: 'deal', stage: 'a' });
  await compare(bench);
  expect(feed(bench)).toEqual(['created derived', 'deleted stated']);
});

test('where the record could not be asked for, the next comparison takes it back', async () => {
  const bench = await start();
  bench.service.failing = { code: 'service-busy', params: { host: 'h' } };
  bench.push(deletion(bench, 'R1'));
  await bench.clock.advance(15_000);
  expect(feed(bench)).toEqual(['deleted stated']);
  bench.service.failing = null;
  await compare(bench);
  await bench.clock.advance(1000);
  expect(feed(bench)).toEqual(['updated hint']);
});

test('to read its delivery again does not delete it either', async () => {
  const bench = await start();
  bench.push(deletion(bench, 'R1'));
  await bench.clock.advance(1000);
  const [told] = bench.events;
  if (!told) throw new Error('nothing was told');
  await bench.clock.advance(15_000);
  const again = bench.store.events.revise(told.id, (known) => corrected(known, told, true), null);
  expect(again).toBeNull();
  expect(feed(bench)).toEqual(['updated hint']);
});
