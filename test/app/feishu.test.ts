// A Feishu base from the pasted address of a wiki's page to the first change, without a public address, as a person meets it.
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ConnectionView } from '#shared/connection';
import { createFeishuService, type FeishuService, sampleApp } from '#simulators/feishu/service';
import { launchApp, type RunningApp, temporaryData } from './launch';
import { until } from './until';

describe('a Feishu base', () => {
  let app: RunningApp;
  let page: Page;
  let service: FeishuService;
  let record = '';
  const data = temporaryData();

  beforeAll(async () => {
    service = await createFeishuService();
    [record = ''] = service.base().addRecords([{ 任务: '首页改版', 进度: '未开始' }]);
    app = await launchApp({ data: data.path });
    page = await app.page();
    page.setDefaultTimeout(20_000);
  });
  afterAll(async () => {
    await app?.close();
    await service?.close();
    data.remove();
  });

  const connection = async (): Promise<ConnectionView | undefined> => {
    const list = await page.evaluate(() => window.bridge.call('connections.list', {}));
    return list.ok ? list.value[0] : undefined;
  };
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });

  test('says what to do in the console, with everything to paste at hand', async () => {
    await button(/Feishu/).click();
    await page.getByText('docs:event:subscribe', { exact: true }).waitFor();
    await page.getByText('drive.file.bitable_field_changed_v1', { exact: true }).waitFor();
    // Of the two ways only the chosen one is told, and only its secrets are asked for.
    expect(await page.getByText('choose to send events to a request URL').count()).toBe(0);
    expect(await page.getByLabel('Encrypt Key').count()).toBe(0);
  });

  test('says of each field that is missing, secrets too, that it is needed, to screen readers as well', async () => {
    await button('Connect').click();
    await page.getByText('This is needed to connect.').nth(1).waitFor();
    for (const name of ['App ID', 'App Secret']) {
      const field = page.getByRole('textbox', { name });
      expect(await field.getAttribute('aria-invalid')).toBe('true');
    }
    expect(await page.getByRole('button', { name: 'Show what is entered' }).count()).toBe(1);
  });

  test('is connected by the address of a wiki’s page, without a public address', async () => {
    await page.getByLabel('App ID').fill(sampleApp.appId);
    await page.locator('input[type=password]').first().fill(sampleApp.appSecret);
    await page.getByLabel('Base').first().fill(`https://acme.feishu.cn/wiki/${service.wikiToken}`);
    await button('More settings').click();
    await page.getByLabel('API base').fill(service.url);
    await app.screenshot('feishu-connect');
    await button('Connect').click();
    await page.getByLabel('All tables, also those to come').check();
    await page.getByText('Nothing is watched yet').first().waitFor();
    await app.screenshot('feishu-choose');
    await button('Watch').click();
    await until('the long connection', async () => (await connection())?.live?.kind === 'on');
    await until('the first reading', async () => (await connection())?.state.comparedAt);
    expect(service.subscribed).toContain(service.base().token);
    await page.getByText('The app is subscribed as it should be.').waitFor();
    await app.screenshot('feishu-watched');
  });

  test('tells an edit with who made it and a link to the record', async () => {
    service.base().as('韩梅梅');
    service.base().edit(record, { 进度: '已完成' });
    await page.getByText('All', { exact: true }).first().click();
    const row = page.getByRole('article').filter({ hasText: '韩梅梅' });
    await row.getByText('未开始').waitFor();
    await row.getByText('已完成').waitFor();
    const found = await page.evaluate(() =>
      window.bridge.call('feed.page', { query: '', after: null, limit: 1 }),
    );
    if (!found.ok) throw new Error(found.error.code);
    expect(JSON.stringify(found.value)).toContain('https://acme.feishu.cn/base/');
  });

  test('is subscribed again when that was lost, and says so in its own words', async () => {
    service.subscribed.clear();
    await page.getByText('Connections', { exact: true }).last().click();
    await button('Check now').click();
    await page.getByText('The subscription to the base was lost. It was made anew.').waitFor();
    expect(service.subscribed).toContain(service.base().token);
  });
});
