// Links between the rows of a base, and the operations that change them, as the log, the channel and webhooks tell them.
import type { By, Operation, Part, SimRow, SimTable } from './table';

export interface Links {
  /** By a link column: one row more, or one row less; what the rows are called is no part of the operation. */
  link(tableId: string, key: string, rowId: string, otherId: string, by?: By): void;
  unlink(tableId: string, key: string, rowId: string, otherId: string, by?: By): void;
  /** All that some rows lead to, set at once. */
  setLinks(
    tableId: string,
    key: string,
    rows: Readonly<Record<string, readonly string[]>>,
    by?: By,
  ): void;
  /** What a link column shows of a row. */
  linksOf(tableId: string, key: string, rowId: string): readonly LinkedItem[];
  /** A row goes, and its links with it. @returns them by the link's id */
  lose(rowId: string): Part;
}

interface LinkedItem {
  readonly row_id: string;
  readonly display_value: unknown;
}

/** A pair of linked rows, by the link's id: whichever table comes first in the column's settings. */
interface Pair {
  readonly link: string;
  readonly ends: readonly [string, string];
}

/** `table_id` is the table of the column that was made first: https://api.seatable.com/reference/models (link). */
interface LinkSettings {
  readonly link_id: string;
  readonly table_id: string;
  readonly other_table_id: string;
  readonly display_column_key?: string;
}

interface LinkNeeds {
  readonly tableOf: (id: string) => SimTable;
  readonly rowOf: (table: SimTable, id: string) => SimRow;
  readonly cell: (
    table: SimTable,
    key: string,
    value: unknown,
    old: { readonly value: unknown },
  ) => Part;
  readonly done: (operation: Operation, by: By, parts: readonly Part[]) => void;
}

export function createLinks({ tableOf, rowOf, cell, done }: LinkNeeds): Links {
  let pairs: readonly Pair[] = [];

  function linkOf(tableId: string, key: string): LinkSettings & { readonly other: string } {
    const column = tableOf(tableId).columns.find((one) => one.key === key);
    if (column?.type !== 'link') throw new Error(`no link column ${key}`);
    const data = column.data as LinkSettings; // as the table was made
    return { ...data, other: data.table_id === tableId ? data.other_table_id : data.table_id };
  }

  function partners(link: string, rowId: string): readonly string[] {
    return pairs.flatMap(({ link: id, ends: [a, b] }) =>
      id !== link ? [] : a === rowId ? [b] : b === rowId ? [a] : [],
    );
  }

  function shown(tableId: string, key: string, ids: readonly string[]): LinkedItem[] {
    const { other, display_column_key: display = '0000' } = linkOf(tableId, key);
    const { rows } = tableOf(other);
    return ids.map((id) => ({
      row_id: id,
      display_value: rows.find((one) => one._id === id)?.[display] ?? '',
    }));
  }

  /** Both rows of a pair, each with its own column as it was and is. */
  function pairPart(
    type: string,
    [tableId, rowId, otherId]: readonly [string, string, string],
    key: string,
    former: (rowId: string) => readonly string[],
  ): Part {
    const { link_id: link, other } = linkOf(tableId, key);
    const [table, otherTable] = [tableOf(tableId), tableOf(other)];
    const otherKey = otherTable.columns.find(
      ({ data, type: kind }) => kind === 'link' && Object(data).link_id === link,
    )?.key;
    const side = (of: SimTable, id: string, own: string | undefined) =>
      own === undefined
        ? []
        : [
            cell(of, own, shown(of._id, own, partners(link, id)), {
              value: shown(of._id, own, former(id)),
            }),
          ];
    return {
      op_type: type,
      row_name_option: '',
      table1_id: tableId,
      table1_name: table.name,
      table1_row_id: rowId,
      table1_row_name: rowOf(table, rowId)['0000'] ?? '',
      row_data1: side(table, rowId, key),
      table2_id: other,
      table2_name: otherTable.name,
      table2_row_id: otherId,
      table2_row_name: rowOf(otherTable, otherId)['0000'] ?? '',
      row_data2: side(otherTable, otherId, otherKey),
    };
  }

  function change(
    type: 'add_link' | 'remove_link',
    tableId: string,
    key: string,
    [rowId, otherId]: readonly [string, string],
    by: By,
  ): void {
    const { link_id: link, other } = linkOf(tableId, key);
    const old = pairs;
    const former = (id: string) => within(old, () => partners(link, id));
    const without = pairs.filter(
      ({ link: id, ends }) => !(id === link && ends.includes(rowId) && ends.includes(otherId)),
    );
    pairs = type === 'add_link' ? [...without, { link, ends: [rowId, otherId] }] : without;
    const operation = {
      op_type: type,
      link_id: link,
      table1_id: tableId,
      table2_id: other,
      table1_row_id: rowId,
      table2_row_id: otherId,
    };
    done(operation, by, [pairPart(type, [tableId, rowId, otherId], key, former)]);
  }

  function within<T>(past: readonly Pair[], work: () => T): T {
    const today = pairs;
    pairs = past;
    const found = work();
    pairs = today;
    return found;
  }

  return {
    link: (tableId, key, rowId, otherId, by = {}) =>
      change('add_link', tableId, key, [rowId, otherId], by),
    unlink: (tableId, key, rowId, otherId, by = {}) =>
      change('remove_link', tableId, key, [rowId, otherId], by),
    setLinks(tableId, key, wanted, by = {}) {
      const { link_id: link, other } = linkOf(tableId, key);
      const old = pairs;
      const former = (id: string) => within(old, () => partners(link, id));
      const ids = Object.keys(wanted);
      pairs = [
        ...pairs.filter(
          ({ link: id, ends }) => id !== link || !ends.some((end) => ids.includes(end)),
        ),
        ...ids.flatMap((id) => (wanted[id] ?? []).map((end): Pair => ({ link, ends: [id, end] }))),
      ];
      const operation = {
        op_type: 'update_rows_links',
        link_id: link,
        table_id: tableId,
        other_table_id: other,
        row_id_list: ids,
        other_rows_ids_map: wanted,
        old_other_rows_ids_map: Object.fromEntries(ids.map((id) => [id, former(id)])),
      };
      const touched = ids.flatMap((id) => {
        const [was, is] = [former(id), partners(link, id)];
        const differ = [...was, ...is].filter((one) => was.includes(one) !== is.includes(one));
        return [...new Set(differ)].map((end) => [tableId, id, end] as const);
      });
      done(
        operation,
        by,
        touched.map((ends) => pairPart('update_rows_links', ends, key, former)),
      );
    },
    linksOf: (tableId, key, rowId) =>
      shown(tableId, key, partners(linkOf(tableId, key).link_id, rowId)),
    lose(rowId) {
      const lost = pairs.filter(({ ends }) => ends.includes(rowId));
      pairs = pairs.filter((pair) => !lost.includes(pair));
      return Object.fromEntries(
        lost.map(({ link }) => [link, { [rowId]: lost.flatMap(({ ends }) => ends) }]),
      );
    },
  };
}
