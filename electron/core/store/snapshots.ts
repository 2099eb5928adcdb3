// What watched tables looked like when they were last read, row by row, to tell before from after.
import { z } from 'zod';
import type { Row, TableRef } from '../sources/source';
import type { Database } from './database';
import { readJson } from './json-column';
import { createSaid } from './snapshot-said';
import { createSnapshotTables } from './snapshot-tables';
import type { SnapshotStore } from './store';

interface CellsRow {
  readonly record_id: string;
  /** ms since 1970 by the service's clock; null where it does not say. */
  readonly made: number | null;
  readonly cells: string;
}
interface PlaceRow {
  readonly no: number;
  readonly seen: number;
  readonly made: number | null;
}

const cells = z.record(z.string(), z.unknown());

export function createSnapshots(db: Database): SnapshotStore {
  const { numberOf, numberMade, scanOf, countRows, ...tables } = createSnapshotTables(db);
  const place = db.prepare<PlaceRow>(
    'SELECT no, seen, made FROM snapshot_rows WHERE table_no = ? AND record_id = ?',
  );
  const add = db.prepare(
    'INSERT INTO snapshot_rows (table_no, record_id, seen, made) VALUES (?, ?, ?, ?)',
  );
  const setMade = db.prepare('UPDATE snapshot_rows SET made = ? WHERE no = ?');
  const see = db.prepare('UPDATE snapshot_rows SET seen = ? WHERE no = ?');
  const addCells = db.prepare('INSERT INTO snapshot_cells (no, cells) VALUES (?, ?)');
  const setCells = db.prepare(
    'UPDATE snapshot_cells SET cells = ?1 WHERE no = ?2 AND cells IS NOT ?1',
  );
  const read = db.prepare<CellsRow>(
    `SELECT r.record_id, r.made, c.cells FROM snapshot_rows r JOIN snapshot_cells c ON c.no = r.no
     WHERE r.table_no = ? AND r.record_id = ?`,
  );
  // By the index of `seen`, so that the rows this scan has seen are not even walked past.
  const unseen = db.prepare<CellsRow>(
    `SELECT p.record_id, p.made, c.cells FROM (
       SELECT no, record_id, made FROM snapshot_rows INDEXED BY snapshot_seen
       WHERE table_no = ? AND seen < ? ORDER BY record_id LIMIT ?
     ) p JOIN snapshot_cells c ON c.no = p.no ORDER BY p.record_id`,
  );
  // Its cells go with it (ON DELETE CASCADE).
  const drop = db.prepare('DELETE FROM snapshot_rows WHERE table_no = ? AND record_id = ?');
  const owe = db.prepare(
    `INSERT INTO snapshot_owed (table_no, record_id, event_id) VALUES (?, ?, ?)
     ON CONFLICT DO NOTHING`,
  );
  const takeOwed = db.prepare<{ event_id: string }>(
    'DELETE FROM snapshot_owed WHERE table_no = ? AND record_id = ? RETURNING event_id',
  );

  /** @returns whether the row is new */
  function putOne(tableNo: number, row: Row, seen: number): boolean {
    const json = JSON.stringify(row.cells);
    const made = row.created?.at ?? null;
    const known = place.get(tableNo, row.id);
    if (!known) {
      addCells.run(add.run(tableNo, row.id, seen, made).rowid, json);
      return true;
    }
    if (made !== null && known.made !== made) setMade.run(made, known.no);
    if (known.seen < seen) see.run(seen, known.no);
    setCells.run(json, known.no);
    return false;
  }

  return {
    ...tables,
    ...createSaid(db, numberOf),
    rows(connectionId, table, ids) {
      const found = new Map<string, Row>();
      const tableNo = numberOf(connectionId, table);
      if (tableNo === null) return found;
      for (const id of ids) {
        const row = read.get(tableNo, id);
        if (row) found.set(id, asRow(row));
      }
      return found;
    },
    put: (connectionId: string, table: TableRef, rows: readonly Row[], scan: number | null) =>
      db.transaction(() => {
        const tableNo = numberMade(connectionId, table);
        const newest = scanOf(tableNo);
        // A row that was read for its own sake while a scan is under way is there, whatever page it stood on.
        const seen = scan === null ? newest : Math.min(scan, newest);
        const added = rows.filter((row) => putOne(tableNo, row, seen)).length;
        if (added > 0) countRows(tableNo, added);
      }),
    drop: (connectionId, table, ids) =>
      db.transaction(() => {
        const tableNo = numberOf(connectionId, table);
        if (tableNo === null) return;
        const gone = ids.reduce((sum, id) => sum + drop.run(tableNo, id).changes, 0);
        if (gone > 0) countRows(tableNo, -gone);
      }),
    see: (connectionId, table, ids, scan) =>
      db.transaction(() => {
        const tableNo = numberOf(connectionId, table);
        if (tableNo === null) return ids;
        const newest = Math.min(scan, scanOf(tableNo));
        return ids.filter((id) => {
          const known = place.get(tableNo, id);
          if (known && known.seen < newest) see.run(newest, known.no);
          return !known;
        });
      }),
    unseen(connectionId, table, scan, limit) {
      const tableNo = numberOf(connectionId, table);
      // A scan of a table that was forgotten meanwhile knows nothing about its rows of today.
      if (tableNo === null || scan > scanOf(tableNo)) return [];
      return unseen.all(tableNo, scan, limit).map(asRow);
    },
    owe(connectionId, table, recordId, eventId) {
      owe.run(numberMade(connectionId, table), recordId, eventId);
    },
    takeOwed: (connectionId, table, recordIds) =>
      db.transaction(() => {
        const owed = new Map<string, string>();
        const tableNo = numberOf(connectionId, table);
        if (tableNo === null) return owed;
        for (const id of recordIds) {
          const [row] = takeOwed.all(tableNo, id);
          if (row) owed.set(id, row.event_id);
        }
        return owed;
      }),
  };
}

/** A row that was damaged on disk counts as empty: the next comparison mends it. */
const asRow = (row: CellsRow): Row => ({
  id: row.record_id,
  cells: readJson(cells, row.cells) ?? {},
  ...(row.made === null ? {} : { created: { at: row.made, by: null } }),
});
