// The window: opens at the first run, goes away as a whole, and comes back.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sources } from '#core/sources/index';
import { sourceTable } from '#shared/source-table';
import { createText } from '#shared/text/text';
import { type Desktop, openDesktop } from './desktop';
import { launchApp, type RunningApp, startApp, temporaryData } from './launch';
import { until } from './until';

describe('the window', () => {
  let desktop: Desktop;
  let app: RunningApp;
  const data = temporaryData();

  beforeAll(async () => {
    desktop = await openDesktop({ keyring: false });
    app = await launchApp({ data: data.path });
  });
  afterAll(async () => {
    await app?.close();
    await desktop?.close();
    data.remove();
  });

  test('opens at the first run and offers the demo', async () => {
    const page = await app.page();
    await page.getByText(/demo/i).first().waitFor();
    await app.screenshot('first-run');
    const [width, height] = await page.evaluate(() => [innerWidth, innerHeight]);
    expect([width, height]).toEqual([1100, 720]);
  });

  test('compares the services before one is chosen, as the docs do', async () => {
    const page = await app.page();
    await page.getByRole('button', { name: 'Compare in detail' }).click();
    const table = page.getByRole('table', { name: 'What each service can do' });
    const infos = sources.map(({ info }) => info);
    const { columns, rows } = sourceTable(infos, createText('en'), 'en');
    const names = await table.getByRole('columnheader').allTextContents();
    expect(names).toEqual(columns.map(({ name }) => name));
    for (const { label, cells } of rows) {
      const head = page.getByRole('rowheader', { name: label, exact: true });
      const shown = await table.getByRole('row').filter({ has: head }).getByRole('cell').all();
      expect(await Promise.all(shown.map((cell) => cell.textContent()))).toEqual(
        cells.map(({ text, note }) => text + (note ?? '')),
      );
    }
  });

  test('closed, its renderer is gone and the receiver lives on', async () => {
    const receiver = await app.receiver();
    await app.closeWindow();
    expect(await app.renderers()).toBe(0);
    expect((await fetch(`${receiver}/`)).status).toBe(404);
  });

  test('a click on the tray brings it back', async () => {
    const opened = app.electron.waitForEvent('window');
    const item = await desktop.tray.item();
    await item.click();
    await (await opened).getByText(/demo/i).first().waitFor();
  });

  test('a second instance ends at once and shows the window of the first', async () => {
    await app.closeWindow();
    const opened = app.electron.waitForEvent('window');
    const second = startApp({ data: data.path });
    expect(await second.exit()).toBe(0);
    expect(second.stdout()).toContain('already running');
    await opened;
    expect(await app.renderers()).toBe(1);
  });

  test('with “close to tray” off, a page that crashes comes back, and only waits when it crashes again', async () => {
    const receiver = await app.receiver();
    const first = await app.page();
    await first.evaluate(() => window.bridge.call('settings.set', { closeToTray: false }));

    const back = app.electron.waitForEvent('window');
    await app.crashPage();
    await (await back).getByText(/demo/i).first().waitFor();

    await app.crashPage();
    await until('the window to go', async () => (await app.renderers()) === 0);
    expect((await fetch(`${receiver}/`)).status).toBe(404);
    expect(await app.renderers()).toBe(0);

    const asked = app.electron.waitForEvent('window');
    await (await desktop.tray.item()).click();
    await (await asked).getByText(/demo/i).first().waitFor();
  });

  test('with “close to tray” off, closing the window ends the app', async () => {
    const page = await app.page();
    await page.evaluate(() => window.bridge.call('settings.set', { closeToTray: false }));
    const ended = new Promise<number | null>((resolve) =>
      app.electron.process().once('exit', resolve),
    );
    await app.closeWindow();
    expect(await ended).toBe(0);
  });
});
