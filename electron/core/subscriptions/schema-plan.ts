// Reads the watched tables' schema and asks the source for the hooks that watching them takes.
import { err, ok, type Result } from '#shared/result';
import { type Watch, type WatchKind, watchKinds } from '#shared/watch';
import type { Purpose } from '../budget/budget';
import type { Engine } from '../engine';
import type { LabelFact, PlannedHook, TableSchema } from '../sources/source';

export type Planned = PlannedHook<Readonly<Record<string, unknown>>>;

export interface SchemaPlan {
  readonly hooks: readonly Planned[];
  readonly tables: readonly TableSchema[];
  /** Watched tables that the service does not have (any more). */
  readonly absent: ReadonlySet<string>;
}

/** Learns the names of tables and fields on the way. */
export async function readPlan(
  engine: Engine,
  connectionId: string,
  watch: readonly Watch[],
  purpose: Purpose,
): Promise<Result<SchemaPlan>> {
  const connection = engine.store.connections.get(connectionId);
  const member = connection && engine.directory.source(connection.source).info.baseMember;
  const baseId = member ? connection.config[member] : null;
  if (typeof baseId !== 'string' || baseId === '') return err({ code: 'base-not-picked' });
  const read = await engine.services.call(connectionId, purpose, async (bound, http) => {
    if (!bound.tables) return err({ code: 'hooks-unsupported' as const });
    const tables = await bound.tables.schema(http, baseId);
    return tables.ok ? ok({ bound, tables: tables.value }) : tables;
  });
  if (!read.ok) return read;
  const { bound, tables } = read.value;
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
