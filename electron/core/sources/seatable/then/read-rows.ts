// Reads the rows of which no operation says what is needed: what they are called, and what their links lead to.
import { ok, type Result } from '#shared/result';
import type { Row } from '../../source';
import { textOf } from '../cells/cells';
import { otherTable } from '../link-columns';
import type { LinkedRow } from '../log/operation-links';
import type { BaseToken } from '../server/base-token';
import type { Access } from '../server/client';
import { type DescribedTable, titleKey } from '../server/metadata';
import { isPassing } from '../server/passing';
import { atOnce, rowsById } from '../server/rows';
import { type About, shownThen } from './about-rows';
import type { Titles } from './titles';

/** Queries that one stretch may take; what they do not reach is told by its ids. */
const queriesAtMost = 6;

/** Rows by id, by table. */
export type Found = ReadonlyMap<string, ReadonlyMap<string, Row>>;

export interface RowSource {
  readonly access: Access;
  readonly base: BaseToken;
  /** As they are now: a query calls a table by its name. */
  readonly tables: readonly DescribedTable[];
  readonly titles: Titles;
}

/** @returns rows as they are now, without those that are gone or may not be read; a problem that passes */
export async function readRows(
  { access, base, tables, titles }: RowSource,
  abouts: readonly About[],
): Promise<Result<Found>> {
  const queries = [...wantedRows(abouts)].flatMap(([tableId, set]) => {
    const ids = [...set];
    const table = tables.find(({ _id }) => _id === tableId);
    return ids.flatMap((_, at) =>
      table && at % atOnce === 0 ? [{ table, ids: ids.slice(at, at + atOnce) }] : [],
    );
  });
  const found = new Map<string, Map<string, Row>>();
  for (const { table, ids } of queries.slice(0, queriesAtMost)) {
    const rows = await rowsById(access, base, table.name, ids);
    if (!rows.ok && isPassing(rows.error)) return rows;
    if (!rows.ok) continue;
    const known = found.get(table._id) ?? new Map<string, Row>();
    const column = table.columns.find(({ key }) => key === titleKey);
    for (const row of rows.value) {
      known.set(row.id, row);
      if (column) titles.set(table._id, row.id, textOf(row.cells[titleKey], column));
    }
    found.set(table._id, known);
  }
  return ok(found);
}

function wantedRows(abouts: readonly About[]): ReadonlyMap<string, ReadonlySet<string>> {
  const wanted = new Map<string, Set<string>>();
  for (const about of abouts) {
    for (const { tableId, rowId, title, isThere } of about.untitled) {
      if (title === undefined && isThere) want(tableId, [rowId]);
    }
    for (const one of about.links) {
      want(one.tableId, [one.rowId]);
      const { column, tableId } = one;
      if (column)
        wantShown(about, { tableId, key: column.key, data: column.data, ids: reachOf(one) });
    }
    for (const cell of about.cells) wantShown(about, cell);
  }
  return wanted;

  function wantShown(about: About, cell: About['cells'][number]): void {
    const unsaid = cell.ids.filter((id) => shownThen(cell, id, about) === null);
    want(otherTable(cell.data, cell.tableId), unsaid);
  }

  function want(tableId: string | undefined, ids: readonly string[]): void {
    if (tableId === undefined || ids.length === 0) return;
    const known = wanted.get(tableId) ?? new Set();
    for (const id of ids) known.add(id);
    wanted.set(tableId, known);
  }
}

/** Rows that a side of a link led to, or leads to, as far as the operation says. */
export const reachOf = ({ added, removed, before, after }: LinkedRow): readonly string[] => [
  ...new Set([...added, ...removed, ...(before ?? []), ...(after ?? [])]),
];
