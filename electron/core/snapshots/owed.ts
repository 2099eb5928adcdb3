// Whether a change that is to be told without values is one that stands in the feed already.
import type { Action } from '#shared/event';
import type { ChangeDraft, TableRef } from '../sources/source';
import type { Store } from '../store/store';

/**
 * An event that awaits the record's values will say this too; and a row that the snapshot has is told as new already.
 * To be called in the transaction that stores the draft.
 * @param others drafts that are stored before it
 */
export function isSaid(
  { snapshots, events }: Store,
  connectionId: string,
  table: TableRef,
  { record, action }: ChangeDraft,
  others: readonly ChangeDraft[],
): boolean {
  if (!record) return false;
  const says = (told: Action | undefined) => told === action || told === 'created';
  if (others.some((one) => one.record?.id === record.id && says(one.action))) return true;
  const owed = snapshots.takeOwed(connectionId, table, [record.id]).get(record.id);
  if (owed !== undefined) {
    snapshots.owe(connectionId, table, record.id, owed);
    if (says(events.get(owed)?.action)) return true;
  }
  return action === 'created' && snapshots.rows(connectionId, table, [record.id]).size > 0;
}
