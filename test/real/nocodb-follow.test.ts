// What a person changes at a real NocoDB beside the rows: names, the primary value, and our hook itself.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { NocodbTable } from './nocodb-api';
import { type NocodbServer, startNocodb } from './nocodb-server';
import { gistOf, hooksOf, type Watched, watch } from './watched-table';

let server: NocodbServer;
let table: NocodbTable;
let watched: Watched;
let row: number;

beforeAll(async () => {
  server = await startNocodb();
});
afterEach(() => watched?.close());
afterAll(() => server?.stop());

async function begin(): Promise<void> {
  table = await server.api.makeTable(await server.api.makeBase('销售'), '商机');
  [row = 0] = await server.api.insert(table, { 客户名称: '深圳', 状态: '待处理', 金额: 1 });
  watched = await watch(server, table);
}

const columnId = async (title: string) =>
  (await server.api.columns(table)).find((one) => one.title === title)?.id ?? '';

test('a column and the table get other names: the next change has them, and is of the same field', async () => {
  await begin();
  await server.api.update(table, { Id: row, 金额: 2 });
  const [first] = await watched.told(1);
  await server.api.changeColumn(await columnId('金额'), { title: 'Amount', uidt: 'Number' });
  await server.api.changeColumn(await columnId('客户名称'), {
    title: 'Customer',
    uidt: 'SingleLineText',
  });
  await server.api.renameTable(table, 'Prospects');
  await server.api.update(table, { Id: row, Amount: 3 });
  const [second] = await watched.told(2);
  expect(first?.changes[0]?.field).toMatchObject({ id: await columnId('Amount'), name: '金额' });
  expect(second).toMatchObject({
    table: { name: 'Prospects' },
    record: { title: '深圳' },
    changes: [
      {
        field: { id: await columnId('Amount'), name: 'Amount', type: 'number' },
        beforeText: '2',
        afterText: '3',
      },
    ],
  });
  const renamed = (await watched.structure()).flatMap(({ changes }) => changes);
  expect(renamed.map(({ beforeText, afterText }) => `${beforeText} → ${afterText}`).sort()).toEqual(
    ['商机 → Prospects', '客户名称 → Customer', '金额 → Amount'].sort(),
  );
});

test('another column becomes the primary value: once names are read, it is the title', async () => {
  await begin();
  await server.api.call('POST', `/api/v2/meta/columns/${await columnId('状态')}/primary`, {});
  await watched.catchUp();
  await server.api.update(table, { Id: row, 金额: 5 });
  const [told] = await watched.told(1);
  expect(told?.record?.title).toBe('待处理');
});

test('a column is taken away: no cell counts as emptied', async () => {
  await begin();
  await server.api.call('DELETE', `/api/v2/meta/columns/${await columnId('状态')}`);
  await watched.catchUp();
  await server.api.update(table, { Id: row, 金额: 6 });
  const [told, ...more] = await watched.told(1);
  expect(more).toEqual([]);
  expect(told && gistOf(told).changes).toMatchObject([{ field: '金额', afterText: '6' }]);
  expect(await watched.structure()).toMatchObject([{ subject: 'field', action: 'deleted' }]);
});

test('our hook is deleted there by hand: it is noticed, made anew, and what it missed is told', async () => {
  await begin();
  const list = z.object({ list: z.array(z.object({ id: z.string() })) });
  const [hook] = list.parse(await hooksOf(server, table)).list;
  await server.api.call('DELETE', `/api/v2/meta/hooks/${hook?.id}`);
  await server.api.update(table, { Id: row, 金额: 7 });
  const view = await watched.check();
  expect(view.findings).toMatchObject([{ kind: 'missing', state: 'mended' }]);
  const [again] = list.parse(await hooksOf(server, table)).list;
  expect(again?.id).not.toBe(hook?.id);
  const [missed] = await watched.told(1);
  expect(missed).toMatchObject({ origin: 'catch-up', changes: [{ afterText: '7' }] });
  await server.api.update(table, { Id: row, 金额: 8 });
  const [heard] = await watched.told(2);
  expect(heard).toMatchObject({ origin: 'push', changes: [{ beforeText: '7', afterText: '8' }] });
});

test('the connection says which version the server runs', async () => {
  await begin();
  await expect.poll(async () => (await watched.view()).state.serverVersion).toBe('0.301.3');
});
