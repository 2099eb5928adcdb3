// Reads the watched tables' schema and asks the source for the hooks that watching them takes.
import { err, ok, type Result } from '#shared/result';
import { type Watch, type WatchKind, watchKinds } from '#shared/watch';
import type { Purpose } from '../budget/budget';
import { baseOf } from '../connections/base';
import type { Engine } from '../engine';
import type { LabelFact, PlannedHook, TableSchema } from '../sources/source';

export type Planned = PlannedHook<Readonly<Record<string, unknown>>>;

export interface SchemaPlan {
  readonly hooks: readonly Planned[];
  readonly tables: readonly TableSchema[];
  /** Watched tables that the service does not have (any more). */
  readonly absent: ReadonlySet<string>;
}

/**
 * Learns the names of tables and fields on the way.
 * @param options `fresh`: whatever the service said a moment ago
 * @returns `base-not-picked`, or what the service answers
 */
export async function readPlan(
  engine: Engine,
  connectionId: string,
  watch: readonly Watch[],
  purpose: Purpose,
  options: { readonly fresh: boolean },
): Promise<Result<SchemaPlan>> {
  const connection = engine.store.connections.get(connectionId);
  const baseId = connection && baseOf(engine.directory, connection);
  if (!baseId) return err({ code: 'base-not-picked' });
  const bound = engine.directory.reader(connectionId, null);
  if (!bound?.tables) return err({ code: 'hooks-unsupported' });
  const read = await engine.schemas.read(connectionId, baseId, purpose, options);
  if (!read.ok) return read;
  const tables = read.value;
  const wanted = merged(watch);
  engine.store.labels.learn(connectionId, tables.flatMap(factsOf), engine.clock.now());
  const known = new Set(tables.map((table) => table.id));
  return ok({
    hooks: bound.plan(wanted, tables),
    tables,
    absent: new Set(wanted.map((one) => one.tableId).filter((id) => !known.has(id))),
  });
}

/** A table named twice is watched once, for all kinds named. */
export function merged(watch: readonly Watch[]): readonly Watch[] {
  const byTable = new Map<string, Set<WatchKind>>();
  for (const { tableId, kinds } of watch) {
    const all = byTable.get(tableId) ?? new Set();
    for (const kind of kinds) all.add(kind);
    byTable.set(tableId, all);
  }
  return [...byTable].map(([tableId, kinds]) => ({
    tableId,
    kinds: watchKinds.filter((kind) => kinds.has(kind)),
  }));
}

const factsOf = (table: TableSchema): readonly LabelFact[] => [
  { kind: 'table', id: table.id, name: table.name },
  ...table.fields.map(({ id, label }) => ({
    kind: 'field' as const,
    tableId: table.id,
    id,
    label,
  })),
];
