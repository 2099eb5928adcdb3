// Tables of another database that a real NocoDB shows: keys of several columns, of text, of large numbers, and none at all.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { BoundSource, BoundTables } from '#core/sources/bound-source';
import type { ChangeDraft, Row, TableRef } from '#core/sources/source';
import { createLabelBook } from '../sources/label-book';
import { bindNocodb, delivery, good, hooksFor, http } from '../sources/nocodb/reading';
import { type Catcher, createCatcher } from './catcher';
import { type NocodbServer, startNocodb } from './nocodb-server';

const listShape = z.object({ list: z.array(z.object({ id: z.string(), title: z.string() })) });

let server: NocodbServer;
let catcher: Catcher;
let folder: string;
let baseId: string;
let ids: ReadonlyMap<string, string>;

beforeAll(async () => {
  [server, catcher] = await Promise.all([startNocodb(), createCatcher()]);
  folder = mkdtempSync(join(tmpdir(), 'tablewatch-keys-'));
  const filename = join(folder, 'other.db');
  const db = new DatabaseSync(filename);
  db.exec(`
    CREATE TABLE pairs (land TEXT, no INTEGER, word TEXT, PRIMARY KEY (land, no));
    CREATE TABLE codes (code TEXT PRIMARY KEY, word TEXT);
    CREATE TABLE large (no BIGINT PRIMARY KEY, word TEXT);
    CREATE TABLE keyless (word TEXT, more TEXT);
    INSERT INTO pairs VALUES ('FR', 1, 'a'), ('DE', 1, 'b'), ('FR', 2, 'c');
    INSERT INTO codes VALUES ('x-1', 'a'), ('x,2', 'b'), ('深 3', 'c'), ('B', 'd'), ('a', 'e');
    INSERT INTO large VALUES (9007199254740993, 'a'), (9007199254740992, 'b'), (5, 'c');
    INSERT INTO keyless VALUES ('p', 'q'), ('p', 'q'), ('r', 's');
  `);
  db.close();
  baseId = await server.api.makeBase('Others');
  await server.api.call('POST', `/api/v2/meta/bases/${baseId}/sources`, {
    type: 'sqlite3',
    alias: 'other',
    config: {
      client: 'sqlite3',
      connection: { client: 'sqlite3', connection: { filename }, useNullAsDefault: true },
    },
    inflection_column: 'none',
    inflection_table: 'none',
  });
  // Its tables come before all of their columns are known.
  const read = async () => {
    const { list: tables } = listShape.parse(
      await server.api.call('GET', `/api/v2/meta/bases/${baseId}/tables`),
    );
    const all = tables.map(async (table) => ({
      ...table,
      columns: await server.api.columns({ ...table, baseId }),
    }));
    return Promise.all(all);
  };
  const found = await vi.waitFor(
    async () => {
      const tables = await read();
      expect(tables.flatMap(({ columns }) => columns)).toHaveLength(9);
      return tables;
    },
    { timeout: 30_000, interval: 300 },
  );
  ids = new Map(found.map(({ id, title }) => [title, id]));
});
afterAll(async () => {
  await catcher?.close();
  await server?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

function connect(title: string): {
  readonly bound: BoundSource;
  readonly tables: BoundTables;
  readonly ref: TableRef;
} {
  const ref = { baseId, tableId: ids.get(title) ?? '' };
  const bound = bindNocodb({
    config: { server: server.url },
    target: ref,
    secrets: { token: server.token, headerSecret: 's' },
  });
  if (!bound.tables) throw new Error('no tables');
  return { bound, tables: bound.tables, ref };
}

const idsOf = (rows: readonly Row[]) => rows.map(({ id }) => id);

/** What a delivery of its own hook says once something was done to the table. */
async function heard(title: string, work: () => Promise<unknown>): Promise<readonly ChangeDraft[]> {
  const { bound, tables, ref } = connect(title);
  const [schema] = good(await tables.schema(http, baseId, [ref.tableId])).filter(
    ({ id }) => id === ref.tableId,
  );
  const hooks = hooksFor(bound, { ...ref });
  const { hookId } = good(await hooks.create(`${catcher.url}/in/${title}`, 's'));
  catcher.waiting.splice(0);
  await work();
  const { body, headers } = await catcher.next();
  await hooks.remove(hookId);
  return good(bound.read(delivery(body, headers), createLabelBook([...(schema?.facts ?? [])])));
}

const records = (title: string) => `/api/v2/tables/${ids.get(title)}/records`;

test('rows with a key of several columns are read each by its own', async () => {
  const { tables, ref } = connect('pairs');
  const page = good(await tables.page(http, ref, null));
  expect(idsOf(page.rows)).toEqual(['DE___1', 'FR___1', 'FR___2']);
  expect(page.next).toBeNull();
  const some = good(await tables.some(http, ref, ['FR___2', 'DE___1', 'IT___9']));
  expect(idsOf(some).toSorted()).toEqual(['DE___1', 'FR___2']);
  // Its hook does not say which row it is: that is read.
  const told = await heard('pairs', () =>
    server.api.call('POST', records('pairs'), { land: 'IT', no: 4, word: 'n' }),
  );
  expect(told).toMatchObject([{ action: 'created', record: null, count: 1, certainty: 'hint' }]);
});

test('rows with a key of text are read and told by it', async () => {
  const { tables, ref } = connect('codes');
  const page = good(await tables.page(http, ref, null));
  expect(idsOf(page.rows).toSorted()).toEqual(['B', 'a', 'x,2', 'x-1', '深 3']);
  for (const named of [['x,2'], ['深 3', 'x,2', 'gone'], ['b', 'A']]) {
    const some = good(await tables.some(http, ref, named));
    expect(idsOf(some).toSorted()).toEqual(
      named.filter((id) => idsOf(page.rows).includes(id)).toSorted(),
    );
  }
  const told = await heard('codes', () =>
    server.api.call('POST', records('codes'), [{ code: 'new', word: 'n' }]),
  );
  expect(told).toMatchObject([{ action: 'created', record: { id: 'new', title: 'n' } }]);
  // As a comparison tells a new row: before, there was nothing.
  expect(told[0]?.changes.map(({ beforeText, afterText }) => [beforeText, afterText])).toEqual([
    ['', 'n'],
  ]);
});

test.each(['large', 'keyless'])(
  'rows that cannot be told apart are not compared (%s)',
  async (title) => {
    const { tables, ref } = connect(title);
    const problem = { ok: false, error: { code: 'rows-without-key', params: { table: title } } };
    expect(await tables.page(http, ref, null)).toMatchObject(problem);
    expect(await tables.some(http, ref, ['9007199254740993'])).toMatchObject(problem);
  },
);

test('of a table without a key, a hook tells no row, since it tells any', async () => {
  const told = await heard('keyless', () =>
    server.api.call('POST', records('keyless'), { word: 'new', more: 'n' }),
  );
  expect(told).toMatchObject([{ action: 'created', record: null, count: 1, changes: [] }]);
});
