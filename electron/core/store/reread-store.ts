// Finds deliveries that are due to be read again, and takes events back that are told no more.
import type { ChangeEvent } from '#shared/event';
import type { Database } from './database';
import type { RereadStore, ToldEvent } from './rereads';
import type { EventStore } from './store';

export function createRereadStore(
  db: Database,
  events: Pick<EventStore, 'insert' | 'mark'>,
): RereadStore {
  const older = 'connection_id = ? AND reading < ?';
  const state = `state IN ('decoded', 'undecoded')`;
  // By the newest of the older numbers first: each of them is read off the index in order.
  const newestOlder = db.prepare<{ reading: number | null }>(
    `SELECT max(reading) AS reading FROM deliveries INDEXED BY deliveries_due WHERE ${older} AND ${state}`,
  );
  const due = db.prepare<{ id: string }>(
    `SELECT id FROM deliveries INDEXED BY deliveries_due
     WHERE connection_id = ? AND reading = ? AND ${state} ORDER BY seq DESC LIMIT ?`,
  );
  const isDue = db.prepare(`SELECT 1 FROM deliveries WHERE id = ? AND reading < ? AND ${state}`);
  const countDue = db.prepare<{ n: number }>(
    `SELECT count(*) AS n FROM deliveries INDEXED BY deliveries_due WHERE ${older} AND ${state}`,
  );
  const makeDue = db.prepare(`UPDATE deliveries SET reading = 0 WHERE id = ? AND ${state}`);
  const told = db.prepare<ToldEvent>(
    `SELECT e.id, e.subject, e.action, s.base_id AS baseId, s.table_id AS tableId, e.record_id AS recordId
     FROM events e JOIN scopes s ON s.id = e.scope WHERE e.delivery_id = ? ORDER BY e.seq`,
  );
  const storedAs = db.prepare<{ id: string }>(
    `SELECT id FROM events WHERE id = ?1
     UNION ALL SELECT e.id FROM event_aliases a JOIN events e ON e.seq = a.seq WHERE a.id = ?1`,
  );
  const ofOne = db.prepare<{ seq: number }>(
    `SELECT e.seq FROM events e JOIN event_body b ON b.seq = e.seq
     WHERE e.id = ? AND json_type(b.json, '$.filledBy') IS NULL
       AND json_extract(b.json, '$.certainty') <> 'derived'
       AND NOT EXISTS (SELECT 1 FROM event_aliases a WHERE a.seq = e.seq)`,
  );
  const keep = db.prepare(
    `INSERT OR REPLACE INTO withdrawn_events (id, connection_id, delivery_id, unread, json)
     SELECT e.id, s.connection_id, e.delivery_id, e.unread, b.json
     FROM events e JOIN scopes s ON s.id = e.scope JOIN event_body b ON b.seq = e.seq WHERE e.seq = ?`,
  );
  const removals = ['event_text', 'event_body', 'events'].map((table) =>
    db.prepare(`DELETE FROM ${table} WHERE seq = ?`),
  );
  const giveBack = db.prepare<{ unread: number }>(
    'DELETE FROM withdrawn_events WHERE id = ? RETURNING unread',
  );

  return {
    due(connectionId, reading, limit) {
      const former = newestOlder.get(connectionId, reading)?.reading;
      if (former === null || former === undefined) return [];
      return due.all(connectionId, former, limit).map(({ id }) => id);
    },
    isDue: (id, reading) => isDue.get(id, reading) !== undefined,
    countDue: (connectionId, reading) => countDue.get(connectionId, reading)?.n ?? 0,
    makeDue: (ids) =>
      db.transaction(() => ids.reduce((sum, id) => sum + makeDue.run(id).changes, 0)),
    told: (deliveryId) => told.all(deliveryId),
    storedAs: (id) => storedAs.get(id)?.id ?? null,
    withdraw: (id) =>
      db.transaction(() => {
        const seq = ofOne.get(id)?.seq;
        if (seq === undefined) return false;
        keep.run(seq);
        for (const removal of removals) removal.run(seq);
        return true;
      }),
    add: (event) =>
      db.transaction(() => {
        const unread = giveBack.get(event.id)?.unread === 1;
        const stored: readonly ChangeEvent[] = events.insert([event]);
        if (!unread) events.mark({ ids: stored.map(({ id }) => id) }, false);
      }),
  };
}
