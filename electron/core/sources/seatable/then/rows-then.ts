// What the rows were called that operations are about, and what their links led to: as operations say, else as it is read now.
import { ok, type Result } from '#shared/result';
import { showCell, textOf } from '../cells/cells';
import { displayKey, idsIn, type LinkCell, otherTable } from '../link-columns';
import type { Operation, RowsThen } from '../log/entry';
import { type DescribedTable, titleKey } from '../server/metadata';
import { type About, aboutOf, shownThen } from './about-rows';
import type { Journal } from './journal';
import { type LinkList, listsOf } from './link-lists';
import { type Found, type RowSource, reachOf, readRows } from './read-rows';

export interface Story {
  /** Oldest first; null where one could not be read. */
  readonly operations: readonly (Operation | null)[];
  /** What tables and columns were at each of them. */
  readonly tablesAt: (index: number) => readonly DescribedTable[];
  readonly journal: Journal;
  /** No later operation is known: what rows lead to now is what the last of these left. */
  readonly isNewest: boolean;
}

/**
 * @returns for each operation what is known of its rows; a row that is gone, or a table that is, is left out where nothing says it;
 * a problem that passes: then the same may be asked again
 */
export async function rowsThen(
  source: RowSource,
  { operations, tablesAt, journal, isNewest }: Story,
): Promise<Result<readonly RowsThen[]>> {
  const { titles } = source;
  const places = journal.add(operations);
  const abouts = operations.map((one, index) =>
    aboutOf(one, { place: places[index] ?? 0, tables: tablesAt(index), titles, journal }),
  );
  const found = await readRows(source, abouts);
  if (!found.ok) {
    journal.takeBack(operations.length);
    return found;
  }
  for (const [index, one] of operations.entries()) if (one) titles.follow(one, tablesAt(index));
  const lists = listsOf(
    abouts.map(({ step }) => step),
    (tableId, rowId, key) => {
      const row = isNewest ? found.value.get(tableId)?.get(rowId) : undefined;
      return row ? idsIn(row.cells[key]) : null;
    },
  );
  const read: Read = { rows: found.value, shownBy: shownIn(found.value) };
  return ok(abouts.map((about, index) => knownOf(about, lists[index] ?? [], read)));
}

interface Read {
  readonly rows: Found;
  /** A row as those that lead to it by a column show it; null: none of them does. */
  readonly shownBy: (cell: LinkCell, id: string) => string | null;
}

function knownOf(about: About, lists: readonly LinkList[], { rows, shownBy }: Read): RowsThen {
  const { links, cells, untitled, former, tables } = about;
  const bySide = new Map(lists.map((list) => [list.side, list]));
  const ofLinks = links.flatMap((side): LinkCell[] => {
    const { column, tableId } = side;
    const list = bySide.get(side);
    const ids = [...reachOf(side), ...(list?.before ?? []), ...(list?.after ?? [])];
    return column ? [{ tableId, key: column.key, data: column.data, ids }] : [];
  });
  const shown = new Map<string, RowsThen['shown'][number]>();
  for (const cell of [...cells, ...ofLinks]) {
    const { tableId, key, ids } = cell;
    const place = JSON.stringify([tableId, key]);
    const names: Record<string, string> = shown.get(place)?.names ?? {};
    shown.set(place, { tableId, key, names });
    for (const id of ids) {
      const text = names[id] === undefined ? nameOf(cell, id) : null;
      if (text) names[id] = text;
    }
  }
  return {
    titles: untitled.flatMap(({ tableId, rowId, title = textNow(tableId, rowId, titleKey) }) => {
      return title === null ? [] : [{ tableId, rowId, title }];
    }),
    shown: [...shown.values()],
    lists: lists.map(({ side: { tableId, rowId }, before, after }) => ({
      ...{ tableId, rowId },
      ...{ before: [...before], after: [...after] },
    })),
    former,
  };

  function nameOf(cell: LinkCell, id: string): string | null {
    const { tableId, data } = cell;
    const told = shownThen(cell, id, about);
    if (told !== null) return told;
    const other = otherTable(data, tableId);
    return (other && textNow(other, id, displayKey(data) ?? titleKey)) || shownBy(cell, id);
  }

  function textNow(tableId: string, rowId: string, key: string): string | null {
    const row = rows.get(tableId)?.get(rowId);
    const table = tables.find(({ _id }) => _id === tableId);
    const column = table?.columns.find((one) => one.key === key);
    return row && column ? textOf(row.cells[key], column) : null;
  }
}

/** Each column is gone through once: a link may be to thousands of rows. */
function shownIn(rows: Found): Read['shownBy'] {
  const columns = new Map<string, ReadonlyMap<string, unknown>>();

  function itemsOf({ tableId, key }: LinkCell): ReadonlyMap<string, unknown> {
    const items = new Map<string, unknown>();
    for (const { cells } of rows.get(tableId)?.values() ?? []) {
      const led: readonly unknown[] = Array.isArray(cells[key]) ? cells[key] : [];
      for (const item of led) {
        const [id] = typeof item === 'object' ? (idsIn([item]) ?? []) : [];
        if (id !== undefined && !items.has(id)) items.set(id, item);
      }
    }
    return items;
  }

  return (cell, id) => {
    const place = JSON.stringify([cell.tableId, cell.key]);
    const items = columns.get(place) ?? itemsOf(cell);
    columns.set(place, items);
    const item = items.get(id);
    if (item === undefined) return null;
    return showCell([item], { type: 'link', data: cell.data }, () => undefined).text;
  };
}
