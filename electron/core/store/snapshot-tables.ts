// The watched tables themselves: their schema, how fresh their snapshot is, and the scan under way.
import { z } from 'zod';
import type { FieldSchema, TableRef } from '../sources/source';
import type { Database } from './database';
import { readJson } from './json-column';
import type { SnapshotStore, SnapshotTable } from './store';

interface TableRow {
  readonly no: number;
  readonly base_id: string;
  readonly table_id: string;
  readonly name: string;
  readonly fields: string;
  readonly schema_at: number | null;
  readonly compared_at: number | null;
  readonly stale: number;
  readonly row_count: number;
  readonly mark: string | null;
  readonly whole_at: number | null;
}

const fields = z.array(
  z.object({
    id: z.string(),
    label: z.object({
      name: z.string(),
      type: z.union([z.string(), z.number()]).optional(),
      property: z.unknown().optional(),
      primary: z.boolean().optional(),
    }),
  }),
);

type SnapshotTables = Pick<
  SnapshotStore,
  'tables' | 'table' | 'saveSchema' | 'saveMark' | 'setStale' | 'beginScan' | 'endScan' | 'forget'
> & {
  /** null: there is no entry of the table. */
  numberOf(connectionId: string, table: TableRef): number | null;
  /** Makes the entry when there is none. */
  numberMade(connectionId: string, table: TableRef): number;
  /** The newest scan; 0 before the first. */
  scanOf(tableNo: number): number;
  countRows(tableNo: number, added: number): void;
};

export function createSnapshotTables(db: Database): SnapshotTables {
  const columns =
    'no, base_id, table_id, name, fields, schema_at, compared_at, stale, row_count, mark, whole_at';
  const key = 'connection_id = ? AND base_id = ? AND table_id = ?';
  const all = db.prepare<TableRow>(
    `SELECT ${columns} FROM snapshot_tables WHERE connection_id = ? ORDER BY no`,
  );
  const one = db.prepare<TableRow>(`SELECT ${columns} FROM snapshot_tables WHERE ${key}`);
  const find = db.prepare<{ no: number }>(`SELECT no FROM snapshot_tables WHERE ${key}`);
  const make = db.prepare(
    'INSERT INTO snapshot_tables (connection_id, base_id, table_id) VALUES (?, ?, ?)',
  );
  const schema = db.prepare(
    `UPDATE snapshot_tables SET mark = CASE WHEN fields IS ?2 THEN mark END,
       name = ?1, fields = ?2, schema_at = ?3 WHERE no = ?4`,
  );
  const mark = db.prepare(
    'UPDATE snapshot_tables SET mark = ?1, whole_at = coalesce(?2, whole_at) WHERE no = ?3',
  );
  const stale = db.prepare('UPDATE snapshot_tables SET stale = 1 WHERE no = ? AND stale = 0');
  const begin = db.prepare<{ scan: number }>(
    'UPDATE snapshot_tables SET scan = scan + 1 WHERE no = ? RETURNING scan',
  );
  const end = db.prepare('UPDATE snapshot_tables SET compared_at = ?, stale = 0 WHERE no = ?');
  const scan = db.prepare<{ scan: number }>('SELECT scan FROM snapshot_tables WHERE no = ?');
  const count = db.prepare('UPDATE snapshot_tables SET row_count = row_count + ? WHERE no = ?');
  // Their rows, cells and what is owed go with them (ON DELETE CASCADE).
  const forgetOne = db.prepare('DELETE FROM snapshot_tables WHERE no = ?');
  const forgetAll = db.prepare('DELETE FROM snapshot_tables WHERE connection_id = ?');

  const numberOf = (connectionId: string, { baseId, tableId }: TableRef) =>
    find.get(connectionId, baseId, tableId)?.no ?? null;
  const numberMade = (connectionId: string, table: TableRef) =>
    numberOf(connectionId, table) ?? make.run(connectionId, table.baseId, table.tableId).rowid;

  return {
    numberOf,
    numberMade,
    scanOf: (tableNo) => scan.get(tableNo)?.scan ?? 0,
    countRows(tableNo, added) {
      count.run(added, tableNo);
    },
    tables: (connectionId) => all.all(connectionId).map(asTable),
    table(connectionId, { baseId, tableId }) {
      const row = one.get(connectionId, baseId, tableId);
      return row ? asTable(row) : null;
    },
    saveSchema: (connectionId, table, { name, fields }, now) =>
      db.transaction(() => {
        schema.run(name, JSON.stringify(fields), now, numberMade(connectionId, table));
      }),
    saveMark(connectionId, table, { mark: newest, wholeAt = null }) {
      const tableNo = numberOf(connectionId, table);
      if (tableNo !== null) mark.run(newest, wholeAt, tableNo);
    },
    setStale(connectionId, table) {
      const tableNo = numberOf(connectionId, table);
      if (tableNo !== null) stale.run(tableNo);
    },
    beginScan: (connectionId, table) =>
      db.transaction(() => begin.get(numberMade(connectionId, table))?.scan ?? 0),
    endScan(connectionId, table, now) {
      const tableNo = numberOf(connectionId, table);
      if (tableNo !== null) end.run(now, tableNo);
    },
    forget(connectionId, table) {
      if (!table) {
        forgetAll.run(connectionId);
        return;
      }
      const tableNo = numberOf(connectionId, table);
      if (tableNo !== null) forgetOne.run(tableNo);
    },
  };
}

const asTable = (row: TableRow): SnapshotTable => ({
  baseId: row.base_id,
  tableId: row.table_id,
  name: row.name,
  fields: (readJson(fields, row.fields) ?? []).map(asField),
  schemaAt: row.schema_at,
  comparedAt: row.compared_at,
  stale: row.stale === 1,
  rows: row.row_count,
  mark: row.mark,
  wholeAt: row.whole_at,
});

function asField({ id, label }: z.output<typeof fields>[number]): FieldSchema {
  const { name, type, property, primary } = label;
  return {
    id,
    label: {
      name,
      property,
      ...(type === undefined ? {} : { type }),
      ...(primary === undefined ? {} : { primary }),
    },
  };
}
