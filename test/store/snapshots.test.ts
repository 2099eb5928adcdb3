// What watched tables looked like: rows found again, deletions by absence, owed values, and the cost of a large table.
import { describe, expect, it } from 'vitest';
import type { Row } from '#core/sources/source';
import { makeStore, noon, temporaryFolder } from './make';

const table = { baseId: 'b1', tableId: 't1' };
const row = (id: string, value: unknown = id): Row => ({ id, cells: { f1: value } });
const idsOf = (rows: readonly Row[]) => rows.map(({ id }) => id);

describe('a snapshot', () => {
  it('outlives a restart with its schema, and knows how fresh it is', () => {
    const folder = temporaryFolder();
    const store = makeStore(folder);
    const fields = [{ id: 'f1', label: { name: 'Name', property: { x: 1 }, primary: true } }];
    expect(store.snapshots.table('c1', table)).toBeNull();
    store.snapshots.saveSchema('c1', table, { name: 'Deals', fields }, noon);
    expect(store.snapshots.table('c1', table)).toEqual({
      ...table,
      name: 'Deals',
      fields,
      schemaAt: noon,
      comparedAt: null,
      stale: false,
      rows: 0,
      mark: null,
      wholeAt: null,
    });
    const scan = store.snapshots.beginScan('c1', table);
    store.snapshots.put('c1', table, [row('a'), row('A', { deep: [1, null] })], scan);
    store.snapshots.setStale('c1', table);
    store.close();
    const { snapshots } = makeStore(folder);
    expect(snapshots.table('c1', table)).toMatchObject({ rows: 2, stale: true, comparedAt: null });
    snapshots.endScan('c1', table, noon + 1);
    expect(snapshots.tables('c1')).toMatchObject([{ stale: false, comparedAt: noon + 1 }]);
    expect(snapshots.tables('c2')).toEqual([]);
    expect([...snapshots.rows('c1', table, ['A', 'a', 'x']).values()]).toEqual([
      row('A', { deep: [1, null] }),
      row('a'),
    ]);
  });

  it('finds rows that are gone, but none that came while the table was read', () => {
    const { snapshots } = makeStore();
    snapshots.put(
      'c1',
      table,
      ['d', 'c', 'b', 'a'].map((id) => row(id)),
      snapshots.beginScan('c1', table),
    );
    const scan = snapshots.beginScan('c1', table);
    expect(scan).toBe(2);
    snapshots.put('c1', table, [row('b', 'new')], scan);
    snapshots.put('c1', table, [row('new')], null); // announced meanwhile
    expect(snapshots.unseen('c1', table, scan, 2)).toEqual([row('a'), row('c')]);
    snapshots.drop('c1', table, ['a', 'c', 'never']);
    expect(idsOf(snapshots.unseen('c1', table, scan, 2))).toEqual(['d']);
    expect(snapshots.rows('c1', table, ['b']).get('b')).toEqual(row('b', 'new'));
    expect(snapshots.table('c1', table)?.rows).toBe(3);
  });

  it('does not take the rows of today for gone when a scan outlives its table', () => {
    const { snapshots } = makeStore();
    snapshots.beginScan('c1', table);
    const old = snapshots.beginScan('c1', table);
    snapshots.forget('c1', table);
    snapshots.put('c1', table, [row('a')], snapshots.beginScan('c1', table));
    expect(snapshots.unseen('c1', table, old, 9)).toEqual([]);
    snapshots.put('c1', table, [row('b')], old);
    expect(idsOf(snapshots.unseen('c1', table, snapshots.beginScan('c1', table), 9))).toEqual([
      'a',
      'b',
    ]);
  });

  it('is forgotten table by table, or with all of the connection', () => {
    const { snapshots } = makeStore();
    const other = { baseId: 'b1', tableId: 't2' };
    for (const id of ['c1', 'c2']) {
      for (const one of [table, other]) snapshots.put(id, one, [row('a')], null);
    }
    snapshots.forget('c1', table);
    expect(snapshots.rows('c1', table, ['a']).size).toBe(0);
    expect(snapshots.tables('c1')).toMatchObject([other]);
    snapshots.forget('c2');
    expect(snapshots.tables('c2')).toEqual([]);
    expect(snapshots.rows('c1', other, ['a']).size).toBe(1);
  });

  it('remembers which events are owed values, once, the first of each record', () => {
    const { snapshots } = makeStore();
    snapshots.owe('c1', table, 'a', 'e1');
    snapshots.owe('c1', table, 'a', 'e2');
    snapshots.owe('c1', table, 'b', 'e3');
    expect(snapshots.takeOwed('c1', { ...table, tableId: 't2' }, ['a']).size).toBe(0);
    expect([...snapshots.takeOwed('c1', table, ['a', 'x'])]).toEqual([['a', 'e1']]);
    expect([...snapshots.takeOwed('c1', table, ['a', 'b'])]).toEqual([['b', 'e3']]);
  });

  it('takes a table of 100,000 rows of 20 cells page by page, and reads it again unchanged', () => {
    const { snapshots, transaction } = makeStore();
    const rows = Array.from(
      { length: 100_000 },
      (_, n): Row => ({
        id: `r${n}`,
        cells: Object.fromEntries(
          Array.from({ length: 20 }, (_, f) => [`f${f}`, `value ${n}.${f}`]),
        ),
      }),
    );
    // Pages of one pass share a transaction here, which spares the test a thousand waits for the disk.
    const read = (present: readonly Row[]) =>
      transaction(() => {
        const scan = snapshots.beginScan('c1', table);
        const started = performance.now();
        for (let at = 0; at < present.length; at += 100) {
          snapshots.put('c1', table, present.slice(at, at + 100), scan);
        }
        return { scan, msPerPage: (performance.now() - started) / 1000 };
      });
    const first = read(rows);
    expect(snapshots.unseen('c1', table, first.scan, 500)).toEqual([]);
    const second = read(rows.slice(0, -1));
    const started = performance.now();
    expect(idsOf(snapshots.unseen('c1', table, second.scan, 500))).toEqual(['r99999']);
    // Generous, since the machine may be busy: the rows that were seen are not walked past.
    expect(performance.now() - started).toBeLessThan(100);
    expect(Math.max(first.msPerPage, second.msPerPage)).toBeLessThan(50);
    expect(snapshots.table('c1', table)?.rows).toBe(100_000);
  }, 120_000);
});
