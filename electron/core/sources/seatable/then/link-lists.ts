// What rows led to before and after each of several operations: worked out backwards from what they lead to now, and onwards from what was told. Pure.
import { otherTable } from '../link-columns';
import type { LinkedRow } from '../log/operation-links';
import type { ListRef, Taken } from './taken-links';

export interface LinkList {
  readonly side: LinkedRow;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export interface LinkStep {
  readonly sides: readonly LinkedRow[];
  /** Tables of rows that came or went with their links: nobody says which rows led there. */
  readonly unsaid: readonly string[];
  /** Rows that it made, which lead nowhere yet, and rows that it removed, to which nothing leads since. */
  readonly made: readonly RowRef[];
  readonly gone: readonly RowRef[];
  /** The links of those, where it says which they were. */
  readonly taken: Taken | null;
  /** It changes links in a way that does not say all that led where. */
  readonly isOpen: boolean;
}

interface RowRef {
  readonly tableId: string;
  readonly rowId: string;
}

type Now = (tableId: string, rowId: string, key: string) => readonly string[] | null;

/**
 * @param steps oldest first; the last is the newest there is
 * @param now ids that a row's link column leads to; null: not known
 * @returns for each operation, the sides that it tells by their difference alone. What does not fit what was read is left out, and
 * so is everything before it, where it was not told: something else has happened in between.
 */
export function listsOf(steps: readonly LinkStep[], now: Now): readonly (readonly LinkList[])[] {
  const told = onwards(steps);
  return backwards(steps, now).map((lists, index) => {
    const found = new Set(lists.map(({ side }) => side));
    return [...lists, ...(told[index] ?? []).filter(({ side }) => !found.has(side))];
  });
}

/** A row that was made by one of the operations led nowhere at first; one whose links were all told leads where they said. */
function onwards(steps: readonly LinkStep[]): readonly (readonly LinkList[])[] {
  const current = new Map<string, readonly string[]>();
  const made = new Set<string>();
  const gone = new Set<string>();
  return steps.map((step) => {
    if (step.isOpen) {
      current.clear();
      made.clear();
    }
    for (const { rowId } of step.gone) gone.add(rowId);
    for (const { tableId, rowId } of step.made) {
      if (!step.isOpen) made.add(JSON.stringify([tableId, rowId]));
      gone.delete(rowId);
    }
    return step.sides.flatMap((side): LinkList[] => {
      const { tableId, rowId, column, added, removed } = side;
      if (!column) return [];
      const key = JSON.stringify([tableId, rowId, column.key]);
      const known = current.get(key) ?? (made.has(JSON.stringify([tableId, rowId])) ? [] : null);
      const before = side.before ?? known?.filter((id) => !gone.has(id));
      const isFitting = before && !side.isReached && removed.every((id) => before.includes(id));
      const after =
        side.after ??
        (isFitting ? [...without(before, [...added, ...removed]), ...added] : undefined);
      if (after) current.set(key, after);
      else {
        current.delete(key);
        made.delete(JSON.stringify([tableId, rowId]));
      }
      return side.after || !before || !after ? [] : [{ side, before, after }];
    });
  });
}

function without(ids: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Set(others);
  return ids.filter((id) => !left.has(id));
}

function backwards(steps: readonly LinkStep[], now: Now): readonly (readonly LinkList[])[] {
  const current = new Map<string, readonly string[] | null>();
  /** Tables whose links are not known to be those of now any more. */
  const cut = new Set<string>();
  const keyOf = ({ tableId, rowId, key }: ListRef, isCut: boolean) =>
    JSON.stringify([tableId, rowId, key, isCut]);
  const isCut = (other: string | undefined) =>
    other === undefined ? cut.size > 0 : cut.has(other);
  const known = (list: ListRef, cutOff: boolean) => {
    const ids = current.get(keyOf(list, cutOff));
    return ids === undefined && !cutOff ? now(list.tableId, list.rowId, list.key) : (ids ?? null);
  };
  const found = steps.toReversed().map(({ sides, unsaid, taken }) => {
    for (const table of unsaid) cut.add(table);
    for (const { other, id, ...list } of taken?.freed ?? []) {
      const ids = known(list, isCut(other));
      current.set(keyOf(list, isCut(other)), ids && [...ids, id]);
    }
    for (const { other, ids, ...list } of taken?.left ?? []) {
      current.set(keyOf(list, isCut(other)), ids);
    }
    return sides.flatMap((side): LinkList[] => {
      const { tableId, rowId, column, added, removed } = side;
      if (!column) return [];
      const cutOff = isCut(otherTable(column.data, tableId));
      const list = { tableId, rowId, key: column.key };
      const after = side.after ?? known(list, cutOff);
      const isFitting =
        after !== null &&
        added.every((id) => after.includes(id)) &&
        !removed.some((id) => after.includes(id));
      if (!isFitting) {
        // It shows nothing of the link: what it leads to itself is another matter.
        if (side.isReached) return [];
        current.set(keyOf(list, cutOff), side.before ?? null);
        return [];
      }
      const before = side.before ?? [...without(after, added), ...removed];
      current.set(keyOf(list, cutOff), before);
      return side.after ? [] : [{ side, before, after }];
    });
  });
  return found.reverse();
}
