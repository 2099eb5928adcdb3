// Which tables of a connection must be compared now: never read, out of date, or watched by the clock.
import type { Directory } from '../connections/directory';
import {
  type Readable,
  readableOf,
  readsRows,
  tableKey,
  type WatchedTable,
} from '../snapshots/watched';
import type { BoundSource } from '../sources/bound-source';
import type { SnapshotTable, Store } from '../store/store';
import { compareEvery, isDue, needsClock } from './schedule';

export interface DueNeeds {
  readonly store: Store;
  readonly directory: Directory;
  /** Calls of this connection's service run short. */
  readonly saving: (connectionId: string) => boolean;
  /** Nothing arrives at present, though hooks stand. */
  readonly deaf: (connectionId: string) => boolean;
  /** Its log of changes is read instead. */
  readonly logged: (connectionId: string) => boolean;
}

/** @param now ms since 1970 */
export function dueTables(
  needs: DueNeeds,
  connectionId: string,
  now: number,
): readonly WatchedTable[] {
  const readable = readableOf(needs, connectionId);
  if (!readable) return [];
  const clocked = new Set(
    clockedTables(needs, readable).map(({ table }) => tableKey(connectionId, table)),
  );
  const every = compareEvery(
    sharing(needs, readable),
    readable.reading.limit,
    needs.saving(connectionId),
  );
  const rarely = rareness(needs, readable);
  return readable.tables.filter((table) => {
    if (!readsRows(table)) return false;
    const entry = needs.store.snapshots.table(connectionId, table);
    // Without a schema there is nothing to read yet, or any more.
    if (!entry) return false;
    const byClock = clocked.has(tableKey(connectionId, table));
    if (byClock) return isDue({ ...entry, byClock }, now, every);
    return isDue({ ...entry, byClock: rarely !== null }, now, rarely ?? every);
  });
}

/** ms between two comparisons that look for what a live channel has lost, where the service keeps no log to look into. */
const lostEvery = 15 * 60_000;

/** @returns null where there is no channel, or a log is read instead */
function rareness(
  { store, directory, logged, saving }: DueNeeds,
  { connection, reading, tables }: Readable,
): number | null {
  const { id } = connection;
  if (!directory.reader(id, null)?.live || logged(id)) return null;
  const costs = tables.filter(readsRows).map((table) => ({
    rows: store.snapshots.table(id, table)?.rows ?? 0,
    pageSize: reading.pageSize,
  }));
  const every = compareEvery(costs, reading.limit, saving(id));
  return Math.max(lostEvery, every);
}

/** Tables that are compared by the clock, of all connections of the same service: they share its limit. */
function sharing(needs: DueNeeds, { connection }: Readable) {
  return needs.store.connections
    .list()
    .filter(({ source }) => source === connection.source)
    .flatMap(({ id }) => {
      const other = readableOf(needs, id);
      return other
        ? clockedTables(needs, other).map(({ entry }) => ({
            rows: entry?.rows ?? 0,
            pageSize: other.reading.pageSize,
          }))
        : [];
    });
}

interface Clocked {
  readonly table: WatchedTable;
  readonly entry: SnapshotTable | null;
}

function clockedTables(needs: DueNeeds, readable: Readable): readonly Clocked[] {
  const { store, directory } = needs;
  const { connection, tables } = readable;
  const bound = directory.reader(connection.id, null);
  const comparedKinds = directory.source(connection.source).planner?.comparedKinds ?? [];
  const isDeaf = needs.deaf(connection.id) && !needs.logged(connection.id);
  return tables.flatMap((table): Clocked[] => {
    if (!readsRows(table)) return [];
    const entry = store.snapshots.table(connection.id, table);
    const asked = bound && entry ? askedHooks(store, readable, bound, entry) : [];
    return isDeaf || needsClock(table.kinds, comparedKinds, asked) ? [{ table, entry }] : [];
  });
}

function askedHooks(
  store: Store,
  { connection }: Readable,
  bound: BoundSource,
  { tableId, name, fields }: SnapshotTable,
): readonly { readonly stands: boolean }[] {
  const watch = connection.watch.filter((one) => one.tableId === tableId);
  const standing = new Set(
    store.connections
      .subscriptionsOf(connection.id)
      .flatMap(({ planKey, hookId }) => (planKey !== null && hookId !== null ? [planKey] : [])),
  );
  return bound
    .plan(watch, [{ id: tableId, name, fields, views: [] }])
    .filter(({ need }) => need === 'asked')
    .map(({ key }) => ({ stands: standing.has(key) }));
}
