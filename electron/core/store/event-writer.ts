// Writes events: new ones with their order, known ones again when they were replayed or their values became known.
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { type ChangeEvent, changeEvent } from '#shared/event';
import { feedTime } from '#shared/feed';
import { fold } from '#shared/query/fold';
import { reworded } from '../rereading/correct';
import type { Database } from './database';
import { enriched } from './enrich';
import { createEventIds } from './event-ids';
import { fieldLists, searchText } from './event-parts';
import { readJson } from './json-column';
import { createAwaited } from './linked';
import type { LinkedEvents } from './linked-events';
import type { EventStore, KnownEvent, NewEvent } from './store';

/** An event's JSON; its order is the row's. `filledBy`: further deliveries that told the same change, and more of it. */
export const stored = changeEvent
  .omit({ seq: true })
  .extend({ filledBy: z.array(z.string()).readonly().optional() });
type Stored = z.output<typeof stored>;

/** `insert` stores in one transaction, and gives back the events that are new, with their `seq`. */
export function createEventWriter(
  db: Database,
): Pick<
  EventStore,
  'insert' | 'enrich' | 'fill' | 'restate' | 'revise' | 'knows' | keyof LinkedEvents
> {
  const awaited = createAwaited(db);
  const columns =
    'scope, actor, subject, action, delivery_id, record_id, record_title, field_ids, field_names, service_order';
  const add = db.prepare(
    `INSERT INTO events (id, at, ${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const addBody = db.prepare('INSERT INTO event_body (seq, json) VALUES (?, ?)');
  const addText = db.prepare('INSERT INTO event_text (seq, text) VALUES (?, ?)');
  const replace = db.prepare(
    `UPDATE events SET (${columns}) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE seq = ?`,
  );
  const replaceText = db.prepare(
    'UPDATE event_text SET text = ?1 WHERE seq = ?2 AND text IS NOT ?1',
  );
  const setBody = db.prepare('UPDATE event_body SET json = ? WHERE seq = ?');
  const { seqOf, add: addId } = createEventIds(db);
  const setAt = db.prepare('UPDATE events SET at = ? WHERE seq = ?');
  const bodyOf = db.prepare<{ json: string }>('SELECT json FROM event_body WHERE seq = ?');
  const certaintyOf = db.prepare<{ certainty: string; action: string }>(
    `SELECT json_extract(json, '$.certainty') AS certainty, json_extract(json, '$.action') AS action
     FROM event_body WHERE seq = ?`,
  );
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
      event.order ?? 0,
    ] as const;
  }

  function store(event: NewEvent): ChangeEvent | null {
    // Looked up first: an insert that runs into a conflict would use up a number, and `seq` has no holes.
    const known = seqOf(event.id);
    if (known === undefined) {
      const seq = add.run(event.id, feedTime(event), ...columnsOf(event)).rowid;
      addBody.run(seq, JSON.stringify(event));
      addText.run(seq, searchText(event));
      return { ...event, seq };
    }
    if (event.origin === 'replay' && !knowsLess(event, known)) {
      write(replayed(event, known), known);
    }
    return null;
  }

  const knownAt = (seq: number): Stored | null => readJson(stored, bodyOf.get(seq)?.json);

  function write(event: Stored, seq: number): ChangeEvent {
    replace.run(...columnsOf(event), seq);
    setBody.run(JSON.stringify(event), seq);
    replaceText.run(searchText(event), seq);
    const { filledBy: _, ...told } = event;
    return { ...told, seq };
  }

  /** How and when a change first arrived stays true, however often a delivery of it is read again. */
  function replayed(event: NewEvent, seq: number): Stored {
    const known = knownAt(seq);
    if (!known) return event;
    // What services have stated of it since was taken out of it, and stays out.
    if (event.certainty === 'derived') return reworded(known, event) ?? known;
    const { id, origin, receivedAt, batchId, deliveryId, subscriptionId, filledBy } = known;
    const next = { ...event, id, origin, receivedAt };
    if (deliveryId === event.deliveryId && !filledBy) return next;
    // What other deliveries told of it is not told by this one, and stays.
    const whole = enriched(next, known) ?? next;
    return { ...whole, batchId, deliveryId, subscriptionId, ...(filledBy ? { filledBy } : {}) };
  }

  function enrich(event: NewEvent): ChangeEvent | null {
    const seq = seqOf(event.id);
    const known = seq === undefined ? null : knownAt(seq);
    const next = known && enriched(known, event);
    if (seq === undefined || !known || !next) return null;
    const filledBy = [...new Set([...(known.filledBy ?? []), event.deliveryId])];
    // Where it stands in the feed is kept, unless nobody knew when it was.
    if (known.occurredAt === null && next.occurredAt !== null) setAt.run(feedTime(next), seq);
    return write({ ...next, filledBy }, seq);
  }

  /**
   * The delivery named a record only, and its values were found since by comparing; or it was found by comparing, and
   * stated since.
   */
  function knowsLess({ action, changes, certainty }: NewEvent, seq: number): boolean {
    const { action: told, certainty: known } = certaintyOf.get(seq) ?? {};
    // What was told was taken back since.
    if (known === 'hint' && told !== action) return true;
    return certainty === 'derived'
      ? known === 'stated'
      : changes.length === 0 && known === 'derived';
  }

  function fill(id: string, found: NewEvent): ChangeEvent | null {
    const seq = seqOf(id);
    const owed = seq === undefined ? null : knownAt(seq);
    if (seq === undefined || !owed) return null;
    if (found.origin === 'replay' && owed.changes.length > 0) {
      return write(reworded(owed, found) ?? owed, seq);
    }
    const { action, changes, certainty, record, link, linked, deliveryId } = found;
    const filledBy = [...new Set([...(owed.filledBy ?? []), deliveryId])];
    const event: Stored = {
      ...owed,
      // Another one where what was told is taken back, so that the one that told it does not decide alone any more.
      action,
      ...(action === owed.action ? {} : { filledBy }),
      changes,
      certainty,
      // One that only counted records becomes that of the first of them.
      count: 1,
      record: owed.record
        ? { ...owed.record, ...(record?.title === undefined ? {} : { title: record.title }) }
        : record,
      ...(link === undefined ? {} : { link }),
      ...(linked ? { linked: { ...linked, ...owed.linked } } : {}),
    };
    return write(event, seq);
  }

  function restate(id: string, event: NewEvent): ChangeEvent | null {
    const seq = seqOf(id);
    const known = seq === undefined ? null : knownAt(seq);
    if (seq === undefined || !known) return null;
    const { receivedAt, origin } = known;
    const next: NewEvent = { ...event, id: known.id, receivedAt, origin };
    setAt.run(feedTime(next), seq);
    if (event.id !== known.id) addId(event.id, seq);
    return write(next, seq);
  }

  function revise(
    id: string,
    decide: (known: KnownEvent) => KnownEvent | null,
    alias: string | null,
  ): ChangeEvent | null {
    const seq = seqOf(id);
    const known = seq === undefined ? null : knownAt(seq);
    if (seq === undefined || !known) return null;
    if (alias !== null && alias !== known.id) addId(alias, seq);
    const decided = decide(known);
    // As it would be read back: members that are there and undefined are none.
    const next = decided && readJson(stored, JSON.stringify(decided));
    if (!next || isDeepStrictEqual(next, known)) return null;
    if (feedTime(next) !== feedTime(known)) setAt.run(feedTime(next), seq);
    return write(next, seq);
  }

  function nameLinked(seq: number, titles: Readonly<Record<string, string>>): ChangeEvent | null {
    const known = knownAt(seq);
    return known && write({ ...known, linked: { ...titles, ...known.linked } }, seq);
  }

  return {
    awaitTitles(eventId, place, recordIds) {
      const seq = seqOf(eventId);
      if (seq !== undefined) awaited.add(seq, place, recordIds);
    },
    awaited: awaited.awaited,
    nameLinked: (place, titles) =>
      db.transaction(() => {
        const bySeq = new Map<number, Record<string, string>>();
        for (const [id, title] of titles) {
          for (const seq of awaited.take(place, id)) {
            bySeq.set(seq, { ...bySeq.get(seq), [id]: title });
          }
        }
        return [...bySeq].flatMap(([seq, named]) => nameLinked(seq, named) ?? []);
      }),
    knows: (id) => seqOf(id) !== undefined,
    restate: (id, event) => db.transaction(() => restate(id, event)),
    revise: (id, decide, alias) => db.transaction(() => revise(id, decide, alias)),
    insert: (events) =>
      db.transaction(() =>
        events.map(store).filter((event): event is ChangeEvent => event !== null),
      ),
    enrich: (event) => db.transaction(() => enrich(event)),
    fill: (id, event) => db.transaction(() => fill(id, event)),
  };
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
