// Brings a database to the newest format, one numbered step after the other, each whole or not at all.
import { err, ok, type Problem, type Result } from '#shared/result';
import type { Database } from './database';
import { first } from './migrations/001-first';
import { watching } from './migrations/002-watching';
import { roads } from './migrations/003-roads';
import { traffic } from './migrations/004-traffic';
import { marks } from './migrations/005-marks';
import { order } from './migrations/006-order';
import { linked } from './migrations/007-linked';
import { reading } from './migrations/008-reading';
import { tellings } from './migrations/009-tellings';

/** Index 0 leads to format 1. A step that was released is never edited; a new one is added. */
const steps: readonly string[] = [
  first,
  watching,
  roads,
  traffic,
  marks,
  order,
  linked,
  reading,
  tellings,
];

/** "TbWa": marks the file as ours, so that another program's database is never altered. */
const applicationId = 0x54625761;

export const newestFormat = steps.length;

/** @returns the format found, before anything is changed; `data-newer` or `data-damaged` when it is not ours to open */
export function readFormat(database: Database, path: string): Result<number, Problem> {
  const found = database.pragma('user_version');
  if (found > newestFormat) {
    return err({ code: 'data-newer', params: { path, found, known: newestFormat } });
  }
  const id = database.pragma('application_id');
  const empty = database.pragma('schema_version') === 0;
  if (id !== applicationId && !(empty && found === 0)) {
    return err({ code: 'data-damaged', params: { path, reason: `application_id ${id}` } });
  }
  return ok(found);
}

/** Throws what SQLite throws; a step that failed leaves the format before it. */
export function migrate(database: Database, found: number): void {
  for (const [index, step] of steps.entries()) {
    if (index < found) continue;
    database.transaction(() => {
      // Another process may have taken this step while we waited for the lock.
      if (database.pragma('user_version') > index) return;
      database.exec(step);
      database.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${index + 1}`);
    });
  }
}
