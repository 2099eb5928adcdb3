// Keeps which events await the titles of which records.
import type { Database } from './database';
import type { LinkedEvents, Place } from './linked-events';

type Awaited = Pick<LinkedEvents, 'awaited'> & {
  add(seq: number, place: Place, recordIds: readonly string[]): void;
  /** @returns numbers of the events that awaited the record, and forgets it */
  take(place: Place, recordId: string): readonly number[];
};

export function createAwaited(db: Database): Awaited {
  const insert = db.prepare(
    `INSERT INTO linked_awaited (connection_id, table_id, record_id, seq) VALUES (?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  );
  const one = db.prepare<{ record_id: string }>(
    `SELECT record_id FROM linked_awaited
     WHERE connection_id = ? AND table_id = ? AND record_id = ? LIMIT 1`,
  );
  const some = db.prepare<{ record_id: string }>(
    `SELECT DISTINCT record_id FROM linked_awaited
     WHERE connection_id = ? AND table_id = ? AND record_id > ? ORDER BY record_id LIMIT ?`,
  );
  const drop = db.prepare<{ seq: number }>(
    `DELETE FROM linked_awaited WHERE connection_id = ? AND table_id = ? AND record_id = ?
     RETURNING seq`,
  );
  return {
    add(seq, { connectionId, tableId }, recordIds) {
      for (const id of recordIds) insert.run(connectionId, tableId, id, seq);
    },
    awaited({ connectionId, tableId }, among) {
      const rows =
        'ids' in among
          ? among.ids.flatMap((id) => one.all(connectionId, tableId, id))
          : some.all(connectionId, tableId, among.after, among.limit);
      return rows.map(({ record_id: id }) => id);
    },
    take: ({ connectionId, tableId }, recordId) =>
      drop.all(connectionId, tableId, recordId).map(({ seq }) => seq),
  };
}
