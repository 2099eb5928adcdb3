// A Kdocs document from the pasted token to the last hook removed, as a person meets it in the window.
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ConnectionView } from '#shared/connection';
import { createKdocsService, type KdocsService, sampleApp } from '#simulators/kdocs/service';
import { type Desktop, openDesktop } from './desktop';
import { launchApp, type RunningApp, temporaryData } from './launch';
import { until } from './until';

describe('a Kdocs document', () => {
  let desktop: Desktop;
  let app: RunningApp;
  let page: Page;
  let service: KdocsService;
  const data = temporaryData();

  beforeAll(async () => {
    const files = Array.from({ length: 60 }, (_, place) => ({
      id: `file-${place}`,
      name: `预算 ${place}.dbt`,
      kind: 'file' as const,
    }));
    service = await createKdocsService({
      files,
      // The test comes back to whatever port is free.
      oddities: { redirectMatch: 'any-port' },
    });
    desktop = await openDesktop({ keyring: false });
    app = await launchApp({ data: data.path });
    const url = await app.receiver();
    page = await app.page();
    page.setDefaultTimeout(20_000);
    const set = await page.evaluate(
      (own) =>
        window.bridge.call('settings.set', { publicAddress: { kind: 'own' as const, url: own } }),
      url,
    );
    expect(set.ok).toBe(true);
  });
  afterAll(async () => {
    await app?.close();
    await desktop?.close();
    await service?.close();
    data.remove();
  });

  const connection = async (): Promise<ConnectionView | undefined> => {
    const list = await page.evaluate(() => window.bridge.call('connections.list', {}));
    return list.ok ? list.value[0] : undefined;
  };
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });

  test('is not looked for before there is a token, and a sign-in not started without an app', async () => {
    await button(/Kdocs/).click();
    await button('Choose from my documents').click();
    await page.getByText('This is needed to connect.').waitFor();
    await page.getByText('Sign in', { exact: true }).click();
    await button('Sign in').click();
    expect(await page.getByText('This is needed to connect.').count()).toBe(2);
    await page.getByText('http://127.0.0.1:17865/callback').waitFor();
    expect(service.calls.entries).toEqual([]);
  });

  test('is found by name among a person’s files, and names the connection', async () => {
    await page.getByText('Access token', { exact: true }).first().click();
    await button('More settings').click();
    await page.getByLabel('API base').fill(service.url);
    await page
      .getByRole('textbox', { name: 'Access token' })
      .fill(service.issueToken().accessToken);
    await button('Choose from my documents').click();
    await page.getByText('预算 3', { exact: true }).waitFor();
    await page.getByPlaceholder('Search by name').fill('活动');
    await button(/活动报名/).click();
    await app.screenshot('kdocs-connect');
    expect(await page.getByLabel('Name').inputValue()).toBe('活动报名');
    await button('Connect').click();
    await page.getByText('Choose what to watch').waitFor();
  });

  test('says what watching a table costs before any hook is made', async () => {
    await page.getByLabel('报名表', { exact: true }).check();
    await page.getByText('Takes 3 of the 10 webhooks a document can have.').waitFor();
    expect(service.hooks()).toEqual([]);
    await app.screenshot('kdocs-cost');
    await button('Watch 1 table').click();
    await page.getByText('Every webhook stands as it should.').waitFor();
    expect(service.hooks().map(({ type }) => type)).toHaveLength(3);
  });

  test('tells an edit with its old and new value, as a row and a notification', async () => {
    await until('the first reading', async () => (await connection())?.state.comparedAt);
    const document = service.document();
    const [first = ''] = document.sheets.get(1)?.records.keys() ?? [];
    document.updateRecords(1, [{ id: first, fields: { 状态: '已缴费' } }]);

    const shown = await until('a notification', () => desktop.notifications.shown[0]);
    expect(shown.summary).toContain('张伟');
    expect(shown.summary).toContain('报名表');
    expect(shown.body).toContain('状态: 已报名 → 已缴费');
    await page.getByText('All', { exact: true }).first().click();
    const row = page.getByRole('article').filter({ hasText: '张伟' });
    await row.getByText('已报名').waitFor();
    await row.getByText('已缴费').waitFor();
    await app.screenshot('kdocs-row');
  });

  test('gets a hook back that went behind our back', async () => {
    const [gone] = service.removeHooks(({ type }) => type === 'dbt.records.create');
    expect(gone).toBeDefined();
    await page.getByText('Connections', { exact: true }).last().click();
    await button('Check now').click();
    await page.getByText('A webhook was gone. It was made anew.').waitFor();
    await app.screenshot('kdocs-mended');
    expect(service.hooks()).toHaveLength(3);
    expect(service.hooks().filter(({ type }) => type === gone?.type)).toHaveLength(1);
  });

  test('is left without a hook when nobody watches it any more', async () => {
    await button('Change').click();
    await page.getByLabel('报名表', { exact: true }).uncheck();
    await button('Stop watching').click();
    await until('the hooks to go', () => service.hooks().length === 0);
    expect((await connection())?.subscriptions).toEqual([]);
  });

  test('is signed in for through the browser, with the token renewed from then on', async () => {
    await app.electron.evaluate(({ shell }) => {
      const pages: string[] = [];
      Object.assign(globalThis, { pages });
      shell.openExternal = async (url) => {
        pages.push(url);
      };
    });
    await button('Edit').click();
    await page.getByText('Sign in', { exact: true }).click();
    await page.getByLabel('App ID').fill(sampleApp.appId);
    await page.locator('input[type=password]').fill(sampleApp.appKey);
    await button('More settings').click();
    await page.getByLabel('Redirect port').fill(`${await freePort()}`);
    await button('Sign in').click();
    await page.getByText('Agree on the page in your browser.').waitFor();
    const [consent = ''] = await until('the consent page', () =>
      app.electron.evaluate(() => {
        const pages: unknown = Reflect.get(globalThis, 'pages');
        return Array.isArray(pages) && pages.length > 0 ? pages.map(String) : null;
      }),
    );
    expect(await (await fetch(consent)).text()).toContain('You are signed in.');
    await page.getByText('Signed in.').waitFor();
    await app.screenshot('kdocs-signed-in');
    await button('Save').click();
    await until('the refresh token', async () =>
      (await connection())?.secrets.includes('refreshToken'),
    );
  });
});

/** Of this machine, a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}
