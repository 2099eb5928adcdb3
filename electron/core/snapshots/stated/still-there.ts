// Deletions that a service stated of rows that are there all the same: their events say from then on that something happened.
import type { FeedRow } from '#shared/feed';
import type { FieldSchema, TableRef } from '../../sources/source';
import type { Store } from '../../store/store';
import { type ComparedRow, comparedRow } from '../comparing/comparison';
import type { Life } from '../comparing/lives';
import { lookedAt } from './windows';

/**
 * ms since the deletion was told, after which a row that is found was not deleted: until then the service may answer as of before.
 * `again`: when it is asked for once more.
 */
export const stillThere = { surelyAfter: 5000, again: 10_000 } as const;

interface Looked {
  readonly connectionId: string;
  readonly table: TableRef;
  readonly fields: readonly FieldSchema[];
  /** ms since 1970 when the service was asked. */
  readonly askedAt: number;
}

/**
 * To be called in the transaction that takes over what was read.
 * @returns what is to be written down of it; null where no deletion was told, or it may be true
 */
export function withdrawnOf(
  { snapshots, events }: Store,
  { connectionId, table, fields, askedAt }: Looked,
  { former, latter, notes }: Life,
): ComparedRow | null {
  if (!former || !latter) return null;
  const { id } = latter;
  const last = notes.findLast(({ action }) => action !== 'updated');
  if (last?.action !== 'deleted') return null;
  const record = { connectionId, table: { id: table.tableId }, record: { id } };
  const told = events.ofRecord(record, lookedAt).find(isDeletion);
  if (!told || askedAt < told.receivedAt + stillThere.surelyAfter) return null;
  snapshots.heard([last.no]);
  const nothing = { id, action: 'updated', before: {}, after: {} } as const;
  return {
    ...comparedRow(nothing, latter, fields, { at: null, fills: told.id }),
    stillThere: true,
  };
}

const isDeletion = ({ subject, action, certainty }: FeedRow): boolean =>
  subject === 'record' && action === 'deleted' && certainty === 'stated';
