// Opens the database in a data folder, as the one running instance or as a reader beside it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Problem, type Result } from '#shared/result';
import { createConnections } from './connections';
import { createCursors } from './cursors';
import { type Database, openDatabase } from './database';
import { createDeliveries } from './deliveries';
import { createEvents } from './events';
import { asFailure, isDamage, resultCode } from './failure';
import { prepareFolder } from './folder';
import { createGaps } from './gaps';
import { takeInstanceLock } from './instance-lock';
import { createKept } from './kept';
import { createLabels } from './labels';
import { migrate, newestFormat, readFormat } from './migrate';
import { createRereadStore } from './reread-store';
import { createSnapshots } from './snapshots';
import { type Store, StoreFailure } from './store';
import { createTrafficStore } from './traffic';
import { createUsage } from './usage';

export interface OpenOptions {
  /** Largest size of the database in pages of 4 KiB; without it, the disk is the limit. */
  readonly maxPages?: number;
}

/**
 * Makes the folder and the database when they are missing, and keeps other instances out until `close`.
 * @param dataDir absolute path of the folder
 * @returns the store, or `data-unwritable`, `data-in-use`, `data-newer`, `data-damaged`, `store-full`
 */
export function openStore(dataDir: string, options: OpenOptions = {}): Result<Store> {
  return attempt(dataDir, () => {
    const folder = prepareFolder(dataDir);
    if (!folder.ok) return folder;
    const lock = takeInstanceLock(dataDir);
    if (!lock.ok) return lock;
    const { release } = lock.value;
    return releaseUnlessOk(release, () => openFile(dataDir, options, release, giveBack));
  });
}

/**
 * Opens an existing database beside a running instance: to read, and to queue replays.
 * @returns the store, or `data-missing`, `data-newer`, `data-damaged`, `data-unwritable`, and `data-in-use` when the
 * database must first be brought to this version's format while an instance holds it
 */
export function openReader(dataDir: string): Result<Store> {
  const file = fileIn(dataDir);
  if (!existsSync(file)) return err({ code: 'data-missing', params: { path: dataDir } });
  return attempt(dataDir, () => {
    const db = openDatabase(file, dataDir);
    let format: Result<number, Problem>;
    try {
      format = readFormat(db, dataDir);
    } finally {
      db.close();
    }
    if (!format.ok) return format;
    if (format.value === newestFormat) return openFile(dataDir, {}, () => {});
    const lock = takeInstanceLock(dataDir);
    if (!lock.ok) return lock;
    try {
      return openFile(dataDir, {}, () => {});
    } finally {
      lock.value.release();
    }
  });
}

const fileIn = (dataDir: string) => join(dataDir, 'tablewatch.db');

/** Values that the last run was reading when it ended: their deliveries are worked off anew. */
const giveBack = (db: Database) => db.exec('UPDATE deliveries SET aside = 0 WHERE aside = 1');

function openFile(
  dataDir: string,
  options: OpenOptions,
  release: () => void,
  first: (db: Database) => void = () => {},
): Result<Store> {
  const db = openDatabase(fileIn(dataDir), dataDir);
  return releaseUnlessOk(db.close, () => {
    const format = readFormat(db, dataDir);
    if (!format.ok) return format;
    // FULL: a commit is on disk when it returns, https://www.sqlite.org/pragma.html#pragma_synchronous
    db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
      PRAGMA busy_timeout = 5000; PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -16000`);
    if (options.maxPages !== undefined) db.exec(`PRAGMA max_page_count = ${options.maxPages}`);
    migrate(db, format.value);
    first(db);
    return ok(createStore(db, release));
  });
}

function createStore(db: Database, release: () => void): Store {
  let open = true;
  const events = createEvents(db);
  return {
    deliveries: createDeliveries(db),
    events,
    rereads: createRereadStore(db, events),
    connections: createConnections(db),
    labels: createLabels(db),
    snapshots: createSnapshots(db),
    usage: createUsage(db),
    traffic: createTrafficStore(db),
    gaps: createGaps(db),
    cursors: createCursors(db),
    ...createKept(db),
    transaction: db.transaction,
    close() {
      if (!open) return;
      open = false;
      try {
        db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      } catch (error) {
        // What is committed is safe in the log and is moved at the next opening.
        if (!(error instanceof StoreFailure)) throw error;
      } finally {
        db.close();
        release();
      }
    },
  };
}

function releaseUnlessOk<T>(release: () => void, work: () => Result<T>): Result<T> {
  let done = false;
  try {
    const result = work();
    done = result.ok;
    return result;
  } finally {
    if (!done) release();
  }
}

/** What the world did wrong as a problem; our own bugs stay exceptions. */
function attempt(path: string, work: () => Result<Store>): Result<Store> {
  try {
    return work();
  } catch (thrown) {
    const error = asFailure(thrown, path);
    const cause = error instanceof StoreFailure ? error.cause : error;
    const reason = reasonOf(cause);
    if (error instanceof StoreFailure && error.kind === 'full') return err({ code: 'store-full' });
    // A table that is missing in a database of our format is damage too.
    if (isDamage(cause) || resultCode(cause) === 1) {
      return err({ code: 'data-damaged', params: { path, reason } });
    }
    if (error instanceof StoreFailure || isSystemError(cause)) {
      return err({ code: 'data-unwritable', params: { path, reason } });
    }
    throw thrown;
  }
}

const isSystemError = (error: unknown): error is Error & { code: string } =>
  error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string';

/** A code such as `EACCES` or `SQLITE_NOTADB`: the same in every language, and without a path. */
function reasonOf(error: unknown): string {
  if (isSystemError(error)) return error.code;
  if (error instanceof Error && 'sqliteCodeName' in error) return String(error.sqliteCodeName);
  return 'unknown';
}
