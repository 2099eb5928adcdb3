// A lock of the operating system on a file: the process that ends, however it ends, holds it no longer.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { err, ok, type Result } from '#shared/result';
import { isBusy } from './failure';

export interface FileLock {
  release(): void;
}

/** Process id of the holder, or `?`. */
export interface Held {
  readonly pid: string;
}

/**
 * The lock is an exclusive transaction on an empty SQLite file: SQLite knows how to lock a file on every system
 * (https://www.sqlite.org/lockingv3.html). The holder's process id lies beside it, for the message only.
 * @param folder absolute path of a folder that exists
 * @param name of the lock, fit for a file's name
 * @returns the lock, or who holds it; throws what SQLite throws when the file cannot be opened
 */
export function takeFileLock(folder: string, name: string): Result<FileLock, Held> {
  const note = join(folder, `${name}.pid`);
  const db = new DatabaseSync(join(folder, `${name}.lock`), { timeout: 0 });
  try {
    db.exec('PRAGMA journal_mode = OFF; BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (!isBusy(error)) throw error;
    return err({ pid: readPid(note) });
  }
  try {
    writeFileSync(note, `${process.pid}\n`);
  } catch {
    // Only the message of a second holder is poorer without it.
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
