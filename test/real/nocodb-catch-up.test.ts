// What happened at a real NocoDB while the app was not running: told once, with its values, as if it had been.
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { type Catcher, createCatcher } from './catcher';
import type { NocodbTable } from './nocodb-api';
import { type NocodbServer, startNocodb } from './nocodb-server';
import { file, fullRow, makeTypedTables } from './nocodb-types';
import { gistOf, gistsOf, hooksOf, type Watched, watch } from './watched-table';

let server: NocodbServer;
let catcher: Catcher;
const open: Watched[] = [];

beforeAll(async () => {
  [server, catcher] = await Promise.all([startNocodb(), createCatcher()]);
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
afterAll(async () => {
  await catcher?.close();
  await server?.stop();
});

async function watching(table: NocodbTable): Promise<Watched> {
  const watched = await watch(server, table);
  open.push(watched);
  return watched;
}

const newTable = async () => server.api.makeTable(await server.api.makeBase('销售'), '商机');
const names = (count: number, prefix: string) =>
  Array.from({ length: count }, (_, at) => ({
    客户名称: `${prefix}${at}`,
    状态: '待处理',
    金额: at,
  }));

describe('stopped, and started again', () => {
  test('tells 200 changes, each once, with what stood there before', async () => {
    const table = await newTable();
    const ids = [
      ...(await server.api.insert(table, ...names(100, 'a'))),
      ...(await server.api.insert(table, ...names(100, 'b'))),
    ];
    const inserted = Date.now();
    const watched = await watching(table);
    await server.api.update(table, { Id: ids[0], 金额: 1000 });
    await watched.told(1);
    await watched.stop();

    await server.api.update(table, ...ids.slice(0, 100).map((Id, at) => ({ Id, 金额: 2000 + at })));
    await server.api.remove(table, ...ids.slice(150));
    // SQLite gives their keys again; a row that has one is told apart by the second in which it was made.
    await vi.waitUntil(() => Date.now() > inserted + 1500);
    const made = await server.api.insert(table, ...names(50, 'c'));

    await watched.start();
    const rows = (await watched.told(201)).filter(({ origin }) => origin === 'catch-up');
    await watched.compared(Date.now() - 60_000);
    const of = (action: string) => rows.filter((row) => row.action === action);
    const keys = (found: typeof rows) =>
      found.map(({ record }) => Number(record?.id)).sort((a, b) => a - b);
    expect(keys(of('updated'))).toEqual(ids.slice(0, 100));
    expect(keys(of('deleted'))).toEqual(ids.slice(150));
    expect(keys(of('created'))).toEqual(made);
    const first = of('updated').find(({ record }) => record?.id === String(ids[0]));
    expect(first && gistOf(first).changes).toMatchObject([
      { field: '金额', beforeText: '1000', afterText: '2000' },
    ]);
    for (const { occurredAt } of [...of('updated'), ...of('created')]) {
      expect(Math.abs((occurredAt ?? 0) - Date.now())).toBeLessThan(60_000);
    }
    const last = of('deleted').find(({ record }) => record?.id === String(ids[199]));
    expect(last).toMatchObject({ record: { title: 'b99' }, occurredAt: null });
    expect(last?.changes.map(({ beforeText }) => beforeText)).toEqual(['b99', '待处理', '99']);

    // Nothing of it is told again: by another start, nor by the hook that stands.
    await watched.stop();
    await watched.start();
    await watched.compared(Date.now());
    await server.api.update(table, { Id: ids[1], 金额: 77_777 });
    const all = await watched.told(202);
    const newest = all.filter(({ changes }) =>
      changes.some(({ afterText }) => afterText === '77777'),
    );
    expect(newest).toMatchObject([{ origin: 'push', certainty: 'stated' }]);
  });

  test('reads of a large table only what changed, and its keys where rows are gone', async () => {
    const table = await newTable();
    const ids: number[] = [];
    while (ids.length < 5200) ids.push(...(await server.api.insert(table, ...names(100, 'n'))));
    const inserted = Date.now();
    // What was made a few seconds before the newest change counts as changed with it, since times may be late.
    await vi.waitUntil(() => Date.now() > inserted + 7000, { timeout: 10_000 });
    await server.api.update(table, { Id: ids[0], 金额: 1 });
    const watched = await watching(table);
    expect(watched.pagesRead()).toBe(6);
    await watched.stop();
    await server.api.update(table, { Id: ids[7], 金额: 70 }, { Id: ids[5000], 金额: 80 });
    await watched.start();
    await watched.told(2);
    expect(watched.pagesRead()).toBe(1);
    await watched.stop();
    await server.api.remove(table, ...ids.slice(100, 120));
    await watched.start();
    const found = (await watched.told(22)).filter(({ action }) => action === 'deleted');
    expect(found.map(({ record }) => Number(record?.id)).sort((a, b) => a - b)).toEqual(
      ids.slice(100, 120),
    );
  });

  test('tells the same as its hooks would have, in the same words', async () => {
    const byHook = await story(
      async () => {},
      async () => {},
    );
    const byReading = await story(
      (watched) => watched.stop(),
      (watched) => watched.start(),
    );
    expect(byReading).toEqual(byHook);
    expect(byHook).toHaveLength(4);
    expect(JSON.stringify(byHook)).toContain('#c2f5e8');
  });

  test('fills what it found with a delivery that comes late, and adds no row', async () => {
    const table = await newTable();
    // The last one keeps its key from being given again.
    const [kept = 0, gone = 0] = await server.api.insert(table, ...names(3, 'a'));
    const watched = await watching(table);
    const ours = await ourHook(table);
    await watched.stop();
    await moveHook(ours.id, `${catcher.url}/late`, ours.secret);
    await server.api.update(table, { Id: kept, 状态: '已完成' });
    const late = [await catcher.next()];
    await server.api.remove(table, gone);
    late.push(await catcher.next());
    await server.api.insert(table, { 客户名称: 'new' });
    late.push(await catcher.next());

    await watched.start();
    const found = await watched.told(3);
    expect(found.map(({ certainty }) => certainty)).toEqual(['derived', 'derived', 'derived']);
    for (const { body, headers } of late) {
      const { host: _, connection: __, 'content-length': ___, ...own } = headers;
      const answer = await fetch(await addressOf(watched), {
        method: 'POST',
        headers: own,
        body: Buffer.from(body),
      });
      expect(answer.status).toBe(200);
    }
    await expect
      .poll(async () => (await watched.rows()).map(({ certainty }) => certainty), {
        timeout: 10_000,
      })
      .toEqual(['stated', 'stated', 'stated']);
    expect(gistsOf(await watched.rows())).toEqual(gistsOf(found));
  });
});

/** One change of each row, so that what was found by comparing is what was told step by step. */
async function story(
  before: (watched: Watched) => Promise<void>,
  after: (watched: Watched) => Promise<void>,
) {
  const { deals } = await makeTypedTables(server.api, await server.api.makeBase('客户管理'));
  const person = await server.api.me();
  const row = fullRow(person);
  const [edited = 0, emptied = 0, removed = 0] = await server.api.insert(
    deals,
    row,
    { ...row, 客户名称: '乙' },
    { ...row, 客户名称: '丙', 评分: 0, 已签约: false },
    { 客户名称: '戊' },
  );
  const watched = await watching(deals);
  await before(watched);
  await server.api.update(deals, {
    Id: edited,
    状态: '已完成',
    标签: '重要',
    金额: 1450,
    数量: 4,
    已签约: false,
    工时: '02:00',
    附件: [file('报价.pdf', 'application/pdf'), file('图.png', 'image/png')],
    JSON: { a: [2] },
  });
  const empty = Object.fromEntries(Object.keys(row).map((title) => [title, null]));
  await server.api.update(deals, { ...empty, Id: emptied, 客户名称: '乙' });
  await server.api.remove(deals, removed);
  await server.api.insert(deals, { ...row, 客户名称: '丁' });
  await after(watched);
  const rows = await watched.told(4);
  // Ids of tables and bases differ from story to story.
  return gistsOf(rows).map(({ table, link, ...gist }) => ({
    ...gist,
    table: table?.name,
    link: link?.replaceAll(deals.id, 'm').replaceAll(deals.baseId, 'p'),
  }));
}

const hookList = z.object({
  list: z.array(
    z.object({
      id: z.string(),
      notification: z.preprocess(
        (value) => (typeof value === 'string' ? JSON.parse(value) : value),
        z.object({
          payload: z.object({
            path: z.string(),
            headers: z.array(z.object({ value: z.string() })),
          }),
        }),
      ),
    }),
  ),
});

async function ourHook(table: NocodbTable) {
  const [hook] = hookList.parse(await hooksOf(server, table)).list;
  if (!hook) throw new Error('no hook');
  const { path, headers } = hook.notification.payload;
  return { id: hook.id, path, secret: headers[0]?.value ?? '' };
}

/** Lets our hook post elsewhere, so that what it sends can be kept back. */
async function moveHook(id: string, path: string, secret: string) {
  await server.api.call('PATCH', `/api/v2/meta/hooks/${id}`, {
    title: 'Tablewatch',
    event: 'after',
    operation: ['insert', 'update', 'delete'],
    version: 'v3',
    active: true,
    notification: {
      type: 'URL',
      payload: {
        method: 'POST',
        path,
        body: '{{ json event }}',
        headers: [{ enabled: true, name: 'x-tablewatch-secret', value: secret }],
        parameters: [],
      },
    },
  });
}

async function addressOf(watched: Watched): Promise<string> {
  const { subscriptions } = await watched.view();
  return subscriptions[0]?.callbackUrl ?? '';
}
