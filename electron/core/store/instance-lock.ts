// Keeps a data folder to one running Tablewatch: a lock of the operating system, so a killed process leaves none behind.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { err, ok, type Problem, type Result } from '#shared/result';
import { isBusy } from './failure';

export interface InstanceLock {
  release(): void;
}

/**
 * The lock is an exclusive transaction on an empty SQLite file: SQLite knows how to lock a file on every system
 * (https://www.sqlite.org/lockingv3.html). The holder's process id lies beside it, for the message only.
 * @returns the lock, or `data-in-use`; throws what SQLite throws when the file cannot be opened
 */
export function takeInstanceLock(folder: string): Result<InstanceLock, Problem> {
  const note = join(folder, 'instance.pid');
  const db = new DatabaseSync(join(folder, 'instance.lock'), { timeout: 0 });
  try {
    db.exec('PRAGMA journal_mode = OFF; BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (!isBusy(error)) throw error;
    return err({ code: 'data-in-use', params: { path: folder, pid: readPid(note) } });
  }
  try {
    writeFileSync(note, `${process.pid}\n`);
  } catch {
    // Only the message of a second instance is poorer without it.
  }
  return ok({
    release() {
      rmSync(note, { force: true });
      db.close();
    },
  });
}

function readPid(note: string): string {
  try {
    return /^\d{1,10}/u.exec(readFileSync(note, 'utf8'))?.[0] ?? '?';
  } catch {
    return '?';
  }
}
