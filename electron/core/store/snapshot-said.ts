// What services said of records since their tables were last read.
import { z } from 'zod';
import type { TableRef } from '../sources/source';
import type { Database } from './database';
import { readJson } from './json-column';
import { joined } from './said-run';
import type { SnapshotStore } from './store';

/** Notes of one record, and how many of them are left as they came when those before are joined. */
const mostOfRecord = 20;
const untouched = 10;
/** Of one record, joined ones too; the oldest go, since each statement of it looks through all. */
const mostJoined = 200;
/** Of one table that is never read again; the oldest go here as well, so that a later comparison may tell once more what they said. */
const mostOfTable = 50_000;
/** Notes between two looks at how many a table has. */
const lookEvery = 1000;

interface SaidRow {
  readonly no: number;
  readonly said: string;
}

const said = z.object({
  action: z.enum(['created', 'updated', 'deleted']),
  cells: z.record(z.string(), z.object({ before: z.string().nullable(), after: z.string() })),
  // Absent in what earlier versions noted.
  from: z.number().nullable().default(null),
  to: z.number().nullable().default(null),
});

type Notes = Pick<SnapshotStore, 'say' | 'said' | 'newestSaid' | 'heard' | 'heardAll'>;

export function createSaid(
  db: Database,
  numberOf: (connectionId: string, table: TableRef) => number | null,
): Notes {
  const add = db.prepare('INSERT INTO snapshot_said (table_no, record_id, said) VALUES (?, ?, ?)');
  const of = db.prepare<SaidRow>(
    'SELECT no, said FROM snapshot_said WHERE table_no = ? AND record_id = ? ORDER BY no',
  );
  const newest = db.prepare<{ seq: number }>(
    `SELECT seq FROM sqlite_sequence WHERE name = 'snapshot_said'`,
  );
  const drop = db.prepare('DELETE FROM snapshot_said WHERE no = ?');
  const dropAll = db.prepare('DELETE FROM snapshot_said WHERE table_no = ? AND no <= ?');
  const set = db.prepare('UPDATE snapshot_said SET said = ? WHERE no = ?');
  const countOf = db.prepare<{ n: number }>(
    'SELECT count(*) AS n FROM snapshot_said WHERE table_no = ? AND record_id = ?',
  );
  const trim = db.prepare(
    `DELETE FROM snapshot_said WHERE table_no = ?1 AND no <= (
       SELECT no FROM snapshot_said WHERE table_no = ?1 ORDER BY no DESC LIMIT 1 OFFSET ?2)`,
  );

  const notesOf = (tableNo: number, recordId: string) =>
    of.all(tableNo, recordId).flatMap((row) => {
      const note = readJson(said, row.said);
      return note ? [{ ...note, no: row.no }] : [];
    });

  /** Whoever reads the table takes notes away; where nobody does, they must not pile up. */
  function bound(tableNo: number, recordId: string, no: number): void {
    const count = countOf.get(tableNo, recordId)?.n ?? 0;
    if (count > mostOfRecord && count % untouched === 0) {
      const notes = notesOf(tableNo, recordId).slice(0, -untouched);
      const kept = joined(notes).slice(-mostJoined);
      const left = new Set(kept.map((note) => note.no));
      for (const note of notes) if (!left.has(note.no)) drop.run(note.no);
      for (const { no: own, ...note } of kept) set.run(JSON.stringify(note), own);
    }
    if (no % lookEvery === 0) trim.run(tableNo, mostOfTable);
  }

  return {
    say: (connectionId, table, recordId, note) =>
      db.transaction(() => {
        const tableNo = numberOf(connectionId, table);
        if (tableNo === null) return;
        bound(tableNo, recordId, add.run(tableNo, recordId, JSON.stringify(note)).rowid);
      }),
    said(connectionId, table, recordId) {
      const tableNo = numberOf(connectionId, table);
      return tableNo === null ? [] : notesOf(tableNo, recordId);
    },
    newestSaid: () => newest.get()?.seq ?? 0,
    heard(numbers) {
      for (const no of numbers) drop.run(no);
    },
    heardAll(connectionId, table, upTo) {
      const tableNo = numberOf(connectionId, table);
      if (tableNo !== null) dropAll.run(tableNo, upTo);
    },
  };
}
