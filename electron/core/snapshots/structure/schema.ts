// Names and fields of the watched tables, as the service tells them now.
import { ok, type Result } from '#shared/result';
import type { Purpose } from '../../budget/budget';
import type { Directory } from '../../connections/directory';
import { createLabelBook } from '../../connections/label-book';
import type { SchemaReads } from '../../connections/schema-reads';
import type { Clock, Ids } from '../../ports';
import type { FieldSchema, LabelFact, Row, TableRef, TableSchema } from '../../sources/source';
import type { Store } from '../../store/store';
import { writeStructure } from '../comparing/comparison';
import { writeFound } from '../comparing/found';
import { type Readable, readableOf, type WatchedTable } from '../watched';
import { compareStructure, type Structure, structureDrafts } from './structure';
import { untold } from './structure-told';
import { loseTable } from './table-gone';

export interface SchemaNeeds {
  readonly store: Store;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Something was written down that is to be read. */
  readonly wake: () => void;
  readonly reads: SchemaReads;
  /** Fields of a watched table came, went or have other names than at the last look. */
  readonly onSchema: (connectionId: string) => void;
}

export interface SchemaBook {
  /** Reads them again. Who asks while a reading is under way gets one that began after they asked. */
  refresh(connectionId: string, purpose: Purpose): Promise<Result<null>>;
  /**
   * Reads them again when rows have fields nobody has heard of (each such field prompts it once), and when all of them
   * lost one at the same time: to be called before they are compared, so that a removed column empties no cells.
   */
  meet(connectionId: string, table: TableRef, rows: readonly Row[]): Promise<void>;
}

/** ms; one that is younger is believed: a column that is being emptied row by row must not cost a call each time. */
const young = 10_000;

interface Under {
  readonly now: Promise<Result<null>>;
  next: Promise<Result<null>> | null;
}

export function createSchemaBook(needs: SchemaNeeds): SchemaBook {
  const { store, directory, clock } = needs;
  const under = new Map<string, Under>();
  const strange = new Set<string>();

  async function read(connectionId: string, purpose: Purpose): Promise<Result<null>> {
    const readable = readableOf(needs, connectionId);
    if (!readable) return ok(null);
    const bases = new Set([...readable.bases, ...readable.tables.map(({ baseId }) => baseId)]);
    let differs = false;
    for (const baseId of bases) {
      const wanted = wantedOf(readable, baseId);
      const schema = await needs.reads.read(connectionId, baseId, purpose, {
        fresh: true,
        ...(wanted ? { wanted } : {}),
      });
      if (!schema.ok) return schema;
      differs =
        store.transaction(() => keep(connectionId, baseId, schema.value, wanted)) || differs;
    }
    if (differs) needs.onSchema(connectionId);
    return ok(null);
  }

  /** Who plans hooks asks for the same schema, with all of its tables. */
  function wantedOf({ connection, tables, bases }: Readable, baseId: string) {
    if (bases.has(baseId) || directory.source(connection.source).planner !== null) return undefined;
    return tables.filter((table) => table.baseId === baseId).map(({ tableId }) => tableId);
  }

  /** @returns whether fields differ from those of the last look */
  function keep(
    connectionId: string,
    baseId: string,
    found: readonly TableSchema[],
    wanted: readonly string[] | undefined,
  ): boolean {
    const { snapshots, labels } = store;
    const now = clock.now();
    // Watched tables may be others than when the service was asked: those that came since have no fields in its answer.
    const readable = readableOf({ store, directory }, connectionId);
    const here = (readable?.tables ?? []).filter(
      (table) => table.baseId === baseId && (wanted?.includes(table.tableId) ?? true),
    );
    if (readable?.bases.has(baseId)) meetTables(readable, baseId, found, now);
    let differs = false;
    let hasNews = false;
    for (const table of here) {
      const schema = found.find(({ id }) => id === table.tableId);
      const known = snapshots.table(connectionId, table);
      if (schema) {
        differs ||=
          known !== null && known.schemaAt !== null && !sameFields(known.fields, schema.fields);
        snapshots.saveSchema(connectionId, table, schema, now);
        const other = known?.schemaAt != null ? compareStructure(known, schema) : null;
        if (readable && other) hasNews = tell(readable, table, other, now) || hasNews;
      } else if (known && found.length > 0) {
        // The table itself was removed; that its rows are gone with it is no news.
        loseTable(needs, connectionId, known, now);
        hasNews = true;
      }
    }
    labels.learn(connectionId, factsOf(found), now);
    if (hasNews) needs.wake();
    return differs;
  }

  /** What a look found of a table is told, unless the service has stated all of it. @returns whether there is something */
  function tell(
    { connection, reading }: Readable,
    table: WatchedTable,
    found: Structure,
    now: number,
  ): boolean {
    const { id: connectionId, source } = connection;
    // Where kinds of change are chosen, those of fields and tables are among them.
    const isChosen = (kind: 'fields' | 'table') =>
      directory.source(source).planner === null || table.kinds.has(kind);
    const { formerName, ...rest } = found;
    const asked: Structure = {
      ...rest,
      fields: isChosen('fields') ? found.fields : [],
      ...(formerName !== undefined && isChosen('table') ? { formerName } : {}),
    };
    const labels = createLabelBook(store, connectionId, now);
    const isNews = structureDrafts(table, asked, reading, labels, '').some((draft) =>
      untold(store.events, connectionId, draft),
    );
    if (isNews) writeFound(needs, connectionId, writeStructure(table, asked), now);
    return isNews;
  }

  /**
   * The tables of a base that is watched as a whole. One that was not there at the last look began empty since, so that all
   * its rows are new; at the first look nobody knows what was there before.
   */
  function meetTables(
    readable: Readable,
    baseId: string,
    found: readonly TableSchema[],
    now: number,
  ): void {
    const { snapshots } = store;
    const connectionId = readable.connection.id;
    const known = snapshots.tables(connectionId).filter((table) => table.baseId === baseId);
    const isKnown = known.some(({ schemaAt }) => schemaAt !== null);
    for (const schema of found) {
      if (known.some(({ tableId }) => tableId === schema.id)) continue;
      const table = { baseId, tableId: schema.id };
      // The names of all tables are learned with every look, also of those that were not watched then.
      const isOld = store.labels.name(connectionId, 'table', schema.id) !== undefined;
      snapshots.saveSchema(connectionId, table, schema, now);
      if (!isKnown || isOld) continue;
      snapshots.endScan(connectionId, table, now);
      snapshots.setStale(connectionId, table);
      const { name } = schema;
      if (tell(readable, { ...table, kinds: new Set() }, { name, isNew: true, fields: [] }, now)) {
        needs.wake();
      }
    }
  }

  function refresh(connectionId: string, purpose: Purpose): Promise<Result<null>> {
    const running = under.get(connectionId);
    if (running) {
      running.next ??= running.now.then(() => refresh(connectionId, purpose));
      return running.next;
    }
    const now = read(connectionId, purpose).finally(() => under.delete(connectionId));
    under.set(connectionId, { now, next: null });
    return now;
  }

  return {
    refresh,
    async meet(connectionId, table, rows) {
      const entry = store.snapshots.table(connectionId, table);
      if (!entry || entry.schemaAt === null) return;
      const found = new Set(rows.flatMap(({ cells }) => Object.keys(cells)));
      const known = new Set(entry.fields.map(({ id }) => id));
      const fresh = [...found]
        .filter((id) => !known.has(id))
        .map((id) => JSON.stringify([connectionId, table.baseId, table.tableId, id]))
        .filter((key) => !strange.has(key));
      const isYoung = Math.abs(clock.now() - entry.schemaAt) <= young;
      const hasLost = () => {
        const former = store.snapshots.rows(
          connectionId,
          table,
          rows.map(({ id }) => id),
        );
        const had = new Set([...former.values()].flatMap(({ cells }) => Object.keys(cells)));
        return [...known].some((id) => had.has(id) && !found.has(id));
      };
      if (fresh.length === 0 && (isYoung || !hasLost())) return;
      for (const key of fresh) strange.add(key);
      await refresh(connectionId, 'values');
    },
  };
}

const sameFields = (a: readonly FieldSchema[], b: readonly FieldSchema[]): boolean =>
  nameList(a) === nameList(b);

const nameList = (fields: readonly FieldSchema[]) =>
  JSON.stringify(
    fields
      .map(({ id, label }) => [id, label.name, label.type ?? null])
      .sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
  );

const factsOf = (tables: readonly TableSchema[]): readonly LabelFact[] =>
  tables.flatMap(({ id, name, fields, views, facts = [] }): LabelFact[] => [
    ...facts,
    { kind: 'table', id, name },
    ...views.map((view): LabelFact => ({ kind: 'view', tableId: id, ...view })),
    ...fields.map(
      (field): LabelFact => ({
        kind: 'field',
        tableId: id,
        id: field.id,
        label: field.label,
      }),
    ),
  ]);
