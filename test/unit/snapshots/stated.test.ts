// A service that states its changes, of tables that are read as well: one row per change, whatever is lost, late or doubled.
import { expect, test } from 'vitest';
import type { ChangeEvent } from '#shared/event';
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

/** Numbers from 0 up to 1 that are the same for the same seed (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const seeds = Array.from({ length: 40 }, (_, n) => n + 1);

test.each(seeds)(
  'statements lost, doubled, late and out of order, and readings in between (%i)',
  async (seed) => {
    const random = chance(seed);
    const under = (limit: number) => Math.floor(random() * limit);
    let bench = openBench();
    const { service, clock } = bench;
    const table = service.table('t1');
    for (let n = 0; n < 4; n += 1) table.set(`R${n}`, { name: `n${n}`, stage: `${n}-0` });
    service.pageSize = 1 + under(4);
    await bench.begin();
    const waiting: { readonly body: Body; readonly times: number }[] = [];
    const states = new Map<string, string[]>(
      [...table].map(([id, cells]) => [id, [String(cells.stage)]]),
    );
    let changes = 0;

    function change(): void {
      const row = `R${under(4)}`;
      changes += 1;
      const body = edit(bench, row, { stage: `${row}-${changes}` });
      states.get(row)?.push(`${row}-${changes}`);
      const fate = under(6);
      if (fate > 0) waiting.push({ body, times: fate === 1 ? 2 : 1 });
    }
    function arrive(): void {
      // Mostly in order, but not always.
      const [one] = waiting.splice(under(3) === 0 ? under(waiting.length) : 0, 1);
      if (!one) return;
      for (let n = 0; n < one.times; n += 1) bench.push(one.body);
    }
    service.meanwhile = async () => {
      if (under(3) === 0) change();
      if (under(3) === 0) arrive();
      if (under(3) === 0) await new Promise<void>((go) => void clock.after(under(600), go));
    };
    for (let step = 0; step < 60; step += 1) {
      const kind = under(10);
      if (kind < 4) change();
      else if (kind < 8) arrive();
      else if (kind === 8) void bench.catchUp.run(connectionId);
      if (under(2) === 0) await clock.advance(under(800));
      if (under(30) === 0) {
        bench = bench.crash();
        await bench.begin();
      }
    }
    service.meanwhile = () => {};
    await clock.advance(20_000);
    while (waiting.length > 0) arrive();
    await clock.advance(5000);
    await compare(bench);
    await compare(bench);
    await quiet();

    const last = Object.fromEntries(table);
    expect(bench.snapshot()).toEqual(last);
    for (const [row, steps] of states) {
      const told: readonly ChangeEvent[] = bench.store.events.ofRecord(
        { connectionId, record: { id: row }, table: { id: 't1' } },
        1000,
      );
      const ways = told.flatMap(({ certainty, changes: cells }) =>
        cells.map(({ beforeText = '', afterText = '' }) => ({ certainty, beforeText, afterText })),
      );
      const place = (text: string) => steps.indexOf(text);
      const about = `${row}: ${JSON.stringify(ways)} of ${JSON.stringify(steps)}`;
      // Nothing is told that was not so.
      for (const { beforeText, afterText } of ways) {
        expect(place(beforeText), about).toBeGreaterThanOrEqual(0);
        expect(place(afterText), about).toBeGreaterThan(place(beforeText));
      }
      // Each step of the way is told by exactly one row, alone or folded with its neighbours.
      const covered = ways.flatMap(({ beforeText, afterText }) =>
        Array.from(
          { length: place(afterText) - place(beforeText) },
          (_, n) => place(beforeText) + n,
        ),
      );
      expect(
        covered.toSorted((a, b) => a - b),
        about,
      ).toEqual(Array.from({ length: steps.length - 1 }, (_, n) => n));
    }
    expect(bench.store.deliveries.counts().pending).toBe(0);
    await bench.catchUp.stop();
  },
);
