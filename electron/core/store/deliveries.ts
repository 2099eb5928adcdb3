// Deliveries as bytes, written before they are understood, and what became of each.
import { z } from 'zod';
import type { DeliveryState, DeliverySummary } from '#shared/delivery';
import type { Origin, SourceId } from '#shared/event';
import type { Database } from './database';
import { readJson } from './json-column';
import { problemColumn, readProblem } from './problem-column';
import type { DeliveryStore, InsertOutcome, NewDelivery, StoredDelivery } from './store';

interface SummaryRow {
  readonly id: string;
  readonly seq: number;
  readonly source: SourceId;
  readonly connection_id: string;
  readonly subscription_id: string | null;
  readonly channel: Origin;
  readonly received_at: number;
  readonly state: DeliveryState;
  readonly issue: string | null;
  readonly size: number;
  readonly events: number;
  readonly repeats: number;
  readonly compared: number;
}
interface FullRow extends SummaryRow {
  readonly replayed: number;
  readonly headers: string;
  readonly body: Uint8Array;
}

const summary =
  'seq, id, source, connection_id, subscription_id, channel, received_at, state, issue, size, events, repeats, compared';
const full = `${summary}, replayed, headers, body`;
const headers = z.record(z.string(), z.string());

export function createDeliveries(db: Database): DeliveryStore {
  const add = db.prepare(
    `INSERT INTO deliveries (id, source, connection_id, subscription_id, channel, received_at, state, issue, size, compared, repeat_key, headers, body)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  // What came by a channel of the whole connection is the same as what a hook brings.
  // A refused delivery is never the original of a repeat: a forger must not be able to hide the genuine one.
  const original = db.prepare<{ id: string; received_at: number }>(
    `SELECT id, received_at FROM deliveries
     WHERE connection_id = ?1 AND repeat_key = ?2 AND state NOT IN ('rejected', 'held')
       AND (subscription_id IS ?3 OR subscription_id IS NULL OR ?3 IS NULL)
     ORDER BY abs(received_at - ?4) LIMIT 1`,
  );
  const repeated = db.prepare('UPDATE deliveries SET repeats = repeats + 1 WHERE id = ?');
  const pending = db.prepare<FullRow>(
    `SELECT ${full} FROM deliveries WHERE state = 'pending' AND aside = 0 ORDER BY seq LIMIT ?`,
  );
  const settle = db.prepare(
    'UPDATE deliveries SET state = ?, issue = ?, events = ?, aside = 0, reading = coalesce(?, reading) WHERE id = ?',
  );
  const setAside = db.prepare(
    `UPDATE deliveries SET aside = ?, reading = coalesce(?, reading) WHERE id = ? AND state = 'pending'`,
  );
  const get = db.prepare<FullRow>(`SELECT ${full} FROM deliveries WHERE id = ?`);
  const isPending = db.prepare(`SELECT 1 FROM deliveries WHERE id = ? AND state = 'pending'`);
  const pendingReplays = db.prepare<FullRow>(
    `SELECT ${full} FROM deliveries WHERE state = 'pending' AND aside = 0 AND replayed ORDER BY seq LIMIT ?`,
  );
  // One that was never worked off is not replayed by asking for it again.
  const back = `UPDATE deliveries SET replayed = replayed OR state <> 'pending', state = 'pending'`;
  const requeue = db.prepare(`${back} WHERE id = ?`);
  const count = db.prepare<{ n: number }>('SELECT count(*) AS n FROM deliveries WHERE state = ?');
  const counts = db.prepare<{ state: DeliveryState; n: number }>(
    'SELECT state, count(*) AS n FROM deliveries GROUP BY state',
  );
  const last = db.prepare<{ at: number | null }>(
    'SELECT max(received_at) AS at FROM deliveries WHERE subscription_id = ?',
  );
  const newest = db.prepare<SummaryRow>(
    `SELECT ${summary} FROM deliveries WHERE subscription_id = ?
     ORDER BY received_at DESC, seq DESC LIMIT 1`,
  );
  const replaceHeaders = db.prepare('UPDATE deliveries SET headers = ? WHERE id = ?');
  const trim = db.prepare(
    `DELETE FROM deliveries WHERE state = 'rejected' AND subscription_id = ?1 AND seq <= (
       SELECT seq FROM deliveries WHERE state = 'rejected' AND subscription_id = ?1
       ORDER BY seq DESC LIMIT 1 OFFSET ?2)`,
  );

  function insertOne(delivery: NewDelivery): InsertOutcome {
    const { connectionId, subscriptionId, receivedAt, repeatKey, repeatWithinMs } = delivery;
    if (repeatKey !== null) {
      const found = original.get(connectionId, repeatKey, subscriptionId, receivedAt);
      const apart = found ? Math.abs(found.received_at - receivedAt) : 0;
      if (found && (repeatWithinMs === null || apart <= repeatWithinMs)) {
        repeated.run(found.id);
        return { kind: 'repeat', of: found.id };
      }
    }
    const { rowid } = add.run(
      delivery.id,
      delivery.source,
      connectionId,
      subscriptionId,
      delivery.channel,
      receivedAt,
      delivery.state,
      problemColumn(delivery.issue),
      delivery.body.byteLength,
      delivery.compared ? 1 : 0,
      repeatKey,
      JSON.stringify(delivery.headers),
      delivery.body,
    );
    return { kind: 'stored', seq: rowid };
  }

  return {
    insert: (deliveries) => db.transaction(() => deliveries.map(insertOne)),
    pending: (limit, options) =>
      (options?.replayed ? pendingReplays : pending).all(limit).map(fromFull),
    setAside(id, reading) {
      setAside.run(1, reading ?? null, id);
    },
    takeBack(id) {
      setAside.run(0, null, id);
    },
    settle(id, outcome) {
      const { state, issue, events, reading = null } = outcome;
      settle.run(state, problemColumn(issue), events, reading, id);
    },
    list(filter) {
      const conditions = [
        { sql: 'state = ?', value: filter.state },
        { sql: 'connection_id = ?', value: filter.connectionId },
        { sql: 'seq < ?', value: filter.beforeSeq },
      ].flatMap(({ sql, value }) => (value === null ? [] : [{ sql, value }]));
      const where = conditions.map(({ sql }) => sql).join(' AND ') || '1';
      return db
        .query<SummaryRow>(
          `SELECT ${summary} FROM deliveries WHERE ${where} ORDER BY seq DESC LIMIT ?`,
        )
        .all(...conditions.map(({ value }) => value), filter.limit)
        .map(fromRow);
    },
    get(id) {
      const row = get.get(id);
      return row ? fromFull(row) : null;
    },
    isPending: (id) => isPending.get(id) !== undefined,
    requeue: (ids) =>
      db.transaction(() => ids.reduce((sum, id) => sum + requeue.run(id).changes, 0)),
    count: (state) => count.get(state)?.n ?? 0,
    counts() {
      const found = new Map(counts.all().map(({ state, n }) => [state, n]));
      const count = (state: DeliveryState) => found.get(state) ?? 0;
      return {
        pending: count('pending'),
        decoded: count('decoded'),
        undecoded: count('undecoded'),
        rejected: count('rejected'),
        held: count('held'),
      };
    },
    replaceHeaders(id, headers) {
      replaceHeaders.run(JSON.stringify(headers), id);
    },
    lastRefusal(subscriptionId) {
      const row = newest.get(subscriptionId);
      return row?.state === 'rejected' ? fromRow(row).issue : null;
    },
    lastReceivedAt: (subscriptionId) => last.get(subscriptionId)?.at ?? null,
    trimRejected(subscriptionId, keep) {
      trim.run(subscriptionId, keep);
    },
  };
}

function fromRow(row: SummaryRow): DeliverySummary {
  return {
    id: row.id,
    seq: row.seq,
    source: row.source,
    connectionId: row.connection_id,
    subscriptionId: row.subscription_id,
    channel: row.channel,
    receivedAt: row.received_at,
    state: row.state,
    issue: readProblem(row.issue),
    size: row.size,
    events: row.events,
    repeats: row.repeats,
    compared: row.compared === 1,
  };
}

const fromFull = (row: FullRow): StoredDelivery => ({
  ...fromRow(row),
  replayed: row.replayed === 1,
  headers: readJson(headers, row.headers) ?? {},
  body: row.body,
});
