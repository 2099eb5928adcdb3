// What a person meets when a data folder cannot be opened, and what is kept when it can.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it } from 'vitest';
import { newestFormat } from '#core/store/migrate';
import { openReader, openStore } from '#core/store/open';
import { emptyQuery } from '#shared/query/query';
import { idsOf, makeDelivery, makeEvent, makeStore, temporaryFolder } from './make';

const problemOf = (opened: ReturnType<typeof openStore>) => {
  if (opened.ok) {
    opened.value.close();
    throw new Error('opened');
  }
  return opened.error;
};

/** Changes a database behind the store's back. */
function alter(folder: string, sql: string): void {
  const db = new DatabaseSync(join(folder, 'tablewatch.db'));
  db.exec(sql);
  db.close();
}

describe('opening', () => {
  it('makes the folder and brings an empty database to the newest format', () => {
    const folder = join(temporaryFolder(), 'a', 'b');
    const store = makeStore(folder);
    expect(store.events.count(emptyQuery)).toBe(0);
    expect(store.events.newestSeq()).toBe(0);
    store.close();
    const db = new DatabaseSync(join(folder, 'tablewatch.db'));
    expect(db.prepare('PRAGMA user_version').get()).toEqual({ user_version: newestFormat });
    expect(db.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    db.close();
  });

  it('keeps everything over a close, and leaves nothing in the log', () => {
    const folder = temporaryFolder();
    const store = makeStore(folder);
    store.events.insert([makeEvent('e1')]);
    store.deliveries.insert([makeDelivery('d1')]);
    store.close();
    store.close();
    // The file alone is the whole database: what a person copies as a backup.
    const log = statSync(join(folder, 'tablewatch.db-wal'), { throwIfNoEntry: false });
    expect(log?.size ?? 0).toBe(0);
    expect(existsSync(join(folder, 'instance.pid'))).toBe(false);
    const again = makeStore(folder);
    expect(idsOf(again, '')).toEqual(['e1']);
    expect(again.deliveries.get('d1')?.state).toBe('pending');
  });

  it('keeps a second instance out, and names the first', () => {
    const folder = temporaryFolder();
    const store = makeStore(folder);
    expect(problemOf(openStore(folder))).toEqual({
      code: 'data-in-use',
      params: { path: folder, pid: String(process.pid) },
    });
    store.close();
    makeStore(folder);
  });

  it('says that a folder below a file cannot be written', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    const folder = join(file, 'data');
    expect(problemOf(openStore(folder))).toEqual({
      code: 'data-unwritable',
      params: { path: folder, reason: 'ENOTDIR' },
    });
  });

  it('gives up at once where the system lets nobody make a folder', (context) => {
    if (process.platform !== 'linux') context.skip('/proc is a Linux file system');
    expect(problemOf(openStore('/proc/tablewatch/data')).code).toBe('data-unwritable');
  });

  it('leaves a database of a newer version as it is', () => {
    const folder = temporaryFolder();
    makeStore(folder).close();
    alter(folder, 'PRAGMA user_version = 99');
    const before = readFileSync(join(folder, 'tablewatch.db'));
    const newer = { code: 'data-newer', params: { path: folder, found: 99, known: newestFormat } };
    expect(problemOf(openStore(folder))).toEqual(newer);
    expect(problemOf(openReader(folder))).toEqual(newer);
    expect(readFileSync(join(folder, 'tablewatch.db')).equals(before)).toBe(true);
    alter(folder, `PRAGMA user_version = ${newestFormat}`);
    makeStore(folder); // the refusal let go of the lock
  });

  it('says that a file is no database', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'tablewatch.db'), 'x'.repeat(8192));
    const damaged = { code: 'data-damaged', params: { path: folder, reason: 'SQLITE_NOTADB' } };
    expect(problemOf(openStore(folder))).toEqual(damaged);
    expect(problemOf(openReader(folder))).toEqual(damaged);
  });

  it('says that a database was damaged on disk', () => {
    const folder = temporaryFolder();
    makeStore(folder).close();
    const file = join(folder, 'tablewatch.db');
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0xaa, 100, 4096));
    const damaged = { code: 'data-damaged', params: { path: folder, reason: 'SQLITE_CORRUPT' } };
    expect(problemOf(openStore(folder))).toEqual(damaged);
    expect(problemOf(openReader(folder))).toEqual(damaged);
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  it('says that a database lost a table', () => {
    const folder = temporaryFolder();
    makeStore(folder).close();
    alter(folder, 'DROP TABLE event_body');
    expect(problemOf(openStore(folder)).code).toBe('data-damaged');
  });

  it('leaves the database of another program alone', () => {
    const folder = temporaryFolder();
    alter(folder, 'CREATE TABLE theirs (x)');
    expect(problemOf(openStore(folder)).code).toBe('data-damaged');
  });

  it('says that a folder holds no data, and makes none', () => {
    const folder = temporaryFolder();
    expect(problemOf(openReader(folder)).code).toBe('data-missing');
    expect(existsSync(join(folder, 'tablewatch.db'))).toBe(false);
    mkdirSync(join(folder, 'tablewatch.db'));
    expect(problemOf(openReader(folder)).code).toBe('data-unwritable');
  });

  it('reads and queues replays beside a running instance', () => {
    const folder = temporaryFolder();
    const store = makeStore(folder);
    store.deliveries.insert([makeDelivery('d1')]);
    store.deliveries.settle('d1', { state: 'undecoded', issue: { code: 'not-utf8' }, events: 0 });
    const reader = openReader(folder);
    if (!reader.ok) throw new Error(reader.error.code);
    expect(reader.value.deliveries.list(all)).toMatchObject([
      { id: 'd1', issue: { code: 'not-utf8' } },
    ]);
    expect(reader.value.deliveries.requeue(['d1'])).toBe(1);
    reader.value.close();
    expect(store.deliveries.pending(9)).toMatchObject([{ id: 'd1', replayed: true }]);
    store.events.insert([makeEvent('e1')]);
    expect(idsOf(store, '')).toEqual(['e1']);
  });

  it('leaves out a damaged row, and fills the page behind it', () => {
    const folder = temporaryFolder();
    const store = makeStore(folder);
    store.events.insert(['e1', 'e2', 'e3', 'e4'].map((id) => makeEvent(id)));
    store.deliveries.insert([makeDelivery('d1')]);
    store.saveViews([{ id: 'v', name: 'V', query: '' }]);
    store.close();
    alter(
      folder,
      `UPDATE event_body SET json = '{"id":' WHERE seq = 3; UPDATE event_body SET json = '[]' WHERE seq = 2;
       UPDATE deliveries SET headers = '{'; UPDATE keep SET json = 'x'`,
    );
    const again = makeStore(folder);
    expect(idsOf(again, '')).toEqual(['e4', 'e1']);
    expect(again.events.page(emptyQuery, null, 2).map(({ id }) => id)).toEqual(['e4', 'e1']);
    expect(again.events.get('e3')).toBeNull();
    expect(again.deliveries.get('d1')?.headers).toEqual({});
    expect(again.views()).toEqual([]);
  });
});

const all = { state: null, connectionId: null, beforeSeq: null, limit: 50 } as const;
