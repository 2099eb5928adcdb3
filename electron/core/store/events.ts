// Events in the order of the feed: pages, counts, what is new, read and unread.
import type { Action } from '#shared/event';
import type { FeedCursor, FeedRow } from '#shared/feed';
import type { Outline } from '../feed/needed';
import { type Condition, toSql } from '../feed/to-sql';
import type { Database } from './database';
import { createEventWriter, stored } from './event-writer';
import { readJson } from './json-column';
import type { EventStore } from './store';
import { createTellings } from './tellings';

interface Row {
  readonly seq: number;
  readonly at: number;
  readonly service_order: number;
  readonly unread: number;
  readonly json: string;
}

/** As the query writes it: seq, service_order, at, id, action, field_ids. */
type OutlineRow = readonly [number, number, number, string, Action, string];

/** The narrow search decides which rows, before the wide JSON is read for those alone. */
const rowsOf = (inner: string) =>
  `SELECT e.seq, e.at, e.service_order, e.unread, b.json FROM (${inner}) p
   JOIN events e ON e.seq = p.seq JOIN event_body b ON b.seq = p.seq
   ORDER BY p.at DESC, p.service_order DESC, p.seq DESC`;

const place = 'e.seq, e.at, e.service_order';
const newestFirst = 'ORDER BY e.at DESC, e.service_order DESC, e.seq DESC LIMIT ?';

export function createEvents(db: Database): EventStore {
  const writer = createEventWriter(db);
  const get = db.prepare<Row>(rowsOf(`SELECT ${place} FROM events e WHERE id = ?`));
  const ofRecord = db.prepare<Row>(
    rowsOf(
      `SELECT ${place} FROM events e WHERE e.record_id = ? AND e.record_id <> '' AND e.scope IN (
         SELECT id FROM scopes WHERE connection_id = ? AND table_id = ?) ${newestFirst}`,
    ),
  );
  // As one text: five thousand rows of their own take five times as long.
  const outlines = db.prepare<{ json: string }>(
    `SELECT json_group_array(
       json_array(e.seq, e.service_order, e.at, e.id, e.action, e.field_ids)) AS json
     FROM events e WHERE e.record_id = ? AND e.record_id <> '' AND e.scope IN (
       SELECT id FROM scopes WHERE connection_id = ? AND table_id = ?)`,
  );
  const bySeq = db.prepare<Row>(rowsOf(`SELECT ${place} FROM events e WHERE seq = ?`));
  const titled = db.prepare<{ title: string }>(
    `SELECT json_extract(b.json, '$.record.title') AS title
     FROM events e INDEXED BY events_record JOIN event_body b ON b.seq = e.seq
     WHERE e.record_id = ? AND e.record_id <> '' AND e.record_title <> '' AND e.scope IN (
         SELECT id FROM scopes WHERE connection_id = ? AND table_id = ?)
       AND json_type(b.json, '$.record.title') = 'text' ${newestFirst}`,
  );
  const ofDelivery = db.prepare<{ id: string }>(
    'SELECT id FROM events WHERE delivery_id = ? ORDER BY seq',
  );
  const markOne = db.prepare('UPDATE events SET unread = ?1 WHERE id = ?2 AND unread <> ?1');
  const oldestUnread = db.prepare<{ seq: number | null }>(
    'SELECT min(seq) AS seq FROM events INDEXED BY events_unread WHERE unread = 1',
  );
  // AUTOINCREMENT's own counter, so that the answer never falls when events are removed.
  const newest = db.prepare<{ seq: number }>(
    `SELECT seq FROM sqlite_sequence WHERE name = 'events'`,
  );
  const last = db.prepare<{ at: number | null }>('SELECT max(at) AS at FROM events');
  const lastOf = db.prepare<{ at: number | null }>(
    `SELECT max((SELECT max(at) FROM events WHERE scope = s.id)) AS at FROM scopes s WHERE s.connection_id = ?`,
  );

  /** @param after the first page when null */
  const fetch = ({ where, params }: Condition, after: FeedCursor | null, limit: number) =>
    db
      .query<Row>(
        rowsOf(
          `SELECT ${place} FROM events e WHERE ${where}
           ${after ? 'AND (e.at, e.service_order, e.seq) < (?, ?, ?)' : ''} ${newestFirst}`,
        ),
      )
      .all(...params, ...(after ? [after.at, after.order ?? 0, after.seq] : []), limit);

  return {
    ...writer,
    ...createTellings(db),
    page(query, after, limit) {
      const condition = toSql(query);
      const rows: FeedRow[] = [];
      let cursor = after;
      // A damaged row is left out; the page is filled up behind it, so that a short page still means the end.
      for (;;) {
        const wanted = limit - rows.length;
        const found = fetch(condition, cursor, wanted);
        rows.push(...readable(found));
        cursor = placeOf(found.at(-1));
        if (found.length < wanted || rows.length >= limit || !cursor) return rows;
      }
    },
    since(query, seq, limit) {
      const { where, params } = toSql(query, seq);
      // NOT INDEXED leaves the row number as the only way in: the few new rows, not the whole feed in order of time.
      return readable(
        db
          .query<Row>(
            rowsOf(
              `SELECT ${place} FROM events e NOT INDEXED WHERE e.seq > ? AND ${where} ${newestFirst}`,
            ),
          )
          .all(seq, ...params, limit),
      );
    },
    count(query) {
      const { where, params } = toSql(query);
      // Without any condition SQLite counts entries a page at a time, not one by one.
      const condition = query.terms.length === 0 ? '' : `WHERE ${where}`;
      const sql = `SELECT count(*) AS n FROM events e ${condition}`;
      return db.query<{ n: number }>(sql).get(...params)?.n ?? 0;
    },
    unread(query) {
      const oldest = oldestUnread.get()?.seq ?? null;
      if (oldest === null) return 0;
      const { where, params } = toSql(query, oldest - 1);
      // By the index of the unread, which are few: a view's badge must not cost a walk through all events of its table.
      const sql = `SELECT count(*) AS n FROM events e INDEXED BY events_unread WHERE e.unread = 1 AND ${where}`;
      return db.query<{ n: number }>(sql).get(...params)?.n ?? 0;
    },
    get: (id) => readable(get.all(id))[0] ?? null,
    ofRecord: ({ record, connectionId, table }, limit) =>
      record ? readable(ofRecord.all(record.id, connectionId, table?.id ?? '', limit)) : [],
    outlinesOf({ record, connectionId, table }) {
      const found = record && outlines.get(record.id, connectionId, table?.id ?? '');
      const rows: readonly OutlineRow[] = found ? JSON.parse(found.json) : [];
      return rows.toSorted(byTime).map(asOutline);
    },
    bySeqs: (seqs) => seqs.flatMap((seq) => readable(bySeq.all(seq))),
    titleOf: (connectionId, tableId, recordId) =>
      titled.get(recordId, connectionId, tableId, 1)?.title,
    ofDelivery: (deliveryId) => ofDelivery.all(deliveryId).map(({ id }) => id),
    mark(target, unread) {
      const flag = unread ? 1 : 0;
      if ('ids' in target) {
        return db.transaction(() =>
          target.ids.reduce((changed, id) => changed + markOne.run(flag, id).changes, 0),
        );
      }
      const { where, params } = toSql(target.query);
      return db
        .query(
          `UPDATE events SET unread = ${flag} WHERE seq IN (
             SELECT e.seq FROM events e WHERE e.unread = ${1 - flag} AND ${where})`,
        )
        .run(...params).changes;
    },
    newestSeq: () => newest.get()?.seq ?? 0,
    lastAt: (connectionId) =>
      (connectionId === null ? last.get() : lastOf.get(connectionId))?.at ?? null,
  };
}

/** As the row says it, which may be one that cannot be read. */
const placeOf = (row: Row | undefined): FeedCursor | null =>
  row ? { at: row.at, order: row.service_order, seq: row.seq } : null;

const asOutline = ([seq, , at, id, action, fields]: OutlineRow): Outline => {
  return { seq, at, id, action, fields: fields.split('\n').filter((one) => one !== '') };
};

/** That of the feed, newest first. */
const byTime = (a: OutlineRow, b: OutlineRow) => b[2] - a[2] || b[1] - a[1] || b[0] - a[0];

function readable(rows: readonly Row[]): readonly FeedRow[] {
  return rows.flatMap(({ seq, at, unread, json }) => {
    const event = readJson(stored, json);
    if (!event) return [];
    const { filledBy: _, ...told } = event;
    return [{ ...told, seq, at, unread: unread === 1 }];
  });
}
