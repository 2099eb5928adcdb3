// A service that states its changes, of tables that are read as well, in random worlds: whatever is lost, late or doubled.
import { expect, test } from 'vitest';
import type { ChangeEvent } from '#shared/event';
import { type Bench, connectionId, openBench } from './bench';
import { chance } from './chance';
import { quiet } from './manual-clock';

type Body = Parameters<Bench['push']>[0];

const compare = (bench: Bench) =>
  Promise.all([bench.catchUp.run(connectionId), bench.clock.advance(1000)]);

const seeds = Array.from({ length: Number(process.env.SEEDS ?? 40) }, (_, n) => n + 1);

interface Moment {
  readonly from: number;
  readonly to: number;
}

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
    /** When each text was written, and when the service was looked at, until its answer was read. */
    const written = new Map<string, number>();
    const looks: Moment[] = [];
    let changes = 0;

    function change(): void {
      const row = `R${under(4)}`;
      changes += 1;
      const text = `${row}-${changes}`;
      const { stage, ...cells } = table.get(row) ?? {};
      const at = clock.now();
      const said: Record<string, [string, string]> = { stage: [String(stage), text] };
      const stated = { no: changes, cells: said };
      const body: Body = { table: 't1', action: 'updated', ids: [row], at, stated };
      table.set(row, { ...cells, stage: text });
      states.get(row)?.push(text);
      written.set(text, at);
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
      const from = clock.now();
      if (under(3) === 0) change();
      if (under(3) === 0) arrive();
      if (under(3) === 0) await new Promise<void>((go) => void clock.after(under(600), go));
      looks.push({ from, to: clock.now() });
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
      const tellers = (step: number) =>
        ways.filter(
          ({ beforeText, afterText }) => place(beforeText) <= step && step < place(afterText),
        );
      for (const [step, text] of steps.slice(1).entries()) {
        const said = tellers(step).map(({ certainty }) => certainty);
        // Its neighbours are lost, and it is of the very time of a reading, or of another such change: nobody can tell on
        // which side of that it belongs.
        const at = written.get(text);
        const isDoubtful =
          looks.some((look) => isAt(at, look)) ||
          steps.some((other) => other !== text && written.get(other) === at);
        const single = isDoubtful && said.length === 2 ? ['derived', 'stated'] : said.slice(0, 1);
        expect(said.toSorted(), about).toEqual(single);
        expect(said.length, about).toBeGreaterThan(0);
      }
    }
    expect(bench.store.deliveries.counts().pending).toBe(0);
    await bench.catchUp.stop();
  },
);

const isAt = (at: number | undefined, { from, to }: Moment): boolean =>
  at !== undefined && from <= at && at <= to;
