// What of a row is worth telling: the cells that changed, the content of a new row, the content of a deleted one.
import type { FieldChange } from '#shared/event';
import { essence, isUnset, showCell } from './cells';
import type { Column } from './columns';
import type { Row } from './parse';

export type ColumnOf = (title: string) => Column;

export interface CellChange {
  readonly change: FieldChange;
  /** Title and values without what NocoDB makes anew each time: the same for the same change. */
  readonly essence: readonly [string, string | null, string | null];
}

/** Cells whose values differ; what is computed from others comes last, since somebody changed the others. */
export function differenceOf(before: Row, after: Row, columnOf: ColumnOf): readonly CellChange[] {
  const titles = new Set([...Object.keys(after), ...Object.keys(before)]);
  return visible(titles, columnOf).flatMap((column) => {
    // A title that is in one of the rows only says nothing: the column was added, removed or left out meanwhile.
    if (!Object.hasOwn(before, column.title) || !Object.hasOwn(after, column.title)) return [];
    const was = before[column.title];
    const is = after[column.title];
    const oldEssence = essence(was, column);
    const newEssence = essence(is, column);
    if (oldEssence === newEssence) return [];
    return [
      {
        change: {
          field: fieldOf(column),
          ...side('before', was, column),
          ...side('after', is, column),
        },
        essence: [column.title, oldEssence, newEssence] as const,
      },
    ];
  });
}

/** Filled cells of a row that was made (`after`) or deleted (`before`). */
export function contentOf(
  row: Row,
  at: 'before' | 'after',
  columnOf: ColumnOf,
): readonly CellChange[] {
  return visible(Object.keys(row), columnOf).flatMap((column) => {
    const value = row[column.title];
    if (isUnset(value, column)) return [];
    const own = essence(value, column);
    return [
      {
        // As a comparison tells rows that came and went: there was nothing before, or is nothing now.
        change: {
          field: fieldOf(column),
          ...side(at, value, column),
          ...(at === 'after' ? { beforeText: '' } : { afterText: '' }),
        },
        essence: [column.title, at === 'before' ? own : null, at === 'after' ? own : null] as const,
      },
    ];
  });
}

/** The primary value first, what is computed last. */
function visible(titles: Iterable<string>, columnOf: ColumnOf): readonly Column[] {
  const place = ({ computed, primaryValue }: Column) => (primaryValue ? 0 : computed ? 2 : 1);
  return [...titles]
    .map(columnOf)
    .filter((column) => !column.hidden)
    .sort((a, b) => place(a) - place(b));
}

function fieldOf({ id, title, type }: Column): FieldChange['field'] {
  return type === null ? { id, name: title } : { id, name: title, type };
}

function side(
  at: 'before' | 'after',
  value: unknown,
  column: Column,
): Pick<
  FieldChange,
  'before' | 'beforeText' | 'beforeChips' | 'after' | 'afterText' | 'afterChips'
> {
  const { text, chips } = showCell(value, column);
  if (at === 'before') {
    return { before: value, beforeText: text, ...(chips ? { beforeChips: chips } : {}) };
  }
  return { after: value, afterText: text, ...(chips ? { afterChips: chips } : {}) };
}
