// What services said of records since their tables were last read.
import { z } from 'zod';
import type { TableRef } from '../sources/source';
import type { Database } from './database';
import { readJson } from './json-column';
import type { SnapshotStore } from './store';

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
  return {
    say(connectionId, table, recordId, note) {
      const tableNo = numberOf(connectionId, table);
      if (tableNo !== null) add.run(tableNo, recordId, JSON.stringify(note));
    },
    said(connectionId, table, recordId) {
      const tableNo = numberOf(connectionId, table);
      if (tableNo === null) return [];
      return of.all(tableNo, recordId).flatMap((row) => {
        const note = readJson(said, row.said);
        return note ? [{ ...note, no: row.no }] : [];
      });
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
