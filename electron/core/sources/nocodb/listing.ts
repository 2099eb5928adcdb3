// The one call that lists rows of a table, with its filters by column; and what in its answer is not to be believed.
import { z } from 'zod';
import { err, ok, type Result } from '#shared/result';
import { type Access, call, hostOf } from './client';
import { type Columns, columnsOf, listedRow, neededColumns } from './rows';
import { readTable } from './table-entry';

/** The most of a call, unless the server was started with another `DB_QUERY_LIMIT_MAX`: it then gives fewer. */
export const pageSize = 1000;

const page = z.object({
  list: z.array(listedRow),
  pageInfo: z.object({ isLastPage: z.boolean() }),
});
export type ListedPage = z.output<typeof page>;

/** A condition on a column, or several of which one or all must hold, as NocoDB's own pages send them. */
export type Filter =
  | {
      readonly fk_column_id: string;
      readonly comparison_op: 'gt' | 'gte' | 'in' | 'notblank';
      readonly comparison_sub_op?: 'exactDate';
      /** Several for `in`, which takes a text of one value alone for none. */
      readonly value?: string | readonly string[];
      readonly logical_op: 'and' | 'or';
    }
  | {
      readonly is_group: true;
      readonly logical_op: 'and' | 'or';
      readonly children: readonly Filter[];
    };

interface Sort {
  readonly fk_column_id: string;
  readonly direction: 'asc' | 'desc';
}

export interface Listing {
  readonly filter?: readonly Filter[];
  readonly sort?: readonly Sort[];
  readonly offset?: number;
  readonly limit?: number;
  /** Keys of rows, those of several columns joined. */
  readonly keys?: readonly string[];
  /** Ids of columns; absent: all. */
  readonly fields?: readonly string[];
}

export const recordsPath = (tableId: string) =>
  `/api/v2/tables/${encodeURIComponent(tableId)}/records`;

export function listRows(
  access: Access,
  tableId: string,
  { filter, sort, offset = 0, limit = pageSize, keys, fields }: Listing,
): Promise<Result<ListedPage>> {
  const query = new URLSearchParams({ limit: String(limit) });
  if (offset > 0) query.set('offset', String(offset));
  if (filter) query.set('filterArrJson', JSON.stringify(filter));
  if (sort) query.set('sortArrJson', JSON.stringify(sort));
  if (keys) query.set('pks', keys.join(','));
  if (fields) query.set('fields', fields.join(','));
  const path = `${recordsPath(tableId)}?${query}`;
  return call(access, { method: 'GET', path, answer: page, about: tableId });
}

/**
 * Rows with all that is needed and little else: the columns that NocoDB keeps for links hold whole rows of other tables.
 * A server that does not know how to leave columns out is asked for all of them.
 */
export async function listNeeded(
  access: Access,
  tableId: string,
  columns: Columns,
  listing: Listing,
): Promise<Result<ListedPage>> {
  const needed = neededColumns(columns);
  if (needed.length < columns.all.length) {
    const fields = needed.map(({ id }) => id);
    const few = await listRows(access, tableId, { ...listing, fields });
    const isWhole =
      few.ok &&
      few.value.list.every((row) => needed.every(({ title }) => Object.hasOwn(row, title)));
    if (isWhole || (!few.ok && !refuses.has(few.error.code))) return few;
  }
  return listRows(access, tableId, listing);
}

const refuses: ReadonlySet<string> = new Set(['service-answer', 'service-not-found']);

/**
 * Lists rows, with the columns that their titles are of; columns that were renamed meanwhile are asked for again.
 * @param known columns of an earlier answer; absent: they are asked for
 */
export async function withColumns(
  access: Access,
  tableId: string,
  known: Columns | undefined,
  list: (columns: Columns) => Promise<Result<ListedPage>>,
): Promise<Result<ListedPage & { readonly columns: Columns }>> {
  let columns = known;
  for (let tries = 0; tries < 2; tries += 1) {
    if (!columns) {
      const table = await readTable(access, tableId);
      if (!table.ok) return table;
      columns = columnsOf(table.value.columns);
    }
    const { has } = columns;
    const listed = await list(columns);
    if (!listed.ok) return listed;
    if (listed.value.list.every((row) => Object.keys(row).every(has))) {
      return ok({ ...listed.value, columns });
    }
    columns = undefined;
  }
  return err({ code: 'service-shape', params: { host: hostOf(access), path: 'list' } });
}
