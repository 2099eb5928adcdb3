// Whether a change that is to be told without values is one that stands in the feed already.
import type { Action } from '#shared/event';
import type { ChangeDraft, TableRef } from '../../sources/source';
import type { Store } from '../../store/store';

/** Stands for the record of an event that only counts records. */
export const unnamed = (action: Action): string => `\u0000${action}`;

/** An event that was stored without values, and is about this very change. */
export function eventOwed(
  { events }: Store,
  id: string | undefined,
  change: { readonly action: Action },
): string | undefined {
  if (id === undefined) return undefined;
  return events.get(id)?.action === change.action ? id : undefined;
}

/** Gives each event that counts records without naming them to one record that is found: it becomes that record’s. */
export function countsOwed(
  { snapshots }: Store,
  connectionId: string,
  table: TableRef,
): (action: Action) => string | undefined {
  const asked = new Set<Action>();
  return (action) => {
    if (asked.has(action)) return undefined;
    asked.add(action);
    const key = unnamed(action);
    return snapshots.takeOwed(connectionId, table, [key]).get(key);
  };
}

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
