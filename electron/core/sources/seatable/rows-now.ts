// Reads the rows that operations are about, as they are now: what they are called, and what their links lead to.
import { ok, type Result } from '#shared/result';
import type { Row } from '../source';
import type { BaseToken } from './base-token';
import { showCell } from './cells';
import type { Access } from './client';
import type { Operation, RowsNow } from './entry';
import {
  displayKey,
  idsIn,
  type LinkCell,
  linkCells,
  movesLinks,
  otherTable,
} from './link-columns';
import { listsOf } from './link-lists';
import { type ColumnEntry, type DescribedTable, titleKey } from './metadata';
import { type LinkedRow, linkOperations } from './operation-links';
import { rowOperations } from './operation-rows';
import { atOnce, rowsById } from './rows';
import type { Titles } from './titles';

/** Queries that one stretch may take; what they do not reach is told by its ids. */
const queriesAtMost = 6;

/** Rows by id, by table. */
type Found = ReadonlyMap<string, ReadonlyMap<string, Row>>;

interface RowRef {
  readonly tableId: string;
  readonly rowId: string;
  /** As it was called then; undefined: to be read. */
  readonly title: string | undefined;
}

/** What one operation is about. */
interface About {
  readonly links: readonly LinkedRow[];
  readonly cells: readonly LinkCell[];
  /** Rows whose title it does not tell. */
  readonly untitled: readonly RowRef[];
  /** Tables of rows that it took away, or brought back, with their links. */
  readonly unsaid: readonly string[];
}

export interface RowSource {
  readonly access: Access;
  readonly base: BaseToken;
  readonly tables: readonly DescribedTable[];
  readonly titles: Titles;
}

/**
 * @param operations oldest first; null where one could not be read
 * @param isNewest no later operation is known: what rows lead to now is what the last of these left
 * @returns for each operation what was read for it; a row that is gone, or a table that is, is left out
 */
export async function readRowsNow(
  source: RowSource,
  operations: readonly (Operation | null)[],
  isNewest: boolean,
): Promise<Result<readonly RowsNow[]>> {
  const { tables, titles } = source;
  const abouts = operations.map((one) => {
    if (one) titles.follow(one, tables);
    return aboutOf(one, source);
  });
  const wanted = wantedRows(abouts);
  const found: Result<Found> = wanted.size === 0 ? ok(new Map()) : await readAll(source, wanted);
  if (!found.ok) return found;
  const rows = found.value;
  const lists = listsOf(
    abouts.map(({ links: sides, unsaid }) => ({ sides, unsaid })),
    (tableId, rowId, key) => {
      const row = isNewest ? rows.get(tableId)?.get(rowId) : undefined;
      return row ? idsIn(row.cells[key]) : null;
    },
  );
  return ok(abouts.map((about, index) => rowsNow(about, lists[index] ?? [], rows, source)));
}

function aboutOf(operation: Operation | null, { tables, titles }: RowSource): About {
  if (!operation) return { links: [], cells: [], untitled: [], unsaid: [] };
  const links = linkOperations(operation, tables) ?? [];
  const rows = rowOperations(operation) ?? [];
  const edits = rows.filter(
    ({ action, after }) => action === 'updated' && !(titleKey in (after ?? {})),
  );
  return {
    links,
    cells: linkCells(operation, tables),
    untitled: [...links, ...edits].map(({ tableId, rowId }) => ({
      ...{ tableId, rowId },
      title: titles.get(tableId, rowId),
    })),
    unsaid: movesLinks(operation) ? rows.map(({ tableId }) => tableId) : [],
  };
}

function wantedRows(abouts: readonly About[]): ReadonlyMap<string, ReadonlySet<string>> {
  const wanted = new Map<string, Set<string>>();
  for (const { links, cells, untitled } of abouts) {
    for (const { tableId, rowId, title } of untitled) {
      if (title === undefined) want(tableId, [rowId]);
    }
    for (const one of links) want(one.tableId, [one.rowId]);
    for (const one of links) want(otherTable(one.column?.data, one.tableId), reachOf(one));
    for (const { tableId, data, ids } of cells) want(otherTable(data, tableId), ids);
  }
  return wanted;

  function want(tableId: string | undefined, ids: readonly string[]): void {
    if (tableId === undefined || ids.length === 0) return;
    const known = wanted.get(tableId) ?? new Set();
    for (const id of ids) known.add(id);
    wanted.set(tableId, known);
  }
}

async function readAll(
  { access, base, tables, titles }: RowSource,
  wanted: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Result<Found>> {
  const queries = [...wanted].flatMap(([tableId, set]) => {
    const ids = [...set];
    const table = tables.find(({ _id }) => _id === tableId);
    return ids.flatMap((_, at) =>
      table && at % atOnce === 0 ? [{ table, ids: ids.slice(at, at + atOnce) }] : [],
    );
  });
  const found = new Map<string, Map<string, Row>>();
  for (const { table, ids } of queries.slice(0, queriesAtMost)) {
    const rows = await rowsById(access, base, table.name, ids);
    if (!rows.ok) return rows;
    const known = found.get(table._id) ?? new Map<string, Row>();
    const column = table.columns.find(({ key }) => key === titleKey);
    for (const row of rows.value) {
      known.set(row.id, row);
      if (column) titles.set(table._id, row.id, textOf(row, column));
    }
    found.set(table._id, known);
  }
  return ok(found);
}

function rowsNow(
  { links, cells, untitled }: About,
  lists: ReturnType<typeof listsOf>[number],
  rows: Found,
  { tables }: RowSource,
): RowsNow {
  const ofLinks = links.flatMap((side): LinkCell[] => {
    const { column, tableId } = side;
    const list = lists.find((one) => one.side === side);
    const ids = [...reachOf(side), ...(list?.before ?? []), ...(list?.after ?? [])];
    return column ? [{ tableId, key: column.key, data: column.data, ids }] : [];
  });
  const shown = new Map<string, RowsNow['shown'][number]>();
  for (const cell of [...cells, ...ofLinks]) {
    const { tableId, key } = cell;
    const place = JSON.stringify([tableId, key]);
    const names = { ...shown.get(place)?.names, ...namesIn(cell) };
    shown.set(place, { tableId, key, names });
  }
  return {
    titles: untitled.flatMap(({ tableId, rowId, title = textAt(tableId, rowId, titleKey) }) => {
      return title === null ? [] : [{ tableId, rowId, title }];
    }),
    shown: [...shown.values()],
    lists: lists.map(({ side: { tableId, rowId }, before, after }) => ({
      ...{ tableId, rowId },
      ...{ before: [...before], after: [...after] },
    })),
  };

  function namesIn({ tableId, key, data, ids }: LinkCell): Record<string, string> {
    const display = displayKey(data) ?? titleKey;
    const other = otherTable(data, tableId);
    const named = [...new Set(ids)].flatMap((id) => {
      const text = (other && textAt(other, id, display)) || shownBy(tableId, key, data, id);
      return text ? [[id, text] as const] : [];
    });
    return Object.fromEntries(named);
  }

  /** As a row that leads there shows it. */
  function shownBy(tableId: string, key: string, data: unknown, id: string): string | null {
    for (const { cells: own } of rows.get(tableId)?.values() ?? []) {
      const items = Array.isArray(own[key]) ? own[key] : [];
      const item: unknown = items.find((one) => idsIn([one])?.[0] === id);
      if (typeof item === 'object') return showCell([item], { type: 'link', data }, nobody).text;
    }
    return null;
  }

  function textAt(tableId: string, rowId: string, key: string): string | null {
    const row = rows.get(tableId)?.get(rowId);
    const table = tables.find(({ _id }) => _id === tableId);
    const column = table?.columns.find((one) => one.key === key);
    return row && column ? textOf(row, column) : null;
  }
}

const textOf = ({ cells }: Row, { key, type, data }: ColumnEntry): string =>
  showCell(cells[key], { type, data }, nobody).text;

const nobody = () => undefined;

const reachOf = ({ added, removed, before, after }: LinkedRow): readonly string[] => [
  ...new Set([...added, ...removed, ...(before ?? []), ...(after ?? [])]),
];
