// The choice of tables and kinds of change, as it is ticked. Pure.
import type { Watch, WatchKind } from '#shared/watch';

/** What most people want of a table they tick: its records, whatever happens to them. */
const usual: readonly WatchKind[] = ['created', 'updated', 'deleted'];

export const chosenKinds = (chosen: readonly Watch[], tableId: string): readonly WatchKind[] =>
  chosen.find((one) => one.tableId === tableId)?.kinds ?? [];

export function withTable(
  chosen: readonly Watch[],
  tableId: string,
  on: boolean,
): readonly Watch[] {
  return withKinds(chosen, tableId, on ? usual : []);
}

/** A table without a kind is not watched; one that is new stands last. */
export function withKinds(
  chosen: readonly Watch[],
  tableId: string,
  kinds: readonly WatchKind[],
): readonly Watch[] {
  if (kinds.length === 0) return chosen.filter((one) => one.tableId !== tableId);
  return chosen.some((one) => one.tableId === tableId)
    ? chosen.map((one) => (one.tableId === tableId ? { tableId, kinds } : one))
    : [...chosen, { tableId, kinds }];
}
