// Which tables of a connection are read, and which changes of their rows are told.
import type { WatchKind } from '#shared/watch';
import { baseOf } from '../connections/base';
import type { Directory } from '../connections/directory';
import type { BoundTables } from '../sources/bound-source';
import type { TableRef } from '../sources/source';
import type { Store, StoredConnection } from '../store/store';

export interface WatchedTable extends TableRef {
  readonly kinds: ReadonlySet<WatchKind>;
}

export interface Readable {
  readonly connection: StoredConnection;
  readonly reading: BoundTables;
  /** Of a base that is watched as a whole, those that were in its schema at the last look. */
  readonly tables: readonly WatchedTable[];
  /** Bases that are watched as a whole, with the tables to come. */
  readonly bases: ReadonlySet<string>;
}

const ofRecords: readonly WatchKind[] = ['created', 'updated', 'deleted'];

/** @returns null when the connection is gone, is a demo, or its service cannot be read */
export function readableOf(
  { store, directory }: { readonly store: Store; readonly directory: Directory },
  connectionId: string,
): Readable | null {
  const connection = store.connections.get(connectionId);
  const reading = directory.reader(connectionId, null)?.tables;
  if (!connection || connection.demo || !reading || !directory.canCall(connectionId)) return null;
  const found = new Map<string, WatchedTable>();
  const add = (table: TableRef, kinds: readonly WatchKind[]) => {
    const { baseId, tableId } = table;
    const key = tableKey(connectionId, table);
    const known = found.get(key)?.kinds ?? [];
    found.set(key, { baseId, tableId, kinds: new Set([...known, ...kinds]) });
  };
  const bases = new Set<string>();
  const base = baseOf(directory, connection);
  for (const { tableId, kinds } of connection.watch) {
    if (base !== null) add({ baseId: base, tableId }, kinds);
  }
  for (const { target, planKey } of store.connections.subscriptionsOf(connectionId)) {
    // A hook chosen by hand does not say in the same words what it is for, so all is told.
    if (planKey !== null) continue;
    const table = reading.of(target);
    const whole = table ? null : reading.all(target);
    if (table) add(table, ofRecords);
    else if (whole !== null) bases.add(whole);
  }
  if (bases.size > 0) {
    for (const table of store.snapshots.tables(connectionId)) {
      if (bases.has(table.baseId)) add(table, ofRecords);
    }
  }
  return { connection, reading, tables: [...found.values()], bases };
}

/** Whether there is anything to read. */
export const readsSomething = (readable: Readable | null): boolean =>
  readable !== null && (readable.tables.length > 0 || readable.bases.size > 0);

/** Whether rows of the table are of interest, and not only its fields or itself. */
export const readsRows = ({ kinds }: WatchedTable): boolean =>
  ofRecords.some((kind) => kinds.has(kind));

export const tableKey = (connectionId: string, { baseId, tableId }: TableRef): string =>
  JSON.stringify([connectionId, baseId, tableId]);
