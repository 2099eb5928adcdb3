// Rows as the server lists them, by title, brought to rows by the ids of their columns.
import { z } from 'zod';
import type { Author, Row, Stamp } from '../source';
import { isUnset, keptValue } from './cells';
import { type Column, type ColumnEntry, columnEntry, entryColumn } from './columns';
import { keyOf, momentOf, personIn, timesOf } from './row';

export const listedRow = z.record(z.string(), z.unknown());
type ListedRow = z.output<typeof listedRow>;

/** The columns of one table, found by their titles. */
export interface Columns {
  readonly all: readonly Column[];
  readonly entries: readonly ColumnEntry[];
  of(title: string): Column;
  has(title: string): boolean;
}

export const columnEntries = z.array(columnEntry);

export function columnsOf(entries: readonly ColumnEntry[]): Columns {
  const all = entries.map(entryColumn);
  const byTitle = new Map(all.map((column) => [column.title, column]));
  return {
    all,
    entries,
    // Rows are asked for anew when one has a title that is not here.
    of: (title) => byTitle.get(title) ?? entryColumn(unknownEntry(title)),
    has: (title) => byTitle.has(title),
  };
}

const unknownEntry = (title: string): ColumnEntry => ({
  title,
  uidt: '',
  about: { columnId: title, pk: false, pv: false, system: true },
});

/** Those that a person sees, and those that tell which row it is, when it changed, and by whom. */
export const neededColumns = ({ all }: Columns): readonly Column[] =>
  all.filter((one) => !one.hidden || one.primaryKey || tellsTime(one) || tellsWho(one));

const tellsTime = ({ uidt }: Column) => uidt === 'CreatedTime' || uidt === 'LastModifiedTime';

/** NocoDB's own columns of people are never given. */
const tellsWho = ({ uidt, system }: Column) =>
  !system && (uidt === 'CreatedBy' || uidt === 'LastModifiedBy');

/** @returns null for a row without a key */
export function rowOf(listed: ListedRow, columns: Columns): Row | null {
  const id = keyOf(listed, columns.of);
  if (id === null) return null;
  const { created, updated } = timesOf(listed, columns.of);
  const made = stampOf(created, personIn(listed, 'created', columns.of));
  const changed = stampOf(updated, personIn(listed, 'updated', columns.of));
  const cells: Record<string, unknown> = {};
  for (const [title, value] of Object.entries(listed)) {
    const column = columns.of(title);
    if (!column.hidden && !isUnset(value, column)) cells[column.id] = keptValue(value, column);
  }
  return {
    id,
    cells,
    ...(made ? { created: made } : {}),
    ...(changed ? { changed } : {}),
  };
}

function stampOf(time: string | null, by: Author | null): Stamp | null {
  const at = momentOf(time);
  return at === null ? null : { at, by };
}
