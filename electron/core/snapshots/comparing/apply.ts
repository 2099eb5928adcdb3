// Brings the snapshot to what was just read, and writes down what differs: one transaction, so that both happen or neither.
import type { Action, Origin } from '#shared/event';
import type { Clock, Ids } from '../../ports';
import type { FieldSchema, PastChange, Row } from '../../sources/source';
import type { SnapshotTable, Store } from '../../store/store';
import { countsOwed, eventOwed } from '../callbacks/owed';
import { withdrawnOf } from '../stated/still-there';
import { lookedAt, sinceOf, slack } from '../stated/windows';
import type { WatchedTable } from '../watched';
import { type ByFormula, computedIn, countByFormula } from './by-formula';
import { compareRow, type RowChange, type Same } from './compare';
import { type ComparedRow, comparedRow, writeByFormula, writeComparison } from './comparison';
import { type Credit, creditsBeside, creditsOf } from './credit';
import { creditedRows, fieldsOf } from './credited-rows';
import { type Explained, explain, type Note, type Times } from './explain';
import { type Life, livesOf } from './lives';

/** What a callback said of a row before its values were read. */
export interface Told {
  readonly action: Action;
  /** ms since 1970 by the service's clock; null when it does not say. */
  readonly at: number | null;
}

/** Where the events of a comparison come from. */
export interface Prompt {
  readonly connectionId: string;
  readonly subscriptionId: string | null;
  readonly channel: Origin;
  /** ms since 1970. */
  readonly receivedAt: number;
}

export interface Reading {
  readonly table: WatchedTable;
  readonly prompt: Prompt;
  /** Rows asked for by name; those among them that are not in `rows` are gone. */
  readonly asked: readonly string[];
  readonly rows: readonly Row[];
  /** Number of the scan that read them; null: they were read for their own sake. */
  readonly scan: number | null;
  readonly told: (recordId: string) => Told | undefined;
  /** Newest note of what the service said, when it was asked: what came later may be of after the answer. */
  readonly newestSaid: number;
  /** ms since 1970 when the service was asked: what happened before is in its answer. */
  readonly askedAt: number;
  /** Only what the service said itself goes into the snapshot; the rest is left to the next comparison, and not told. */
  readonly onlySaid?: boolean;
  /** Of the scan. Absent: every row is told by itself. */
  readonly byFormula?: ByFormula;
  /** What the service's history tells of rows, by row id. */
  readonly past?: ReadonlyMap<string, readonly PastChange[]>;
}

export interface ApplyNeeds {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Text of a cell, as events say it. */
  readonly text: (connectionId: string, value: unknown, field: FieldSchema) => string;
  /** The same with names of people that are known from elsewhere. Absent: there are none. */
  readonly alias?: (connectionId: string, value: unknown, field: FieldSchema) => string;
  /** Whether two values of a cell are the same to a person. */
  readonly same: (
    connectionId: string,
    before: unknown,
    after: unknown,
    field: FieldSchema,
  ) => boolean;
  /** Whether the service works a field out by itself. */
  readonly computed: (connectionId: string, field: FieldSchema) => boolean;
}

/** To be called within a transaction. @returns ids of the records of which changes are told, one for each change */
export function applyReading(needs: ApplyNeeds, reading: Reading): readonly string[] {
  const { snapshots } = needs.store;
  const { table, rows, scan } = reading;
  const { connectionId } = reading.prompt;
  const found = snapshots.table(connectionId, table);
  // Not watched any more, since the reading began.
  if (!found) return [];
  const entry: SnapshotTable = found;
  const after = new Map(rows.map((row) => [row.id, row]));
  const ids = [...new Set([...reading.asked, ...after.keys()])];
  const before = snapshots.rows(connectionId, table, ids);
  const known = entry.fields.length === 0 ? null : new Set(entry.fields.map(({ id }) => id));
  // Values are given to events that await them by who tells what was found.
  const owed = snapshots.takeOwed(connectionId, table, reading.onlySaid ? [] : ids);
  const counted = countsOwed(needs.store, connectionId, table);
  const fields = new Map(entry.fields.map((field) => [field.id, field]));
  const text = (id: string, value: unknown) =>
    needs.text(connectionId, value, fields.get(id) ?? { id, label: { name: '' } });
  const alias = (id: string, value: unknown) =>
    (needs.alias ?? needs.text)(connectionId, value, fields.get(id) ?? { id, label: { name: '' } });
  const same = sameIn(needs, connectionId, entry);
  const looked = { connectionId, table, fields: entry.fields, askedAt: reading.askedAt };
  const told = ids.flatMap((id): readonly ComparedRow[] => {
    const notes = snapshots.said(connectionId, table, id);
    const lives = livesOf(before.get(id), after.get(id), notes);
    const back = lives.flatMap((life) => withdrawnOf(needs.store, looked, life) ?? []);
    if (!reading.onlySaid) return [...back, ...lives.flatMap((life) => tell(id, life))];
    // Of a key that another row has now, nothing is taken over while the end of the former row must still be told.
    const [first] = lives;
    if (lives.length === 1 || (first && explained(id, first)?.news === null)) {
      for (const life of lives) takeOver(id, life, explained(id, life));
    }
    return back;
  });
  writeDown(needs, reading, told, entry);
  if (reading.onlySaid) return told.map(({ id }) => id);
  snapshots.put(connectionId, table, [...after.values()], scan);
  const gone = ids.filter((id) => !after.has(id) && before.has(id));
  if (gone.length > 0) snapshots.drop(connectionId, table, gone);
  return told.map(({ id }) => id);

  function explained(id: string, { former, latter, notes }: Life): Explained | null {
    const difference = compareRow(id, former, latter, known, same);
    return difference && notes.length > 0
      ? explain(difference, notes, text, timesOf(needs, reading, entry, id), alias)
      : null;
  }

  function tell(id: string, life: Life): readonly ComparedRow[] {
    const { former, latter, notes } = life;
    const difference = compareRow(id, former, latter, known, same);
    const said = explained(id, life);
    snapshots.heard(
      notes
        .map(({ no }) => no)
        .filter((no) => no <= reading.newestSaid || said?.used.has(no) === true),
    );
    const change = said ? said.news : difference;
    if (!change) return [];
    const named = eventOwed(needs.store, owed.get(id), change);
    const isCounted = entry.comparedAt !== null && table.kinds.has(change.action);
    const fills = named ?? (isCounted ? counted(change.action) : undefined);
    const told = reading.told(id);
    const isNew = change.action === 'created';
    const news = !isNew ? change : ofNewRow(entry, change, told, fills !== undefined);
    if (!news || !(table.kinds.has(news.action) || fills !== undefined)) return [];
    // The callback's time is that of the change it told, and of no other that was found beside it.
    const at = told?.action === news.action ? told.at : null;
    const whole = latter ?? former;
    const since = entry.comparedAt ?? reading.askedAt;
    const creditsFor = ({ action }: RowChange, ids: readonly string[], until?: number) =>
      creditsOf({ action, until }, ids, latter, reading.past?.get(id), since);
    const further = (said?.further ?? []).map(({ field, beforeTexts, afterTexts, until }) => {
      const nothing = { id, action: 'updated', before: {}, after: {} } as const;
      const [credit] = creditsFor(nothing, [field], until);
      return comparedRow(nothing, whole, entry.fields, {
        at: credit?.at ?? null,
        ...(credit?.by ? { by: credit.by } : {}),
        fills: undefined,
        beforeTexts,
        afterTexts,
      });
    });
    const credits: readonly Credit[] =
      at === null
        ? creditsBeside(said?.former, fieldsOf(news, said), (...of) => creditsFor(news, ...of))
        : [{ fields: null, at, by: null }];
    return [...creditedRows(news, said, whole, entry, credits, fills), ...further];
  }

  /** The cells that the service's own words explain. */
  function takeOver(
    id: string,
    { former, latter, notes }: Life,
    explained: Explained | null,
  ): void {
    if (!explained) return;
    const isOpen = ({ cells }: Note) =>
      Object.keys(cells).some((field) => explained.open.has(field));
    const { used } = explained;
    if (!latter) {
      if (explained.news) return;
      snapshots.drop(connectionId, table, [id]);
      snapshots.heard(notes.map(({ no }) => no).filter((no) => no <= reading.newestSaid));
      return;
    }
    if (!former && explained.news?.action === 'created') return;
    const cells = { ...latter.cells };
    const said = new Set(notes.flatMap((note) => Object.keys(note.cells)));
    for (const field of new Set([...Object.keys(cells), ...Object.keys(former?.cells ?? {})])) {
      if (!explained.open.has(field) && (!former || said.has(field))) continue;
      delete cells[field];
      if (former && field in former.cells) cells[field] = former.cells[field];
    }
    snapshots.put(connectionId, table, [{ ...latter, cells }], null);
    snapshots.heard(notes.filter((note) => used.has(note.no) && !isOpen(note)).map(({ no }) => no));
  }
}

/** Of one table, by its fields as they are today. */
export function sameIn(
  { same }: Pick<ApplyNeeds, 'same'>,
  connectionId: string,
  { fields }: SnapshotTable,
): Same {
  const byId = new Map(fields.map((field) => [field.id, field]));
  return (id, before, after) =>
    same(connectionId, before, after, byId.get(id) ?? { id, label: { name: '' } });
}

function timesOf(
  { store, clock }: ApplyNeeds,
  { prompt, table, askedAt, newestSaid }: Reading,
  { comparedAt }: SnapshotTable,
  recordId: string,
): Times {
  const { connectionId } = prompt;
  const record = { connectionId, table: { id: table.tableId }, record: { id: recordId } };
  const rows = store.events.ofRecord(record, lookedAt);
  return {
    since: (fieldId, text) => sinceOf(rows, fieldId, text, comparedAt),
    until: { from: askedAt + 1, to: clock.now() + slack },
    newest: newestSaid,
  };
}

/**
 * A row that the snapshot does not have is new where the table was read before. While it is read for the first time, it
 * is new only when a callback said so; what was in one that was changed meanwhile nobody knows, so that there is nothing to
 * tell.
 */
function ofNewRow(
  entry: SnapshotTable,
  change: RowChange,
  told: Told | undefined,
  isOwed: boolean,
): RowChange | null {
  if (entry.comparedAt !== null || isOwed || told?.action === 'created') return change;
  return null;
}

function writeDown(
  { store, ids, clock, computed }: ApplyNeeds,
  { table, prompt, askedAt, onlySaid, byFormula }: Reading,
  rows: readonly ComparedRow[],
  { fields }: SnapshotTable,
): void {
  const connection = store.connections.get(prompt.connectionId);
  if (!connection) return;
  const isComputed = computedIn(fields, (field) => computed(prompt.connectionId, field));
  const { singly, counted } = byFormula
    ? countByFormula(rows, byFormula, isComputed)
    : { singly: rows, counted: null };
  const now = clock.now();
  const bodies = [
    ...writeComparison(table, singly, now),
    ...(counted ? [writeByFormula(table, counted, now)] : []),
  ];
  store.deliveries.insert(
    bodies.map((body) => ({
      ...prompt,
      // What services say later of a change before this moment is of what was found here.
      receivedAt: prompt.channel === 'catch-up' || onlySaid ? askedAt : prompt.receivedAt,
      id: ids.uuid(),
      source: connection.source,
      headers: { 'content-type': 'application/json' },
      body,
      state: 'pending',
      issue: null,
      repeatKey: null,
      repeatWithinMs: null,
      compared: true,
    })),
  );
}
