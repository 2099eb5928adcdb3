// A comparison that is read again takes nothing back of what services have stated of its changes since.
import { expect, test } from 'vitest';
import { createDirectory } from '#core/connections/directory';
import { readAgain } from '#core/rereading/read-again';
import { type Bench, connectionId, openBench } from './bench';

const compare = (bench: Bench) =>
  Promise.all([bench.catchUp.run(connectionId), bench.clock.advance(1000)]);

let no = 0;
function edit(bench: Bench, cells: Record<string, string>): Parameters<Bench['push']>[0] {
  const table = bench.service.table('t1');
  const before = table.get('R1') ?? {};
  table.set('R1', { ...before, ...cells });
  no += 1;
  return {
    table: 't1',
    action: 'updated',
    ids: ['R1'],
    at: bench.clock.now(),
    stated: {
      no,
      cells: Object.fromEntries(
        Object.entries(cells).map(([id, after]) => [id, [String(before[id]), after]]),
      ),
    },
  };
}

const feed = (bench: Bench) =>
  bench.store.events
    .ofRecord({ connectionId, record: { id: 'R1' }, table: { id: 't1' } }, 9)
    .map(
      ({ certainty, changes }) =>
        `${certainty} ${changes.map((one) => `${one.beforeText}>${one.afterText}`).join()}`,
    )
    .toSorted();

async function parted(): Promise<Bench> {
  const bench = openBench();
  bench.service.fields = ['name', 'stage', 'size'];
  bench.service.table('t1').set('R1', { name: 'deal', stage: 'a', size: 's' });
  await bench.begin();
  edit(bench, { stage: 'b' });
  const late = edit(bench, { stage: 'c' });
  edit(bench, { size: 'm' });
  await compare(bench);
  expect(feed(bench)).toEqual(['derived a>c,s>m']);
  bench.push(late);
  await bench.clock.advance(1000);
  expect(feed(bench)).toEqual(['derived a>b,s>m', 'stated b>c']);
  return bench;
}

const comparisons = ({ store }: Bench) =>
  store.deliveries
    .list({ state: 'decoded', connectionId: null, beforeSeq: null, limit: 99 })
    .filter(({ compared }) => compared);

test('put back into the queue', async () => {
  const bench = await parted();
  bench.store.deliveries.requeue(comparisons(bench).map(({ id }) => id));
  await compare(bench);
  expect(feed(bench)).toEqual(['derived a>b,s>m', 'stated b>c']);
});

test('read again by a version that words it better', async () => {
  const bench = await parted();
  const vault = { lasting: true, get: () => undefined, set: () => {}, delete: () => {} };
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const directory = createDirectory({ store: bench.store, vault, sources: [bench.service.source] });
  for (const { id } of comparisons(bench)) {
    const delivery = bench.store.deliveries.get(id);
    if (!delivery) throw new Error('no delivery');
    expect([...readAgain({ store: bench.store, directory, log }, delivery, 2)]).not.toEqual([]);
  }
  expect(feed(bench)).toEqual(['derived a>b,s>m', 'stated b>c']);
});
