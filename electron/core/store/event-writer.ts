// Writes events: new ones with their order, known ones again when they were replayed.
import type { ChangeEvent } from '#shared/event';
import { fold } from '#shared/query/fold';
import type { Database } from './database';
import { feedTime, fieldLists, searchText } from './event-parts';
import type { NewEvent } from './store';

/** @returns a function that stores events in one transaction and gives back those that are new, with their `seq` */
export function createEventWriter(
  db: Database,
): (events: readonly NewEvent[]) => readonly ChangeEvent[] {
  const columns =
    'scope, actor, subject, action, delivery_id, record_id, record_title, field_ids, field_names';
  const add = db.prepare(
    `INSERT INTO events (id, at, ${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const addBody = db.prepare('INSERT INTO event_body (seq, json) VALUES (?, ?)');
  const addText = db.prepare('INSERT INTO event_text (seq, text) VALUES (?, ?)');
  const replace = db.prepare(
    `UPDATE events SET (${columns}) = (?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE seq = ?`,
  );
  // How and when a change first arrived stays true, however often its delivery is read again.
  const replaceBody = db.prepare(
    `UPDATE event_body SET json = json_set(?,
       '$.origin', json_extract(json, '$.origin'),
       '$.receivedAt', json_extract(json, '$.receivedAt')) WHERE seq = ?`,
  );
  const replaceText = db.prepare(
    'UPDATE event_text SET text = ?1 WHERE seq = ?2 AND text IS NOT ?1',
  );
  const seqOf = db.prepare<{ seq: number }>('SELECT seq FROM events WHERE id = ?');
  const scopeOf = createIntern(db, 'scopes', [
    'connection_id',
    'base_id',
    'base_name',
    'table_id',
    'table_name',
    'source',
  ]);
  const actorOf = createIntern(db, 'actors', ['actor_id', 'name']);

  function columnsOf(event: NewEvent) {
    const fields = fieldLists(event);
    const { base, table, record, actor } = event;
    return [
      scopeOf(
        event.connectionId,
        base.id,
        fold(base.name ?? ''),
        table?.id ?? '',
        fold(table?.name ?? ''),
        event.source,
      ),
      actorOf(actor.id ?? '', fold(actor.name ?? '')),
      event.subject,
      event.action,
      event.deliveryId,
      record?.id ?? '',
      fold(record?.title ?? ''),
      fields.ids,
      fields.names,
    ] as const;
  }

  function store(event: NewEvent): ChangeEvent | null {
    // Looked up first: an insert that runs into a conflict would use up a number, and `seq` has no holes.
    const known = seqOf.get(event.id);
    if (!known) {
      const seq = add.run(event.id, feedTime(event), ...columnsOf(event)).rowid;
      addBody.run(seq, JSON.stringify(event));
      addText.run(seq, searchText(event));
      return { ...event, seq };
    }
    if (event.origin === 'replay') {
      replace.run(...columnsOf(event), known.seq);
      replaceBody.run(JSON.stringify(event), known.seq);
      replaceText.run(searchText(event), known.seq);
    }
    return null;
  }

  return (events) =>
    db.transaction(() => events.map(store).filter((event): event is ChangeEvent => event !== null));
}

/** Places and people recur in many events, so each is kept once. @returns the row's number, making it when it is new */
function createIntern(
  db: Database,
  table: string,
  columns: readonly string[],
): (...values: readonly string[]) => number {
  const find = db.prepare<{ id: number }>(
    `SELECT id FROM ${table} WHERE ${columns.map((column) => `${column} = ?`).join(' AND ')}`,
  );
  const add = db.prepare(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  return (...values) => find.get(...values)?.id ?? add.run(...values).rowid;
}
