// The main job on a real server: a row changes in NocoDB, and a person sees it in the window, as a notification and in the tray.
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desktop, openDesktop } from '../app/desktop';
import { launchApp, type RunningApp, temporaryData } from '../app/launch';
import { until } from '../app/until';
import type { NocodbTable } from './nocodb-api';
import { type NocodbServer, startNocodb } from './nocodb-server';

const data = temporaryData();
let server: NocodbServer;
let desktop: Desktop;
let app: RunningApp;
let page: Page;
let table: NocodbTable;

beforeAll(async () => {
  server = await startNocodb();
  const base = await server.api.makeBase('销售');
  table = await server.api.makeTable(base, '商机');
  desktop = await openDesktop({ keyring: true });
  app = await launchApp({ data: data.path, keyring: true });
  page = await app.page();
  await app.receiver();
});
afterAll(async () => {
  await app?.close();
  await desktop?.close();
  await server?.stop();
  data.remove();
});

/** The newest notification whose title has `text`, waited for. */
const announced = (text: string, from: number) =>
  until(`a notification of ${text}`, () =>
    desktop.notifications.shown.slice(from).find((shown) => shown.summary.includes(text)),
  );

const feed = () => page.getByRole('main');

describe('a person connects and watches', () => {
  test('with server and token, then picks base and table', async () => {
    const main = page.getByRole('main');
    await main.getByRole('button', { name: /NocoDB/ }).click();
    await main.getByRole('textbox', { name: 'Server' }).fill(server.url);
    await main.getByRole('textbox', { name: /API token/ }).fill(server.token);
    await main.getByRole('button', { name: 'Connect', exact: true }).click();
    await main.getByRole('combobox', { name: 'base' }).click();
    await page.getByRole('option', { name: '销售' }).click();
    await main.getByRole('checkbox', { name: '商机' }).check();
    await app.screenshot('nocodb-tables');
    await main.getByRole('button', { name: 'Watch 1 table' }).click();
    const hooks = await until('a hook at the server', async () => {
      const list = await server.api.call('GET', `/api/v2/meta/tables/${table.id}/hooks`);
      const text = JSON.stringify(list);
      return text.includes('Tablewatch') ? text : null;
    });
    expect(hooks).toContain('x-tablewatch-secret');
  });
});

describe('a row of the real server', () => {
  let id: number;

  test('created: row, notification, tray', async () => {
    await page.getByRole('button', { name: /^All/ }).click();
    const from = desktop.notifications.shown.length;
    [id = 0] = await server.api.insert(table, { 客户名称: '深圳咖啡', 状态: '待处理', 金额: 1200 });
    await feed().getByText('深圳咖啡').first().waitFor();
    const shown = await announced('深圳咖啡', from);
    expect(shown.summary).toBe('深圳咖啡 — 商机');
    expect(shown.body).toContain('状态: 待处理');
    const item = await desktop.tray.item();
    await until('the count', async () => (await item.tooltip()).includes('1 unread change'));
  });

  test('edited: the old and the new value of each changed field', async () => {
    const from = desktop.notifications.shown.length;
    await server.api.update(table, { Id: id, 状态: '已完成', 金额: 1450 });
    await feed().getByText('已完成').first().waitFor();
    await feed().getByText('1450').or(feed().getByText('1,450')).first().waitFor();
    const shown = await announced('深圳咖啡', from);
    expect(shown.body).toContain('状态: 待处理 → 已完成');
    expect(shown.body).toMatch(/金额: 1,?200 → 1,?450/);
    const item = await desktop.tray.item();
    await until('the count', async () => (await item.tooltip()).includes('2 unread changes'));
    await app.screenshot('nocodb-feed');
  });

  test('deleted: what it held is still shown, and a click on the notification opens it', async () => {
    const from = desktop.notifications.shown.length;
    await server.api.remove(table, id);
    const shown = await announced('深圳咖啡', from);
    expect(shown.body).toContain('deleted');
    desktop.notifications.click(shown.id);
    await page.getByRole('heading', { name: '深圳咖啡' }).waitFor();
    await app.screenshot('nocodb-deleted');
    const item = await desktop.tray.item();
    await until('the count', async () => /[23] unread changes/.test(await item.tooltip()));
  });

  test('a forged delivery without the secret is refused and makes no row', async () => {
    const views = await page.evaluate(() => window.bridge.call('connections.list', {}));
    if (!views.ok) throw new Error('no connections');
    const url = views.value[0]?.subscriptions[0]?.callbackUrl ?? '';
    const answer = await fetch(url, {
      method: 'POST',
      body: JSON.stringify({
        type: 'records.after.delete',
        id: 'x',
        data: { table_id: table.id, rows: [{ Id: 1 }] },
      }),
    });
    expect(answer.status).toBe(401);
  });
});

test('removing the connection removes its hook at the server', async () => {
  const views = await page.evaluate(() => window.bridge.call('connections.list', {}));
  if (!views.ok) throw new Error('no connections');
  const id = views.value[0]?.id ?? '';
  const removed = await page.evaluate(
    (one) => window.bridge.call('connections.remove', { id: one }),
    id,
  );
  expect(removed).toEqual({ ok: true, value: { hooksLeft: [] } });
  const list = await server.api.call('GET', `/api/v2/meta/tables/${table.id}/hooks`);
  expect(JSON.stringify(list)).not.toContain('Tablewatch');
});
