// What a watch would cost, reckoned before anything is made.
import type { HookPlan, PlanLine, Watch, WatchKind } from '#shared/watch';
import { compareEvery } from '../catchup/schedule';
import type { TableSchema } from '../sources/source';
import type { Planned } from './schema-plan';

export interface HookPlanInput {
  readonly watch: readonly Watch[];
  /** The most needed first. */
  readonly planned: readonly Planned[];
  readonly tables: readonly TableSchema[];
  /** Keys of planned hooks of ours that stand at the service. */
  readonly standing: ReadonlySet<string>;
  /** Hooks there that are not ours. */
  readonly foreign: number;
  /** Hooks of one base; null: no limit. */
  readonly limit: number | null;
  readonly comparedKinds: readonly WatchKind[];
  /** Calls that reading may take in a day, and rows a call brings; null: no limit. */
  readonly reading: { readonly limit: number | null; readonly pageSize: number };
}

/** Pure. */
export function hookPlan(input: HookPlanInput): HookPlan {
  const { watch, planned, tables, standing, foreign, limit, comparedKinds, reading } = input;
  const room = limit === null ? Number.POSITIVE_INFINITY : Math.max(0, limit - foreign);
  const asked = planned.filter((one) => one.need === 'asked');
  const ordered = [...asked, ...planned.filter((one) => one.need === 'comfort')];
  const lines = ordered.map(
    ({ key, tableId, hook, label, need }, index): PlanLine => ({
      tableId,
      tableName: tables.find((table) => table.id === tableId)?.name ?? tableId,
      hook,
      label,
      need,
      fits: index < room,
      exists: standing.has(key),
    }),
  );
  // A hook that does not fit leaves its table to comparing alone.
  const crowdedOut = new Set(
    lines.filter((line) => !line.fits && line.need === 'asked').map((line) => line.tableId),
  );
  const compared = watch.flatMap(({ tableId, kinds }) => {
    const found = kinds.filter((kind) => crowdedOut.has(tableId) || comparedKinds.includes(kind));
    return found.length > 0 ? [{ tableId, kinds: found }] : [];
  });
  const costs = compared.map(({ tableId }) => ({
    rows: tables.find((table) => table.id === tableId)?.rows ?? 0,
    pageSize: reading.pageSize,
  }));
  const everyMs = compareEvery(costs, reading.limit);
  return {
    lines,
    cost: lines.filter((line) => line.fits).length,
    cheapest: asked.length,
    limit,
    foreign,
    compared: compared.map((one) => ({ ...one, everyMs })),
  };
}
