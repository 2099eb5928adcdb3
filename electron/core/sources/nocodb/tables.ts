// Reading tables: their fields, and their rows page by page or by key.
import { z } from 'zod';
import { err, ok } from '#shared/result';
import type { CellText, FieldSchema, TableSchema, Tables } from '../source';
import { refsIn, showCell } from './cells';
import { call } from './client';
import { columnBy, columnFacts, entryColumn, labelOf } from './columns';
import type { NocodbConfig, NocodbTarget } from './config';
import { type Listing, listNeeded, pageSize, withColumns } from './listing';
import { isTellingApart, keyless, keysOf, readPage, strange } from './paging';
import { recent } from './recent';
import { linkTo } from './row';
import { type Columns, rowOf } from './rows';
import { readTable, type TableEntry } from './table-entry';

/** Keys of one call: they stand in its address, of which servers take some thousand characters. */
const atOnce = 100;

const list = z.object({ list: z.array(z.object({ id: z.string().min(1), title: z.string() })) });

export const tables: Tables<NocodbConfig, NocodbTarget> = {
  of(config, target) {
    const baseId = target.baseId ?? config.baseId;
    if (baseId === undefined || target.tableId === undefined) return null;
    return { baseId, tableId: target.tableId };
  },

  async schema(access, baseId, wanted) {
    const path = `/api/v2/meta/bases/${encodeURIComponent(baseId)}/tables`;
    const all = await call(access, { method: 'GET', path, answer: list, about: baseId });
    if (!all.ok) return all;
    const schemas: TableSchema[] = [];
    for (const { id, title } of all.value.list) {
      // Columns take a call for each table.
      const entry =
        wanted === undefined || wanted.includes(id) ? await readTable(access, id) : null;
      if (entry === null) schemas.push({ id, name: title, fields: [], views: [] });
      else if (entry.ok) schemas.push(schemaOf(entry.value));
      // One that was removed since the list was made is left out.
      else if (entry.error.code !== 'service-not-found') return entry;
    }
    return ok(schemas);
  },

  page: (access, table, cursor) => readPage(access, table, cursor),

  async some(access, { tableId }, ids) {
    const listed = await withColumns(access, tableId, undefined, async (columns) => {
      if (keysOf(columns).length === 0) return keyless(access, tableId);
      const named = byKeys(columns, ids);
      return named
        ? listNeeded(access, tableId, columns, { ...named, limit: ids.length })
        : err(strange(access));
    });
    if (!listed.ok) return listed;
    const { columns, pageInfo } = listed.value;
    if (!isTellingApart(columns, listed.value.list)) return keyless(access, tableId);
    const asked = new Set(ids);
    const rows = listed.value.list.flatMap((row) => rowOf(row, columns) ?? []);
    // A server that does not know the condition gives other rows, or only some: nothing must count as deleted by that.
    const isMeant = pageInfo.isLastPage && rows.every(({ id }) => asked.has(id));
    return isMeant ? ok(rows) : err(strange(access));
  },

  recent,
  pageSize,
  atOnce,
  // A server of one's own names no limit of a day.
  limit: () => null,
  cell: showField,
  refs: (value, { id, label }) => refsIn(value, columnBy(label.name || id, label)),
  link: ({ server }, { baseId, tableId }, rowId) => linkTo(server, baseId, tableId, rowId),
  tableLink: ({ server }, { baseId, tableId }) => linkTo(server, baseId, tableId, null),
};

/** @returns null for keys that cannot be told from a list of others */
function byKeys(columns: Columns, ids: readonly string[]): Listing | null {
  const [key, ...others] = keysOf(columns);
  if (!key) return null;
  if (others.length > 0) return ids.some((id) => id.includes(',')) ? null : { keys: ids };
  return {
    filter: [{ fk_column_id: key.id, comparison_op: 'in', value: ids, logical_op: 'and' }],
  };
}

function schemaOf({ id, name, columns, views }: TableEntry): TableSchema {
  const shown = columns.filter((entry) => !entryColumn(entry).hidden);
  return {
    id,
    name,
    // What a person knows a row by comes first.
    fields: shown
      .toSorted((a, b) => Number(b.about.pv) - Number(a.about.pv))
      .map((entry) => ({ id: entry.about.columnId, label: labelOf(entry) })),
    views,
    facts: columns.flatMap((entry) => columnFacts(id, entry)),
  };
}

function showField(value: unknown, { id, label }: FieldSchema): CellText {
  const column = columnBy(label.name || id, label);
  const { type } = column;
  return { ...showCell(value, column), ...(type === null ? {} : { type }) };
}
