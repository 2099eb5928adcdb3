// Reads a table page by page, in the order of its keys: from the last key on where keys are numbers, else by counting rows.
import { z } from 'zod';
import { err, ok, type Result } from '#shared/result';
import { jsonOf } from '../json';
import type { Row, TableRef } from '../source';
import { type Access, hostOf } from './client';
import type { Column } from './columns';
import { type Filter, type Listing, listNeeded, listRows, withColumns } from './listing';
import { type Columns, columnEntries, columnsOf, rowOf } from './rows';
import { readTable } from './table-entry';

/** Where the next page starts, and the table's columns, which need not be asked for again. */
const place = z.object({
  after: z.string().nullable(),
  offset: z.number(),
  columns: columnEntries,
});

export interface RowPage {
  readonly rows: readonly Row[];
  readonly next: string | null;
}

export interface Reading {
  /** A further condition on the rows. */
  readonly filter?: (columns: Columns) => Filter;
  /** Nothing but the keys of the rows. */
  readonly onlyKeys?: true;
}

/** @param cursor null: the first page */
export async function readPage(
  access: Access,
  { tableId }: TableRef,
  cursor: string | null,
  { filter, onlyKeys }: Reading = {},
): Promise<Result<RowPage>> {
  const from = cursor === null ? undefined : place.safeParse(jsonOf(cursor)).data;
  const { after = null, offset = 0 } = from ?? {};
  const known = from && columnsOf(from.columns);
  const listed = await withColumns(access, tableId, known, (columns) => {
    const listing = {
      ...inOrder(columns),
      filter: [
        ...(after === null ? [] : keysOf(columns).map((key) => beyond(key, after))),
        ...(filter ? [filter(columns)] : []),
      ],
      offset,
    };
    return onlyKeys
      ? listRows(access, tableId, { ...listing, fields: keysOf(columns).map(({ id }) => id) })
      : listNeeded(access, tableId, columns, listing);
  });
  if (!listed.ok) {
    // So many rows went meanwhile that this page is behind the last one.
    const isBehind = offset > 0 && listed.error.params?.status === 422;
    return isBehind ? ok({ rows: [], next: null }) : listed;
  }
  const { columns, list, pageInfo } = listed.value;
  if (!isTellingApart(columns, list)) return keyless(access, tableId);
  const rows = list.flatMap((row) => rowOf(row, columns) ?? []);
  const byKey = isNumbered(columns);
  if (new Set(rows.map(({ id }) => id)).size < rows.length) return keyless(access, tableId);
  if (rows.length < list.length || (byKey && !rises(rows, after))) return err(strange(access));
  const last = rows.at(-1);
  if (pageInfo.isLastPage || !last) return ok({ rows, next: null });
  const next: z.output<typeof place> = {
    after: byKey ? last.id : null,
    offset: byKey ? 0 : offset + rows.length,
    columns: [...columns.entries],
  };
  return ok({ rows, next: JSON.stringify(next) });
}

/** Databases whose driver gives large numbers as text count beyond what a JSON number holds. */
function isBeyond(id: string, last: string): boolean {
  const whole = /^-?\d+$/;
  return whole.test(id) && whole.test(last) ? BigInt(id) > BigInt(last) : Number(id) > Number(last);
}

/** Whether each row has a key of its own: the table has one, and no number of it was rounded on its way. */
export function isTellingApart(
  columns: Columns,
  list: readonly Readonly<Record<string, unknown>>[],
): boolean {
  const keys = keysOf(columns);
  const isRounded = (value: unknown) => Number.isInteger(value) && !Number.isSafeInteger(value);
  return keys.length > 0 && !list.some((row) => keys.some(({ title }) => isRounded(row[title])));
}

export async function keyless<T>(access: Access, tableId: string): Promise<Result<T>> {
  const table = await readTable(access, tableId);
  if (!table.ok) return table;
  return err({
    code: 'rows-without-key',
    params: { host: hostOf(access), table: table.value.name },
  });
}

export const strange = (access: Access) =>
  ({ code: 'service-shape', params: { host: hostOf(access), path: 'list' } }) as const;

export const keysOf = ({ all }: Columns): readonly Column[] =>
  all.filter(({ primaryKey }) => primaryKey);

const inOrder = (columns: Columns): Pick<Listing, 'sort'> => ({
  sort: keysOf(columns).map(({ id }) => ({ fk_column_id: id, direction: 'asc' })),
});

const beyond = ({ id }: Column, value: string): Filter => ({
  fk_column_id: id,
  comparison_op: 'gt',
  value,
  logical_op: 'and',
});

const numbers: ReadonlySet<string | null> = new Set(['ID', 'AutoNumber', 'Number']);

/** One key, of numbers: rows that go or come while the table is read then move no other row to another page. */
export function isNumbered(columns: Columns): boolean {
  const [key, ...others] = keysOf(columns);
  return key !== undefined && others.length === 0 && numbers.has(key.uidt);
}

/** A server that does not know the order or the condition gives others than asked for. */
function rises(rows: readonly Row[], after: string | null): boolean {
  let last = after;
  return rows.every(({ id }) => {
    const isNext = last === null || isBeyond(id, last);
    last = id;
    return isNext;
  });
}
