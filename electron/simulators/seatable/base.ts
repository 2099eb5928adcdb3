// A base: tables, rows and the log of operations, each of which goes out in two forms: as the live channel and as a webhook tell it.
import { randomBytes } from 'node:crypto';

interface SimColumn {
  readonly key: string;
  name: string;
  type: string;
  data: unknown;
}
export type SimRow = Record<string, unknown> & { _id: string };
export interface SimTable {
  readonly _id: string;
  name: string;
  readonly columns: SimColumn[];
  readonly rows: SimRow[];
}

/** Who did it: a person by the internal id, or an API token by its name. */
interface By {
  readonly user?: string;
  readonly app?: string;
}
type Operation = Readonly<Record<string, unknown>> & { readonly op_type: string };

interface LogEntry {
  readonly id: number;
  readonly op_id: number;
  /** ms. */
  readonly op_time: number;
  readonly author: string;
  readonly app: string | null;
  readonly dtable_uuid: string;
  readonly operation: string;
}

export interface Told {
  readonly operation: Operation;
  readonly entry: LogEntry;
  /** `data` of the webhooks that tell it; none for what webhooks do not tell. */
  readonly webhooks: readonly Readonly<Record<string, unknown>>[];
}

export interface Base {
  readonly uuid: string;
  readonly tables: readonly SimTable[];
  /** Oldest first. */
  readonly log: LogEntry[];
  insert(tableId: string, cells: Readonly<Record<string, unknown>>, by?: By): string;
  append(tableId: string, rows: readonly Readonly<Record<string, unknown>>[], by?: By): string[];
  modify(tableId: string, rowId: string, cells: Readonly<Record<string, unknown>>, by?: By): void;
  remove(tableId: string, rowId: string, by?: By): void;
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
  renameColumn(tableId: string, key: string, name: string, by?: By): void;
  /** An operation that changes no row here: views, widths. */
  note(operation: Operation, by?: By): void;
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

/**
 * @param now ms since 1970; each operation gets a millisecond of its own
 * @param tell called with each operation once it is done
 */
export function createBase(
  uuid: string,
  tables: readonly SimTable[],
  now: () => number,
  tell: (told: Told) => void,
): Base {
  const log: LogEntry[] = [];
  let pairs: readonly Pair[] = [];
  let last = 0;

  function tableOf(id: string): SimTable {
    const found = tables.find((one) => one._id === id);
    if (!found) throw new Error(`no table ${id}`);
    return found;
  }
  function rowOf(table: SimTable, id: string): SimRow {
    const found = table.rows.find((one) => one._id === id);
    if (!found) throw new Error(`no row ${id}`);
    return found;
  }

  const timeOfNext = () => new Date(Math.max(now(), last + 1)).toISOString();

  type Part = Readonly<Record<string, unknown>>;
  function done(operation: Operation, by: By, parts: readonly Part[]): void {
    last = Math.max(now(), last + 1);
    const author = by.user ?? '';
    const op_id = (log.at(-1)?.op_id ?? 0) + 1;
    const entry: LogEntry = {
      id: op_id,
      op_id,
      op_time: last,
      author,
      app: by.app ?? null,
      dtable_uuid: uuid,
      operation: JSON.stringify(operation),
    };
    log.push(entry);
    const common = {
      dtable_uuid: uuid.replaceAll('-', ''),
      op_user: author,
      op_time: last / 1000,
      ...(by.app === undefined ? {} : { op_app: by.app }),
    };
    tell({ operation, entry, webhooks: parts.map((part) => ({ ...common, ...part })) });
  }

  function part(type: string, table: SimTable, row: SimRow, rowData: readonly unknown[]): Part {
    return {
      row_id: row._id,
      op_type: type,
      table_id: table._id,
      table_name: table.name,
      row_name: row['0000'] ?? '',
      row_name_option: '',
      row_data: rowData,
    };
  }

  function cell(table: SimTable, key: string, value: unknown, old?: { readonly value: unknown }) {
    const column = table.columns.find((one) => one.key === key);
    return {
      column_key: key,
      column_name: column?.name,
      column_type: column?.type,
      column_data: column?.data ?? null,
      value,
      ...(old ? { old_value: old.value ?? '' } : {}),
    };
  }

  function added(table: SimTable, cells: Part, by: By): SimRow {
    const at = timeOfNext();
    const who = by.user ?? '';
    const row = {
      _id: randomBytes(16).toString('base64url'),
      _creator: who,
      _ctime: at,
      _last_modifier: who,
      _mtime: at,
      ...cells,
    };
    table.rows.push(row);
    return row;
  }

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

  const insertPart = (table: SimTable, row: SimRow, cells: Part) =>
    part(
      'insert_row',
      table,
      row,
      Object.entries(cells).map(([key, value]) => cell(table, key, value)),
    );

  return {
    uuid,
    tables,
    log,
    insert(tableId, cells, by = {}) {
      const table = tableOf(tableId);
      const anchor = table.rows.at(-1)?._id ?? '';
      const row = added(table, cells, by);
      const operation = {
        op_type: 'insert_row',
        table_id: tableId,
        row_id: anchor,
        row_insert_position: 'insert_below',
        row_data: row,
        links_data: {},
        key_auto_number_config: {},
      };
      done(operation, by, [insertPart(table, row, cells)]);
      return row._id;
    },
    append(tableId, contents, by = {}) {
      const table = tableOf(tableId);
      const rows = contents.map((cells) => added(table, cells, by));
      const operation = {
        op_type: 'append_rows',
        table_id: tableId,
        row_datas: rows,
        key_auto_number_config: {},
      };
      done(
        operation,
        by,
        rows.map((row, index) => insertPart(table, row, contents[index] ?? {})),
      );
      return rows.map((row) => row._id);
    },
    modify(tableId, rowId, cells, by = {}) {
      const table = tableOf(tableId);
      const row = rowOf(table, rowId);
      const old = Object.fromEntries(Object.keys(cells).map((key) => [key, row[key]]));
      const stamp = { _last_modifier: by.user ?? '', _mtime: timeOfNext() };
      Object.assign(row, cells, stamp);
      const operation = {
        op_type: 'modify_row',
        table_id: tableId,
        row_id: rowId,
        updated: { ...cells, _last_modifier: by.user ?? '' },
        old_row: old,
      };
      const changed = Object.entries(cells).map(([key, value]) =>
        cell(table, key, value, { value: old[key] }),
      );
      done(operation, by, [part('modify_row', table, row, changed)]);
    },
    remove(tableId, rowId, by = {}) {
      const table = tableOf(tableId);
      const row = rowOf(table, rowId);
      table.rows.splice(table.rows.indexOf(row), 1);
      const lost = pairs.filter(({ ends }) => ends.includes(rowId));
      pairs = pairs.filter((pair) => !lost.includes(pair));
      const operation = {
        op_type: 'delete_row',
        table_id: tableId,
        row_id: rowId,
        deleted_row: row,
        upper_row_id: '',
        deleted_links_data: Object.fromEntries(
          lost.map(({ link }) => [link, { [rowId]: lost.flatMap(({ ends }) => ends) }]),
        ),
      };
      done(operation, by, [part('delete_row', table, row, [])]);
    },
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
    renameColumn(tableId, key, name, by = {}) {
      const column = tableOf(tableId).columns.find((one) => one.key === key);
      if (!column) throw new Error(`no column ${key}`);
      const operation = {
        op_type: 'rename_column',
        table_id: tableId,
        column_key: key,
        new_column_name: name,
        old_column_name: column.name,
      };
      column.name = name;
      done(operation, by, []);
    },
    note: (operation, by = {}) => done(operation, by, []),
  };
}
