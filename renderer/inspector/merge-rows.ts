// Folds a fresh look at the newest deliveries into the rows that are loaded already.
import type { DeliverySummary } from '#shared/delivery';

/** @returns newest first, each delivery once, its newest state winning */
export function mergeRows(
  loaded: readonly DeliverySummary[],
  fresh: readonly DeliverySummary[],
): readonly DeliverySummary[] {
  const byId = new Map(loaded.map((row) => [row.id, row]));
  for (const row of fresh) byId.set(row.id, row);
  return [...byId.values()].sort((a, b) => b.seq - a.seq);
}

/**
 * Rows that a fresh look at the head shows no longer to belong: a filter by state drops what was decoded meanwhile.
 * Only rows within the reach of the fresh look are judged.
 * @param complete the fresh look reached the oldest delivery
 */
export function withoutGone(
  loaded: readonly DeliverySummary[],
  fresh: readonly DeliverySummary[],
  complete: boolean,
): readonly DeliverySummary[] {
  const reach = complete ? 0 : (fresh.at(-1)?.seq ?? Number.POSITIVE_INFINITY);
  const present = new Set(fresh.map((row) => row.id));
  return loaded.filter((row) => row.seq < reach || present.has(row.id));
}
