// What a service said of records whose table nobody reads: it does not pile up, and leads to the same in the end.
import { expect, it } from 'vitest';
import { stepsOf } from '#core/snapshots/comparing/explain';
import { part, type Step } from '#core/snapshots/stated/chain';
import type { Store } from '#core/store/store';
import { makeStore, noon } from './make';

const table = { baseId: 'b1', tableId: 't1' };

function makeTable(): Store {
  const store = makeStore();
  store.snapshots.saveSchema('c1', table, { name: 'Deals', fields: [] }, noon);
  return store;
}

const say = (store: Store, n: number, record = 'r1', before = `v${n}`) =>
  store.snapshots.say('c1', table, record, {
    action: 'updated',
    cells: { f1: { before, after: `v${n + 1}` } },
    from: noon + n,
    to: noon + n,
  });

const always = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
const missing = (steps: readonly Step[], before: string, after: string) =>
  part({ before, after, since: always, until: always }, steps).missing.map(
    (one) => `${one.before}>${one.after}`,
  );

it('thousands of changes of one cell are a few notes, and still explain where it got to', () => {
  const store = makeTable();
  store.transaction(() => {
    for (let n = 0; n < 3000; n += 1) say(store, n);
  });
  const notes = store.snapshots.said('c1', table, 'r1');
  expect(notes.length).toBeLessThanOrEqual(30);
  expect(notes[0]).toMatchObject({ cells: { f1: { before: 'v0' } }, from: noon });
  expect(missing(stepsOf(notes, 'f1'), 'v0', 'v3000')).toEqual([]);
});

it('a change that nobody said is still found among many that were', () => {
  const store = makeTable();
  for (let n = 0; n < 40; n += 1) say(store, n, 'r1', n === 7 ? 'x' : `v${n}`);
  const notes = store.snapshots.said('c1', table, 'r1');
  expect(notes.length).toBeLessThanOrEqual(30);
  expect(missing(stepsOf(notes, 'f1'), 'v0', 'v40')).toEqual(['v7>x']);
});

it('the end of a row is not joined with what was before it and after it', () => {
  const store = makeTable();
  for (let n = 0; n < 5; n += 1) say(store, n);
  const whole = { cells: {}, from: noon, to: noon };
  store.snapshots.say('c1', table, 'r1', { action: 'deleted', ...whole });
  store.snapshots.say('c1', table, 'r1', { action: 'created', ...whole });
  for (let n = 5; n < 40; n += 1) say(store, n);
  const actions = store.snapshots.said('c1', table, 'r1').map(({ action }) => action);
  expect(actions.slice(0, 4)).toEqual(['updated', 'deleted', 'created', 'updated']);
});

it('of a table that is never read, the newest fifty thousand are kept', { timeout: 60_000 }, () => {
  const store = makeTable();
  store.transaction(() => {
    for (let n = 0; n < 52_000; n += 1) say(store, 0, `r${n}`);
  });
  const has = (n: number) => store.snapshots.said('c1', table, `r${n}`).length > 0;
  expect([has(0), has(1999), has(2000), has(51_999)]).toEqual([false, false, true, true]);
});

it('of changes of one record that cannot be joined, the newest two hundred are kept', () => {
  const store = makeTable();
  store.transaction(() => {
    for (let n = 0; n < 1000; n += 1) say(store, n, 'r1', 'elsewhere');
  });
  const notes = store.snapshots.said('c1', table, 'r1');
  expect(notes.length).toBeLessThanOrEqual(220);
  expect(notes.at(-1)).toMatchObject({ from: noon + 999 });
  expect(notes[0]?.from).toBeGreaterThan(noon + 700);
});
