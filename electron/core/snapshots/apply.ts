// Brings the snapshot to what was just read, and writes down what differs: one transaction, so that both happen or neither.
import type { Action, Origin } from '#shared/event';
import type { Clock, Ids } from '../ports';
import type { Row } from '../sources/source';
import type { SnapshotTable, Store } from '../store/store';
import { compareRow, type RowChange } from './compare';
import { type ComparedRow, comparedRow, writeComparison } from './comparison';
import type { WatchedTable } from './watched';

/** What a callback said of a row before its values were read. */
export interface Told {
  readonly action: Action;
  /** ms since 1970 by the service's clock; null when it does not say. */
  readonly at: number | null;
}

/** Where the events of a comparison come from. */
export interface Prompt {
  readonly connectionId: string;
  readonly subscriptionId: string | null;
  readonly channel: Origin;
  /** ms since 1970. */
  readonly receivedAt: number;
}

export interface Reading {
  readonly table: WatchedTable;
  readonly prompt: Prompt;
  /** Rows asked for by name; those among them that are not in `rows` are gone. */
  readonly asked: readonly string[];
  readonly rows: readonly Row[];
  /** Number of the scan that read them; null: they were read for their own sake. */
  readonly scan: number | null;
  readonly told: (recordId: string) => Told | undefined;
}

export interface ApplyNeeds {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** To be called within a transaction. @returns how many changes are told */
export function applyReading(needs: ApplyNeeds, reading: Reading): number {
  const { snapshots } = needs.store;
  const { table, rows, scan } = reading;
  const { connectionId } = reading.prompt;
  const entry = snapshots.table(connectionId, table);
  // Not watched any more, since the reading began.
  if (!entry) return 0;
  const after = new Map(rows.map((row) => [row.id, row]));
  const ids = [...new Set([...reading.asked, ...after.keys()])];
  const before = snapshots.rows(connectionId, table, ids);
  const known = entry.fields.length === 0 ? null : new Set(entry.fields.map(({ id }) => id));
  const owed = snapshots.takeOwed(connectionId, table, ids);
  const compared = ids.flatMap((id): ComparedRow[] => {
    const former = before.get(id);
    const latter = after.get(id);
    const change = compareRow(id, former, latter, known);
    if (!change) return [];
    const fills = eventOwed(needs.store, owed.get(id), change);
    const told = reading.told(id);
    const news = former ? change : ofNewRow(entry, change, told, fills !== undefined);
    if (!news || !(table.kinds.has(news.action) || fills !== undefined)) return [];
    // The callback's time is that of the change it told, and of no other that was found beside it.
    const at = told?.action === news.action ? told.at : null;
    return [comparedRow(news, latter ?? former, entry.fields, { at, fills })];
  });
  snapshots.put(connectionId, table, [...after.values()], scan);
  const gone = ids.filter((id) => !after.has(id) && before.has(id));
  if (gone.length > 0) snapshots.drop(connectionId, table, gone);
  writeDown(needs, reading, compared);
  return compared.length;
}

/**
 * A row that the snapshot does not have is new where the table was read before. While it is read for the first time, it
 * is new only when a callback said so; what was in one that was changed meanwhile, nobody knows.
 */
function ofNewRow(
  entry: SnapshotTable,
  change: RowChange,
  told: Told | undefined,
  isOwed: boolean,
): RowChange | null {
  if (entry.comparedAt !== null || isOwed || told?.action === 'created') return change;
  return told === undefined ? null : { ...change, action: 'updated', before: null, after: {} };
}

/** An event that was stored without values, and is about this very change. */
function eventOwed(store: Store, id: string | undefined, change: RowChange): string | undefined {
  if (id === undefined) return undefined;
  return store.events.get(id)?.action === change.action ? id : undefined;
}

function writeDown(
  { store, ids }: ApplyNeeds,
  { table, prompt }: Reading,
  rows: readonly ComparedRow[],
): void {
  const connection = store.connections.get(prompt.connectionId);
  if (!connection) return;
  store.deliveries.insert(
    writeComparison(table, rows).map((body) => ({
      ...prompt,
      id: ids.uuid(),
      source: connection.source,
      headers: { 'content-type': 'application/json' },
      body,
      state: 'pending',
      issue: null,
      repeatKey: null,
      repeatWithinMs: null,
      compared: true,
    })),
  );
}
