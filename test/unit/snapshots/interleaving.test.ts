// Whatever happens in whatever order, the snapshot ends as the table, and the events tell the way from one state to the other.
import { expect, test } from 'vitest';
import type { ChangeEvent } from '#shared/event';
import { connectionId, openBench } from './bench';
import { chance } from './chance';
import { quiet } from './manual-clock';

type State = Record<string, Record<string, unknown>>;

/** States of each row in the order in which it had them; `gone` where it was not there. */
type History = Map<string, string[]>;
const stateOf = (cells: object | undefined) =>
  cells === undefined ? 'gone' : JSON.stringify(Object.entries(cells).sort());

/** Applies events in their order; what each says must have been true, and later than what was said before. */
function apply(first: State, events: readonly ChangeEvent[], history: History): State {
  const state: State = structuredClone(first);
  const reached = new Map<string, number>();
  for (const { action, record, changes } of events) {
    const id = record?.id ?? '';
    const row = state[id];
    expect(row === undefined, `${action} ${id}`).toBe(action === 'created');
    const cells = { ...row };
    for (const { field, before, after } of changes) {
      if (action !== 'created') expect(cells[field.id], `${action} ${id}`).toEqual(before);
      if (after === undefined) delete cells[field.id];
      else cells[field.id] = after;
    }
    if (action === 'deleted') delete state[id];
    else state[id] = cells;
    const at = (history.get(id) ?? []).indexOf(stateOf(state[id]), (reached.get(id) ?? -1) + 1);
    expect(at, `${id} as it was at some time after the last event`).toBeGreaterThanOrEqual(0);
    reached.set(id, at);
  }
  return state;
}

const seeds = Array.from({ length: 40 }, (_, n) => n + 1);

test.each(seeds)('edits, callbacks and readings in any order (%i)', async (seed) => {
  const random = chance(seed);
  const under = (limit: number) => Math.floor(random() * limit);
  let bench = openBench();
  const { service, clock } = bench;
  const table = service.table('t1');
  for (let n = 0; n < 12; n += 1) table.set(`R${n}`, { name: `n${n}` });
  service.pageSize = 1 + under(6);
  service.atOnce = 3 + under(4);
  await bench.begin();
  const first = bench.snapshot() as State; // cells are objects
  const told: ChangeEvent[] = [];
  let next = 100;
  const waiting: Parameters<typeof bench.push>[0][] = [];

  const history: History = new Map([...table].map(([id, cells]) => [id, [stateOf(cells)]]));
  function edit(): void {
    change();
    for (const id of new Set([...history.keys(), ...table.keys()])) {
      const states = history.get(id) ?? [];
      history.set(id, states);
      const now = stateOf(table.get(id));
      if (states.at(-1) !== now) states.push(now);
    }
  }

  function change(): void {
    const ids = [...table.keys()];
    const id = ids[under(ids.length)];
    const kind = under(10);
    if (kind < 3 || id === undefined) {
      next += 1;
      table.set(`R${next}`, { name: `n${next}` });
      waiting.push({ table: 't1', action: 'created', ids: [`R${next}`], at: 1_700_000_000_000 });
    } else if (kind < 5) {
      table.delete(id);
    } else {
      // Values go back and forth.
      table.set(id, { name: table.get(id)?.name, ...(under(3) > 0 ? { stage: under(6) } : {}) });
      waiting.push({ table: 't1', action: 'updated', ids: [id], at: 1_700_000_000_000 });
    }
  }

  function callBack(): void {
    const [one] = waiting.splice(under(waiting.length), 1);
    const fate = under(5);
    if (!one || fate === 0) return;
    bench.push(fate === 1 ? { table: 't1', action: one.action, count: 1 } : one);
    if (fate === 2) bench.push(one);
  }

  service.meanwhile = async () => {
    // An answer may take longer than the next callback takes to be read.
    if (under(2) === 0) await new Promise<void>((go) => void clock.after(under(600), go));
    if (under(3) === 0) edit();
    if (under(4) === 0) callBack();
  };

  for (let step = 0; step < 40; step += 1) {
    const kind = under(10);
    if (kind < 5) edit();
    else if (kind < 8) callBack();
    else if (kind === 8) void bench.catchUp.run(connectionId);
    if (under(4) === 0) await clock.advance(under(600));
    if (under(25) === 0) {
      told.push(...bench.events);
      bench = bench.crash();
      await bench.begin();
    }
  }
  service.meanwhile = () => {};
  await clock.advance(20_000);
  await Promise.all([bench.catchUp.run(connectionId), clock.advance(1000)]);
  await Promise.all([bench.catchUp.run(connectionId), clock.advance(1000)]);
  await quiet();
  told.push(...bench.events);
  const last = Object.fromEntries(table);
  expect(apply(first, told, history)).toEqual(last);
  expect(bench.snapshot()).toEqual(last);
  expect(bench.store.deliveries.counts().pending).toBe(0);
  await bench.catchUp.stop();
});
