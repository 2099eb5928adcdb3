// What became of a row between two readings: the cells that differ, whatever the order of their members. Pure.
import type { BoundTables } from '../../sources/bound-source';
import type { FieldSchema, Row } from '../../sources/source';

type Cells = Row['cells'];

export interface RowChange {
  readonly id: string;
  readonly action: 'created' | 'updated' | 'deleted';
  /** Of an updated row only the cells that differ; null: there was no row. An empty cell is absent. */
  readonly before: Cells | null;
  readonly after: Cells | null;
}

export type Same = (fieldId: string, before: unknown, after: unknown) => boolean;

/**
 * @param before as the snapshot has it; undefined: it has none
 * @param after as it was just read; undefined: it is gone
 * @param known ids of the table's fields: a column that was removed has not emptied its cells. Null: all fields count
 * @param same whether two values that differ are the same to a person all the same
 * @returns null when nothing differs
 */
export function compareRow(
  id: string,
  before: Row | undefined,
  after: Row | undefined,
  known: ReadonlySet<string> | null,
  same: Same = () => false,
): RowChange | null {
  if (!before) {
    return after ? { id, action: 'created', before: null, after: filled(after.cells) } : null;
  }
  if (!after) return { id, action: 'deleted', before: filled(before.cells), after: null };
  const fields = [...new Set([...Object.keys(after.cells), ...Object.keys(before.cells)])].filter(
    (field) =>
      (known === null || known.has(field) || Object.hasOwn(after.cells, field)) &&
      canonical(before.cells[field]) !== canonical(after.cells[field]) &&
      !same(field, before.cells[field], after.cells[field]),
  );
  if (fields.length === 0) return null;
  return {
    id,
    action: 'updated',
    before: pick(before.cells, fields),
    after: pick(after.cells, fields),
  };
}

/**
 * Whether two values of a cell are the same to a person: they name the same things, whatever these are called today, or
 * else read the same, whatever their form. Files are their content, of which the name says nothing.
 * @param field as it is today
 */
export function isSameCell(
  tables: Pick<BoundTables, 'cell' | 'refs'>,
  before: unknown,
  after: unknown,
  field: FieldSchema,
): boolean {
  if (isEmpty(before) || isEmpty(after)) return false;
  const ids = [tables.refs?.(before, field), tables.refs?.(after, field)] as const;
  if (ids[0] && ids[1]) return JSON.stringify(ids[0]) === JSON.stringify(ids[1]);
  const former = tables.cell(before, field);
  return former.type !== 'attachment' && former.text === tables.cell(after, field).text;
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
