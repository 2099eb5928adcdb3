// What changed lately: the rows by the times that NocoDB keeps of each, those that are gone by the keys that are left.
import { z } from 'zod';
import { err, ok, type Result } from '#shared/result';
import type { Recent, TableRef } from '../source';
import { type Access, call } from './client';
import type { Column } from './columns';
import type { NocodbConfig } from './config';
import { type Filter, listRows, recordsPath, withColumns } from './listing';
import { isNumbered, readPage, strange } from './paging';
import { momentOf, timesOf } from './row';
import type { Columns } from './rows';

/** ms; times are whole seconds, and what is written at the same time is not there all at once. */
const slack = 5000;

const counted = z.object({ count: z.number().int().nonnegative() });

export const recent: Recent<NocodbConfig> = {
  async mark(access, table) {
    const made = await newest(access, table, 'CreatedTime');
    const changed =
      made.ok && made.value !== null ? await newest(access, table, 'LastModifiedTime') : made;
    if (!made.ok) return made;
    if (!changed.ok) return changed;
    return made.value === null || changed.value === null
      ? ok(null)
      : ok(String(Math.max(made.value, changed.value)));
  },

  since: (access, table, mark, cursor) =>
    readPage(access, table, cursor, { filter: (columns) => since(columns, Number(mark) - slack) }),

  async count(access, { tableId }) {
    const path = `${recordsPath(tableId)}/count`;
    const answer = await call(access, { method: 'GET', path, answer: counted, about: tableId });
    return answer.ok ? ok(answer.value.count) : answer;
  },

  async ids(access, table, cursor) {
    const page = await readPage(access, table, cursor, { onlyKeys: true });
    if (!page.ok) return page;
    return ok({ ids: page.value.rows.map(({ id }) => id), next: page.value.next });
  },
};

/** The column in which NocoDB itself writes down the time; what a person adds shows the same, but may be taken away. */
const timeColumn = ({ all }: Columns, uidt: string): Column | undefined =>
  all.find((column) => column.system && column.uidt === uidt);

/** @returns ms since 1970, 0 while there is no row; null where the table keeps no such time */
async function newest(
  access: Access,
  { tableId }: TableRef,
  uidt: 'CreatedTime' | 'LastModifiedTime',
): Promise<Result<number | null>> {
  let isKept = true;
  const listed = await withColumns(access, tableId, undefined, async (columns) => {
    const column = timeColumn(columns, uidt);
    if (!column || !isNumbered(columns)) {
      isKept = false;
      return ok({ list: [], pageInfo: { isLastPage: true } });
    }
    const { id } = column;
    return listRows(access, tableId, {
      filter: [{ fk_column_id: id, comparison_op: 'notblank', logical_op: 'and' }],
      sort: [{ fk_column_id: id, direction: 'desc' }],
      limit: 1,
    });
  });
  if (!listed.ok) return listed;
  const { list, columns } = listed.value;
  const [row] = list;
  if (!isKept) return ok(null);
  if (!row) return ok(0);
  const { created, updated } = timesOf(row, columns.of);
  const at = momentOf(uidt === 'CreatedTime' ? created : updated);
  return at === null ? err(strange(access)) : ok(at);
}

function since(columns: Columns, moment: number): Filter {
  const value = `${new Date(Math.max(0, moment)).toISOString().slice(0, 19).replace('T', ' ')}+00:00`;
  const children = ['CreatedTime', 'LastModifiedTime'].flatMap((uidt): Filter[] => {
    const column = timeColumn(columns, uidt);
    return column
      ? [
          {
            fk_column_id: column.id,
            comparison_op: 'gte',
            comparison_sub_op: 'exactDate',
            value,
            logical_op: 'or',
          },
        ]
      : [];
  });
  return { is_group: true, logical_op: 'and', children };
}
