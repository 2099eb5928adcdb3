// A watched table that the service's schema no longer has: told once, whether the service says so or we find it.
import type { ChangeEvent } from '#shared/event';
import type { Query } from '#shared/query/query';
import type { Directory } from '../../connections/directory';
import type { Ids } from '../../ports';
import type { ChangeDraft, TableRef } from '../../sources/source';
import type { SnapshotTable, Store } from '../../store/store';
import { writeTableGone } from '../comparing/comparison';
import { writeFound } from '../comparing/found';
import { readableOf } from '../watched';

/** Events about removed tables of one connection that are looked at. */
const lookedAt = 50;
/** ms in which the service may say so after it was found. */
const slack = 60 * 60_000;

/** Writes it down and forgets the table's snapshot. To be called within a transaction. @param now ms since 1970 */
export function loseTable(
  needs: { readonly store: Store; readonly ids: Ids },
  connectionId: string,
  entry: SnapshotTable,
  now: number,
): void {
  needs.store.snapshots.forget(connectionId, entry);
  const { name, schemaAt } = entry;
  const body = writeTableGone(entry, { name, since: schemaAt ?? now });
  writeFound(needs, connectionId, body, now);
}

const isRemoval = ({ subject, action }: ChangeDraft): boolean =>
  subject === 'table' && action === 'deleted';

/**
 * Whether a removal of a table is told already, by another road.
 * @param since ms since 1970 when the table was last seen; null: the service says now that it was removed
 */
export function isRemovalTold(
  { events }: Store,
  connectionId: string,
  draft: ChangeDraft,
  receivedAt: number,
  since: number | null,
): boolean {
  if (!isRemoval(draft) || !draft.table) return false;
  const { id } = draft.table;
  const wanted: ChangeEvent['certainty'] = since === null ? 'derived' : 'stated';
  return events
    .page(removals(connectionId), null, lookedAt)
    .some(
      (event) =>
        event.table?.id === id &&
        event.base.id === draft.base.id &&
        event.certainty === wanted &&
        event.receivedAt >= (since ?? receivedAt - slack),
    );
}

/** Watched tables of a connection that were removed, and did not come back. @returns their names */
export function goneTables(
  needs: { readonly store: Store; readonly directory: Directory },
  connectionId: string,
): readonly string[] {
  const { events, snapshots } = needs.store;
  const tables = readableOf(needs, connectionId)?.tables ?? [];
  const lost = tables.filter((table) => snapshots.table(connectionId, table) === null);
  if (lost.length === 0) return [];
  const told = events.page(removals(connectionId), null, lookedAt);
  return lost.flatMap(({ baseId, tableId }) => {
    const removal = told.find(({ table, base }) => table?.id === tableId && base.id === baseId);
    return removal ? [removal.table?.name ?? tableId] : [];
  });
}

const removals = (connectionId: string): Query => ({
  terms: [
    { kind: 'name', key: 'connection', values: [connectionId], not: false },
    { kind: 'subject', values: ['table'], not: false },
    { kind: 'action', values: ['deleted'], not: false },
  ],
});

/** @returns the draft of the event */
export const tableGoneDraft = (
  { baseId, tableId }: TableRef,
  name: string,
  base: ChangeDraft['base'],
  deliveryId: string,
): ChangeDraft => ({
  base,
  table: name === '' ? { id: tableId } : { id: tableId, name },
  record: null,
  subject: 'table',
  action: 'deleted',
  changes: [],
  count: 1,
  actor: { kind: 'unknown' },
  occurredAt: null,
  certainty: 'derived',
  identity: [baseId, tableId, 'table', 'deleted', deliveryId],
});
