// The main job: a table changes, and a person sees it, as a row, a notification and in the tray.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desktop, openDesktop } from './desktop';
import { launchApp, type RunningApp, temporaryData } from './launch';
import { deliver, rowChange, watchSeaTable } from './seatable-delivery';
import { until } from './until';

describe('a delivery', () => {
  let desktop: Desktop;
  let app: RunningApp;
  let receiver: string;
  let idleIcon: Buffer;
  const data = temporaryData();

  beforeAll(async () => {
    desktop = await openDesktop({ keyring: false });
    app = await launchApp({ data: data.path });
    receiver = await app.receiver();
    idleIcon = await (await desktop.tray.item()).icon();
    await watchSeaTable(await app.page());
  });
  afterAll(async () => {
    await app?.close();
    await desktop?.close();
    data.remove();
  });

  test('appears as a row with the old and the new value', async () => {
    const body = rowChange({ row: 'r1', record: 'Alpha GmbH', before: 'open', after: 'won' });
    expect(await deliver(receiver, body)).toBe(200);
    const page = await app.page();
    await page.getByText('Alpha GmbH').first().waitFor();
    await page.getByText('won').first().waitFor();
    await app.screenshot('delivery');
  });

  test('is announced with its record, its table, and field: old → new', async () => {
    const shown = await until('a notification', () => desktop.notifications.shown[0]);
    expect(shown.summary).toContain('Alpha GmbH');
    expect(shown.summary).toContain('Opportunities');
    expect(shown.body).toContain('Status: open → won');
  });

  test('is counted in the tray, whose icon changes', async () => {
    const item = await desktop.tray.item();
    await until('the count', async () => (await item.tooltip()).includes('1 unread'));
    expect((await item.menu()).map(({ label }) => label)).toContain('1 unread change');
    expect(idleIcon.equals(await item.icon())).toBe(false);
  });

  test('reaches a closed app too, and a click on the notification opens its row', async () => {
    await app.closeWindow();
    const before = desktop.notifications.shown.length;
    const body = rowChange({ row: 'r2', record: 'Beta SA', before: 'x', after: '<b>已完成</b>' });
    expect(await deliver(receiver, body)).toBe(200);
    const shown = await until('a notification', () => desktop.notifications.shown[before]);
    // Markup from a cell arrives as text.
    expect(shown.body).toContain('Status: x → &lt;b&gt;已完成&lt;/b&gt;');

    const opened = app.electron.waitForEvent('window');
    desktop.notifications.click(shown.id);
    const page = await opened;
    // The record's own place: its title is a heading there, in the feed it is not.
    await page.getByRole('heading', { name: 'Beta SA' }).waitFor();
    await app.screenshot('opened-by-notification');
  });

  test('“mark all as read” in the tray clears the count', async () => {
    const item = await desktop.tray.item();
    await item.choose(/Mark all as read/);
    await until('an empty count', async () => (await item.tooltip()).includes('nothing new'));
    expect(idleIcon.equals(await item.icon())).toBe(true);
  });

  test('paused from the tray, changes are kept and nothing is announced', async () => {
    const item = await desktop.tray.item();
    await item.choose(/Pause/);
    await until('the pause', async () => (await item.tooltip()).includes('paused'));
    const before = desktop.notifications.shown.length;
    const body = rowChange({ row: 'r3', record: 'Gamma', before: '1', after: '2' });
    expect(await deliver(receiver, body)).toBe(200);
    await (await app.page()).getByText('Gamma').first().waitFor();
    expect(desktop.notifications.shown.length).toBe(before);
    await item.choose(/Resume/);
    await until('the end of the pause', async () => !(await item.tooltip()).includes('paused'));
  });
});
