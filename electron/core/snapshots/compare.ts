// What became of a row between two readings: the cells that differ, whatever the order of their members. Pure.
import type { Row } from '../sources/source';

type Cells = Row['cells'];

export interface RowChange {
  readonly id: string;
  readonly action: 'created' | 'updated' | 'deleted';
  /** Of an updated row only the cells that differ; null: there was no row. An empty cell is absent. */
  readonly before: Cells | null;
  readonly after: Cells | null;
}

/**
 * @param before as the snapshot has it; undefined: it has none
 * @param after as it was just read; undefined: it is gone
 * @param known ids of the table's fields: a column that was removed has not emptied its cells. Null: all fields count
 * @returns null when nothing differs
 */
export function compareRow(
  id: string,
  before: Row | undefined,
  after: Row | undefined,
  known: ReadonlySet<string> | null,
): RowChange | null {
  if (!before) {
    return after ? { id, action: 'created', before: null, after: filled(after.cells) } : null;
  }
  if (!after) return { id, action: 'deleted', before: filled(before.cells), after: null };
  const fields = [...new Set([...Object.keys(after.cells), ...Object.keys(before.cells)])].filter(
    (field) =>
      (known === null || known.has(field) || Object.hasOwn(after.cells, field)) &&
      canonical(before.cells[field]) !== canonical(after.cells[field]),
  );
  if (fields.length === 0) return null;
  return {
    id,
    action: 'updated',
    before: pick(before.cells, fields),
    after: pick(after.cells, fields),
  };
}

/** Cells without the empty ones. */
const filled = (cells: Cells): Cells => pick(cells, Object.keys(cells));

const pick = (cells: Cells, fields: readonly string[]): Cells =>
  Object.fromEntries(
    fields.filter((field) => !isEmpty(cells[field])).map((field) => [field, cells[field]]),
  );

/** Services write an empty cell in several ways, and not always in the same. */
const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0);

/** The same text for equal values: members in order of their names, all kinds of empty alike. */
function canonical(value: unknown): string {
  return isEmpty(value) ? 'null' : JSON.stringify(value, sorted);
}

function sorted(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
