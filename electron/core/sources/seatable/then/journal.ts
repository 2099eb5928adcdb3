// What operations told of rows, in their order: what was in a cell at each of them follows from what they say before and after it.
import type { Operation } from '../log/entry';
import { type RowOperation, rowOperations } from '../log/operation-rows';

/** null: no operation says it. Undefined within: the cell was empty. */
type Known = { readonly value: unknown } | null;

interface CellRef {
  readonly tableId: string;
  readonly rowId: string;
  readonly key: string;
}

export interface Journal {
  /** @returns their places, for the questions below; of what was told long before these, the oldest is forgotten */
  add(operations: readonly (Operation | null)[]): readonly number[];
  /** Forgets the last so many operations: they will be added again. */
  takeBack(count: number): void;
  /** What was in a cell before the operation at a place, by what was told until then. */
  before(place: number, cell: CellRef): Known;
  /** What was in a cell after it; of a row that it removed, before. Later operations are asked too. */
  after(place: number, cell: CellRef): Known;
}

interface Statement extends Pick<RowOperation, 'action' | 'before' | 'after'> {
  readonly place: number;
}

/** Rows, and operations on one of them, that are kept beyond the operations that were added last. */
const rowsKept = 5000;
const keptOfRow = 20;

const told = (cells: RowOperation['after'], key: string): Known =>
  cells === null ? null : { value: cells[key] };

export function createJournal(): Journal {
  const rows = new Map<string, Statement[]>();
  let next = 0;

  function forget(): void {
    for (const key of rows.keys()) {
      if (rows.size <= rowsKept) break;
      rows.delete(key);
    }
    for (const list of rows.values()) list.splice(0, Math.max(0, list.length - keptOfRow));
  }

  function note({ tableId, rowId, action, before, after }: RowOperation, place: number): void {
    const key = keyOf({ tableId, rowId });
    const list = rows.get(key) ?? [];
    rows.delete(key);
    rows.set(key, list);
    list.push({ place, action, before, after });
  }

  const listOf = (cell: CellRef): readonly Statement[] => rows.get(keyOf(cell)) ?? [];

  return {
    add(operations) {
      forget();
      return operations.map((operation) => {
        const place = next;
        next += 1;
        for (const row of (operation && rowOperations(operation)) ?? []) note(row, place);
        return place;
      });
    },
    takeBack(count) {
      next -= count;
      for (const list of rows.values()) {
        while ((list.at(-1)?.place ?? -1) >= next) list.pop();
      }
    },
    before: (place, cell) => backwards(listOf(cell), place - 1, cell.key),
    after(place, cell) {
      const list = listOf(cell);
      return backwards(list, place, cell.key) ?? onwards(list, place, cell.key);
    },
  };
}

const keyOf = ({ tableId, rowId }: Pick<CellRef, 'tableId' | 'rowId'>): string =>
  `${tableId} ${rowId}`;

function backwards(list: readonly Statement[], last: number, key: string): Known {
  for (const { place, action, before, after } of list.toReversed()) {
    if (place > last) continue;
    if (action === 'created') return told(after, key);
    if (action === 'deleted' && before !== null) return told(before, key);
    if (action === 'updated' && after !== null && key in after) return told(after, key);
  }
  return null;
}

function onwards(list: readonly Statement[], last: number, key: string): Known {
  for (const { place, action, before, after } of list) {
    if (place <= last) continue;
    if (action === 'created') return null;
    if (action === 'deleted') return told(before, key);
    if (after !== null && key in after) return told(before, key);
  }
  return null;
}
