// Values that go back and forth within a second, at a service whose times are whole seconds: no change is left out, and none is stated twice.
import { expect, test } from 'vitest';
import { type Bench, connectionId, openBench } from './bench';
import { quiet } from './manual-clock';

type Body = Parameters<Bench['push']>[0];

function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
const seeds = Array.from({ length: Number(process.env.SEEDS ?? 20) }, (_, n) => n + 1);

test.each(seeds)('values back and forth within seconds (%i)', async (seed) => {
  const random = chance(seed);
  const under = (limit: number) => Math.floor(random() * limit);
  const bench = openBench();
  const { service, clock } = bench;
  const table = service.table('t1');
  for (let n = 0; n < 3; n += 1) table.set(`R${n}`, { name: `n${n}`, stage: 'a' });
  await bench.begin();
  await clock.advance(3000);
  const waiting: Body[] = [];
  const made = new Map<string, string[]>();
  let no = 0;
  function change(): void {
    const row = `R${under(3)}`;
    const before = String(table.get(row)?.stage);
    const after = ['a', 'b', 'c'].filter((one) => one !== before)[under(2)] ?? 'a';
    table.set(row, { ...table.get(row), stage: after });
    no += 1;
    const at = Math.floor(clock.now() / 1000) * 1000;
    made.set(row, [...(made.get(row) ?? []), `${before}>${after}`]);
    waiting.push({
      table: 't1',
      action: 'updated',
      ids: [row],
      at,
      stated: { no, cells: { stage: [before, after] } },
    });
  }
  function arrive(): void {
    const [one] = waiting.splice(under(3) === 0 ? under(waiting.length) : 0, 1);
    if (!one) return;
    for (let n = 0; n < 1 + Number(under(5) === 0); n += 1) bench.push(one);
  }
  service.meanwhile = async () => {
    if (under(4) === 0) change();
    if (under(3) === 0) arrive();
    if (under(3) === 0) await new Promise<void>((go) => void clock.after(under(600), go));
  };
  for (let step = 0; step < 40; step += 1) {
    const kind = under(10);
    if (kind < 4) change();
    else if (kind < 8) arrive();
    else if (kind === 8) void bench.catchUp.run(connectionId);
    await clock.advance(under(2) === 0 ? 1 : under(800));
  }
  service.meanwhile = () => {};
  await clock.advance(20_000);
  while (waiting.length > 0) {
    arrive();
    await clock.advance(1 + under(300));
  }
  await clock.advance(5000);
  for (let n = 0; n < 2; n += 1)
    await Promise.all([bench.catchUp.run(connectionId), clock.advance(1000)]);
  await quiet();
  for (const [row, all] of made) {
    const told = bench.store.events
      .ofRecord({ connectionId, record: { id: row }, table: { id: 't1' } }, 1000)
      .filter(({ certainty }) => certainty === 'stated')
      .flatMap(({ changes }) => changes.map((one) => `${one.beforeText}>${one.afterText}`));
    expect(told.toSorted(), `${row}: ${all}`).toEqual(all.toSorted());
  }
  await bench.catchUp.stop();
});
