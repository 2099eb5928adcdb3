// A channel brings the whole base; a person hears of the tables they ticked, and finds the rest in the inspector.
import { afterEach, expect, test } from 'vitest';
import { createHttp } from '#core/core';
import { sources } from '#core/sources/index';
import { sampleTable } from '#simulators/feishu/sample-base';
import { apiToken } from '#simulators/seatable/set-up';
import { type Desk, expectOk, openDesk } from './desk';
import { openFeishuDesk, wait } from './feishu-desk';
import { startServer, tableId, uuid } from './seatable-account';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const unwatched = async (desk: Desk, connectionId: string) =>
  expectOk(
    await desk.core.api['deliveries.list']({
      connectionId,
      state: 'decoded',
      beforeSeq: null,
      limit: 50,
    }),
  ).filter(({ issue }) => issue?.code === 'not-watched');

test('of a Feishu base, changes of the ticked table alone are told', async () => {
  const at = await openFeishuDesk();
  closing.push(at.close);
  const base = at.service.base();
  const ticked = base.table().id;
  base.addRecords([{ 任务: 'task' }]);
  base.addTable(sampleTable({ id: 'tblSecond01', name: '客户' }));
  base.addRecords([{ 任务: 'customer' }]);
  await expect.poll(async () => (await unwatched(at.desk, at.id)).length, wait).toBe(1);
  await expect.poll(() => at.desk.events.length, wait).toBe(1);
  expect(at.desk.events[0]).toMatchObject({ table: { id: ticked } });
}, 40_000);

test('of a SeaTable base, the ticked tables; of a whole base, all', async () => {
  const server = await startServer();
  closing.push(server.close);
  const desk = await openDesk({ http: createHttp(fetch), sources, vault: new Map() });
  closing.push(() => desk.close());
  const { api } = desk.core;
  const saved = await api['connections.save']({
    source: 'seatable',
    name: 'CRM',
    config: { server: server.url },
    secrets: { apiToken },
  });
  const { id } = expectOk(saved);
  const watch = async (target: Readonly<Record<string, unknown>>) => {
    const draft = { manage: true, target };
    return expectOk(await api['subscriptions.add']({ connectionId: id, draft }));
  };
  await watch({ baseId: uuid, tableId });
  await expect.poll(() => server.listeners(), wait).toBe(1);
  server.base.insert('0001', { '0000': 'unwatched' });
  server.base.insert(tableId, { '0000': 'watched' });
  await desk.sawEvents(1);
  await expect.poll(async () => (await unwatched(desk, id)).length, wait).toBe(1);
  expect(desk.events.map(({ record }) => record?.title)).toEqual(['watched']);

  await watch({ baseId: uuid });
  await expect.poll(() => server.listeners(), wait).toBe(1);
  server.base.insert('0001', { '0000': 'now watched' });
  const titles = () => desk.events.map(({ record }) => record?.title);
  await expect.poll(titles, wait).toContain('now watched');
}, 40_000);

test('the long connection opens before anything is watched, and tells nothing then', async () => {
  const at = await openFeishuDesk();
  closing.push(at.close);
  const [only] = (await at.view()).subscriptions;
  if (!only) throw new Error('no subscription');
  expectOk(await at.desk.core.api['subscriptions.remove']({ id: only.id }));
  await expect.poll(() => at.service.connections.count(), wait).toBe(1);
  await expect.poll(async () => (await at.view()).live?.kind, wait).toBe('on');
  expect((await at.view()).health).toBe('waiting');
  // Another program of the same app has the base subscribed.
  at.service.subscribed.add(at.service.base().token);
  at.service.base().addRecords([{ 任务: 'task' }]);
  await expect.poll(async () => (await unwatched(at.desk, at.id)).length, wait).toBe(1);
  expect(at.desk.events).toEqual([]);
}, 40_000);
