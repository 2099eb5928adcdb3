// What rows led to before and after each of several operations, worked out backwards from what they lead to now. Pure.
import { otherTable } from './link-columns';
import type { LinkedRow } from './operation-links';

export interface LinkList {
  readonly side: LinkedRow;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export interface LinkStep {
  readonly sides: readonly LinkedRow[];
  /** Tables of rows that came or went with their links: nobody says which rows led there. */
  readonly unsaid: readonly string[];
}

/**
 * @param steps oldest first; the last is the newest there is
 * @param now ids that a row's link column leads to; null: not known
 * @returns for each operation, the sides that it tells by their difference alone. What does not fit what was read is left out, and
 * so is everything before it: something else has happened in between.
 */
export function listsOf(
  steps: readonly LinkStep[],
  now: (tableId: string, rowId: string, key: string) => readonly string[] | null,
): readonly (readonly LinkList[])[] {
  const current = new Map<string, readonly string[] | null>();
  /** Tables whose links are not known to be those of now any more. */
  const cut = new Set<string>();
  const found = steps.toReversed().map(({ sides, unsaid }) => {
    for (const table of unsaid) cut.add(table);
    return sides.flatMap((side): LinkList[] => {
      const { tableId, rowId, column, added, removed } = side;
      if (!column) return [];
      const other = otherTable(column.data, tableId);
      const isCut = other === undefined ? cut.size > 0 : cut.has(other);
      const key = JSON.stringify([tableId, rowId, column.key, isCut]);
      const known = current.get(key);
      const ofNow = () => (isCut ? null : now(tableId, rowId, column.key));
      const after = side.after ?? (known === undefined ? ofNow() : known);
      const isFitting =
        after !== null &&
        added.every((id) => after.includes(id)) &&
        !removed.some((id) => after.includes(id));
      if (!isFitting) {
        current.set(key, side.before ?? null);
        return [];
      }
      const before = side.before ?? [...after.filter((id) => !added.includes(id)), ...removed];
      current.set(key, before);
      return side.after ? [] : [{ side, before, after }];
    });
  });
  return found.reverse();
}
