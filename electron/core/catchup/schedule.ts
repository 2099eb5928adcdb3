// How often tables are compared by the clock, where no hook tells of a change. Pure.
import type { WatchKind } from '#shared/watch';

/** ms; sooner than this nobody needs to know what only reading can find. */
const shortest = 30_000;
const day = 24 * 60 * 60_000;
/** Share of the day's calls for reading that comparing by the clock may take. */
const share = 0.3;
/** ms between two calls where the service names no limit. */
const politePause = 1500;

export interface ScanCost {
  readonly rows: number;
  /** Rows that one call reads. */
  readonly pageSize: number;
}

/** Calls that reading a table as a whole takes. */
export const callsOf = ({ rows, pageSize }: ScanCost): number =>
  Math.max(1, Math.ceil(rows / Math.max(1, pageSize)));

/**
 * @param tables all that are compared by the clock and share the limit
 * @param limit calls of a day; null: none
 * @param saving calls run short, so that four rounds become one
 * @returns ms from one comparison of a table to the next
 */
export function compareEvery(
  tables: readonly ScanCost[],
  limit: number | null,
  saving = false,
): number {
  const calls = tables.reduce((sum, table) => sum + callsOf(table), 0);
  const pause = limit === null ? politePause : day / Math.max(1, limit * share);
  return Math.ceil(Math.max(shortest, calls * pause)) * (saving ? 4 : 1);
}

/** A table as the clock sees it. */
export interface ClockedTable {
  /** ms since 1970 when it was last compared; null: never. */
  readonly comparedAt: number | null;
  readonly stale: boolean;
  /** Nothing but comparing finds some of what is watched. */
  readonly byClock: boolean;
}

export function isDue(table: ClockedTable, now: number, every: number): boolean {
  if (table.comparedAt === null || table.stale) return true;
  // A clock that was set back must not put comparing off for hours.
  return table.byClock && Math.abs(now - table.comparedAt) >= every;
}

/**
 * Whether some of the chosen kinds of change come by no hook: the service has none for them, or it does not stand.
 * @param asked hooks that the watch needs for this table, and whether each stands at the service
 */
export function needsClock(
  kinds: ReadonlySet<WatchKind>,
  comparedKinds: readonly WatchKind[],
  asked: readonly { readonly stands: boolean }[],
): boolean {
  return comparedKinds.some((kind) => kinds.has(kind)) || asked.some(({ stands }) => !stands);
}

/** ms until the next try after so many failures in a row. */
export const retryAfter = (failures: number): number =>
  Math.min(30 * 60_000, 60_000 * 2 ** Math.max(0, failures - 1));
