// Names and fields of the watched tables, as the service tells them now.
import { ok, type Result } from '#shared/result';
import type { Purpose } from '../budget/budget';
import type { Directory } from '../connections/directory';
import type { Clock } from '../ports';
import type { FieldSchema, LabelFact, TableSchema } from '../sources/source';
import type { Store } from '../store/store';
import type { Turns } from './turns';
import { readableOf } from './watched';

export interface SchemaNeeds {
  readonly store: Store;
  readonly directory: Directory;
  readonly clock: Clock;
  /** Fields of a watched table came, went or have other names than at the last look. */
  readonly onSchema: (connectionId: string) => void;
}

export interface SchemaBook {
  /** Reads them again. Who asks while a reading is under way gets one that began after they asked. */
  refresh(connectionId: string, purpose: Purpose): Promise<Result<null>>;
  /** Reads them again when a row has fields nobody has heard of; each such field prompts it once. */
  meet(
    connectionId: string,
    baseId: string,
    tableId: string,
    fieldIds: Iterable<string>,
  ): Promise<void>;
}

interface Under {
  readonly now: Promise<Result<null>>;
  next: Promise<Result<null>> | null;
}

export function createSchemaBook(needs: SchemaNeeds, turns: Turns): SchemaBook {
  const { store, directory, clock } = needs;
  const under = new Map<string, Under>();
  const strange = new Set<string>();

  async function read(connectionId: string, purpose: Purpose): Promise<Result<null>> {
    const readable = readableOf(needs, connectionId);
    if (!readable) return ok(null);
    const bases = [...new Set(readable.tables.map(({ baseId }) => baseId))];
    let differs = false;
    for (const baseId of bases) {
      const schema = await turns.call(connectionId, purpose, (tables, http) =>
        tables.schema(http, baseId),
      );
      if (!schema.ok) return schema;
      differs = store.transaction(() => keep(connectionId, baseId, schema.value)) || differs;
    }
    if (differs) needs.onSchema(connectionId);
    return ok(null);
  }

  /** @returns whether fields differ from those of the last look */
  function keep(connectionId: string, baseId: string, found: readonly TableSchema[]): boolean {
    const { snapshots, labels } = store;
    const now = clock.now();
    // Watched tables may be others than when the service was asked.
    const watched = readableOf({ store, directory }, connectionId)?.tables ?? [];
    const here = watched.filter((table) => table.baseId === baseId);
    let differs = false;
    for (const table of here) {
      const schema = found.find(({ id }) => id === table.tableId);
      const known = snapshots.table(connectionId, table);
      if (schema) {
        differs ||=
          known !== null && known.schemaAt !== null && !sameFields(known.fields, schema.fields);
        snapshots.saveSchema(connectionId, table, schema, now);
      } else if (known && found.length > 0) {
        // The table itself was removed; that its rows are gone with it is no news.
        snapshots.forget(connectionId, table);
      }
    }
    labels.learn(connectionId, factsOf(found), now);
    return differs;
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
    async meet(connectionId, baseId, tableId, fieldIds) {
      const entry = store.snapshots.table(connectionId, { baseId, tableId });
      if (!entry || entry.schemaAt === null) return;
      const known = new Set(entry.fields.map(({ id }) => id));
      const fresh = [...new Set(fieldIds)]
        .filter((id) => !known.has(id))
        .map((id) => JSON.stringify([connectionId, baseId, tableId, id]))
        .filter((key) => !strange.has(key));
      if (fresh.length === 0) return;
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
  tables.flatMap(({ id, name, fields }): LabelFact[] => [
    { kind: 'table', id, name },
    ...fields.map(
      (field): LabelFact => ({
        kind: 'field',
        tableId: id,
        id: field.id,
        label: field.label,
      }),
    ),
  ]);
