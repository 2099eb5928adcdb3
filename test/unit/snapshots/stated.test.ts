// A service that states its changes, of tables that are read as well: one row per change, whatever is lost, late or doubled.
import { expect, test } from 'vitest';
import { type Bench, connectionId, openBench, said } from './bench';
import { quiet } from './manual-clock';

type Body = Parameters<Bench['push']>[0];

function edit(bench: Bench, row: string, cells: Record<string, string>): Body {
  const table = bench.service.table('t1');
  const before = table.get(row) ?? {};
  table.set(row, { ...before, ...cells });
  return bodyOf(
    table.size === 0 ? 'created' : 'updated',
    row,
    Object.fromEntries(
      Object.entries(cells).map(([id, after]) => [id, [String(before[id] ?? ''), after]]),
    ),
    bench.clock.now(),
  );
}

let number = 0;
function bodyOf(
  action: 'created' | 'updated',
  row: string,
  cells: Record<string, [string, string]>,
  at: number,
): Body {
  number += 1;
  return { table: 't1', action, ids: [row], at, stated: { no: number, cells } };
}

async function start(): Promise<Bench> {
  const bench = openBench();
  bench.service.table('t1').set('R1', { name: 'deal', stage: 'a' });
  await bench.begin();
  return bench;
}
const compare = (bench: Bench) =>
  Promise.all([bench.catchUp.run(connectionId), bench.clock.advance(1000)]);
test('what was stated is not found again by comparing', async () => {
  const bench = await start();
  bench.push(edit(bench, 'R1', { stage: 'b' }));
  await bench.clock.advance(1000);
  await compare(bench);
  bench.push(edit(bench, 'R1', { stage: 'c' }));
  await compare(bench);
  await compare(bench);
  expect(bench.events.map(said)).toEqual([
    'updated deal: undefined a>b',
    'updated deal: undefined b>c',
  ]);
});

test('a change that was lost is found, and begins where the last stated one ended', async () => {
  const bench = await start();
  bench.push(edit(bench, 'R1', { stage: 'b' }));
  await quiet();
  edit(bench, 'R1', { stage: 'c' });
  await bench.clock.advance(1000);
  await compare(bench);
  expect(bench.events.map(said)).toEqual([
    'updated deal: undefined a>b',
    'updated deal: STAGE b>c',
  ]);
});

test('a late statement fills what comparing has found', async () => {
  const bench = await start();
  const late = edit(bench, 'R1', { stage: 'b' });
  await compare(bench);
  expect(bench.events).toMatchObject([{ certainty: 'derived' }]);
  bench.push(late);
  await bench.clock.advance(1000);
  bench.push(late);
  await compare(bench);
  expect(bench.events).toHaveLength(1);
  expect(bench.filled).toMatchObject([{ id: bench.events[0]?.id, certainty: 'stated' }]);
});

test('late statements of a way found in one step part it', async () => {
  const bench = await start();
  const first = edit(bench, 'R1', { stage: 'b' });
  const second = edit(bench, 'R1', { stage: 'c' });
  await compare(bench);
  bench.push(first);
  await bench.clock.advance(1000);
  bench.push(second);
  await bench.clock.advance(1000);
  await compare(bench);
  const found = bench.store.events.ofRecord(
    { connectionId, record: { id: 'R1' }, table: { id: 't1' } },
    9,
  );
  expect(
    found
      .map(
        ({ certainty, changes }) =>
          `${certainty} ${changes[0]?.beforeText}>${changes[0]?.afterText}`,
      )
      .sort(),
  ).toEqual(['stated a>b', 'stated b>c']);
});

test('the same change again within two seconds is one of its own, though the first was found by comparing', async () => {
  const bench = await start();
  edit(bench, 'R1', { stage: 'b' });
  await compare(bench);
  const back = edit(bench, 'R1', { stage: 'a' });
  bench.push(back);
  await quiet();
  await bench.clock.advance(100);
  const again = edit(bench, 'R1', { stage: 'b' });
  await compare(bench);
  bench.push(again);
  await compare(bench);
  expect(bench.store.events.newestSeq()).toBe(3);
});

test('what was found back and forth is filled by what is stated of it minutes later', async () => {
  const bench = await start();
  const forth = edit(bench, 'R1', { stage: 'b' });
  await bench.clock.advance(2000);
  await compare(bench);
  const back = edit(bench, 'R1', { stage: 'a' });
  await bench.clock.advance(2000);
  await compare(bench);
  expect(bench.events.map(({ certainty }) => certainty)).toEqual(['derived', 'derived']);
  await bench.clock.advance(60_000);
  for (const late of [forth, back]) {
    bench.push(late);
    await bench.clock.advance(1000);
  }
  await compare(bench);
  expect(bench.events).toHaveLength(2);
  expect(bench.filled.map(({ certainty }) => certainty)).toEqual(['stated', 'stated']);
});
