// A base: tables, rows and the log of operations, each of which goes out in two forms: as the live channel and as a webhook tell it.
import { randomBytes } from 'node:crypto';
import { createLinks, type Links } from './links';
import type { By, Operation, Part, SimRow, SimTable } from './table';

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

export interface Base extends Omit<Links, 'lose'> {
  readonly uuid: string;
  readonly tables: readonly SimTable[];
  /** Oldest first. */
  readonly log: LogEntry[];
  insert(tableId: string, cells: Readonly<Record<string, unknown>>, by?: By): string;
  append(tableId: string, rows: readonly Readonly<Record<string, unknown>>[], by?: By): string[];
  modify(tableId: string, rowId: string, cells: Readonly<Record<string, unknown>>, by?: By): void;
  remove(tableId: string, rowId: string, by?: By): void;
  renameColumn(tableId: string, key: string, name: string, by?: By): void;
  /** An operation that changes no row here: views, widths. */
  note(operation: Operation, by?: By): void;
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

  const { lose, ...links } = createLinks({ tableOf, rowOf, cell, done });

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
      const lost = lose(rowId);
      const operation = {
        op_type: 'delete_row',
        table_id: tableId,
        row_id: rowId,
        deleted_row: row,
        upper_row_id: '',
        deleted_links_data: lost,
      };
      done(operation, by, [part('delete_row', table, row, [])]);
    },
    ...links,
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
