// A SeaTable base from its API token to the first change, without a public address, and a webhook made by hand beside it.
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ConnectionView } from '#shared/connection';
import type { SeatableService } from '#simulators/seatable/service';
import { apiToken } from '#simulators/seatable/set-up';
import { lei, startServer, tableId } from '../integration/seatable-account';
import { launchApp, type RunningApp, temporaryData } from './launch';
import { until } from './until';

describe('a SeaTable base', () => {
  let app: RunningApp;
  let page: Page;
  let service: SeatableService;
  let secret = '';
  const data = temporaryData();

  beforeAll(async () => {
    service = await startServer();
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
  const row = (text: string) => page.getByRole('article').filter({ hasText: text });

  test('is watched whole with a read-only API token: live, without an address to copy or a webhook to miss', async () => {
    await button(/SeaTable/).click();
    await page.getByLabel('Server').fill(service.url);
    await page.locator('input[type=password]').first().fill(apiToken);
    await button('Make one').click();
    secret = await page.locator('input[type=password]').nth(2).inputValue();
    expect(secret).toMatch(/^[0-9a-f]{48}$/);
    await button('Copy the secret').click();
    await app.screenshot('seatable-connect');
    await button('Connect').click();
    await page.getByLabel('All tables, also those to come').check();
    await page.getByText('Changes arrive live, without a public address.').waitFor();
    await app.screenshot('seatable-choose');
    await button('Watch').click();
    await until('the live channel', async () => (await connection())?.live?.kind === 'on');
    await page.getByText('Changes arrive by the live channel.').waitFor();
    expect(await page.getByText('/in/').count()).toBe(0);
    expect(await connection()).toMatchObject({ health: 'ok', subscriptions: [{ problem: null }] });
    await until('the first reading', async () => (await connection())?.state.comparedAt);
    // “Show” alone says nothing to who does not see what stands beside it.
    const hooks = page.getByRole('button', {
      name: 'Show',
      description: 'Webhooks at the service',
    });
    expect(await hooks.count()).toBe(1);
    await app.screenshot('seatable-watched');
  });

  test('tells rows, options, people and linked rows by their names', async () => {
    const { base } = service;
    const deal = base.insert(tableId, { '0000': '深圳', st01: '830278' }, { user: lei });
    const task = base.insert('0001', { '0000': 'Call' }, { user: lei });
    base.modify(tableId, deal, { st01: '381992' }, { user: lei });
    base.link(tableId, 'ln01', deal, task, { app: 'importer' });
    await page.getByText('All', { exact: true }).first().click();
    await row('Won 🎉').getByText('李雷').waitFor();
    const linked = row('importer').filter({ hasText: 'Deals' });
    await linked.getByText('Call').waitFor();
    await row('importer').filter({ hasText: 'Deal' }).last().waitFor();
    await app.screenshot('seatable-feed');
  });

  test('a webhook made by hand waits in view of the person for its first delivery', async () => {
    await page.getByText('Connections', { exact: true }).last().click();
    await button('Watch more').click();
    await button('Add a webhook by hand instead').click();
    await button('Make an address').click();
    const card = page.getByRole('listitem').filter({ hasText: '/in/' });
    await card.getByText('Waiting for the first delivery…').waitFor();
    await app.screenshot('seatable-by-hand');
    const known = await connection();
    const url = known?.subscriptions.find(({ manage }) => !manage)?.callbackUrl ?? '';
    service.hooks.add(url, secret);
    service.base.insert('0001', { '0000': 'Mail' }, { user: lei });
    await card.getByText('It works: the first delivery has arrived').waitFor();
  });
});
