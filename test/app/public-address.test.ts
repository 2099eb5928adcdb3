// The public address in the real app: entered, proved in place, lost and found again, in window, status line and tray.
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desktop, openDesktop } from './desktop';
import { launchApp, type RunningApp, temporaryData } from './launch';
import { watchSeaTable } from './seatable-delivery';
import { until } from './until';

/** The person's own program in front of the receiver; keeps the Host, as the settings ask. */
async function serveProxy(receiver: string, port: number): Promise<Server> {
  const server = createServer((asked, answer) => {
    const { method, headers, url: path } = asked;
    const onward = request(receiver + (path ?? '/'), { method, headers, agent: false }, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    asked.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return server;
}

const stop = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

describe('the public address', () => {
  let desktop: Desktop;
  let app: RunningApp;
  let receiver: string;
  let proxy: Server;
  let port: number;
  const data = temporaryData();
  const trayLabels = async () => {
    const menu = await (await desktop.tray.item()).menu();
    return menu.map(({ label }) => label);
  };

  beforeAll(async () => {
    desktop = await openDesktop({ keyring: false });
    app = await launchApp({ data: data.path });
    receiver = await app.receiver();
    proxy = await serveProxy(receiver, 0);
    // Listening on a port, it has one.
    port = (proxy.address() as AddressInfo).port;
  });
  afterAll(async () => {
    await app?.close();
    await desktop?.close();
    if (proxy) await stop(proxy);
    data.remove();
  });

  test('is not asked for while no connection needs one', async () => {
    const page = await app.page();
    const line = page.getByRole('region', { name: 'Status' });
    await line.getByText('Listening on').waitFor();
    expect(await line.getByText('No public address', { exact: true }).count()).toBe(0);
    expect(await trayLabels()).not.toContainEqual(expect.stringMatching(/address/i));

    await watchSeaTable(page);
    await line.getByText('No public address', { exact: true }).waitFor();
  });

  test('of one’s own is proved in place, and said in the status line and the tray', async () => {
    const page = await app.page();
    await page.getByRole('button', { name: 'No public address', exact: true }).click();
    await page.getByText('Needed by').waitFor();
    const ways = page.getByRole('radiogroup', { name: 'Way to this computer' });
    await until('the settings of the address in sight', async () => {
      const box = await ways.boundingBox();
      return box !== null && box.y < 400;
    });
    await page.getByText('Own address', { exact: true }).click();

    await page.getByLabel('Address', { exact: true }).fill('tables.example.com');
    await page.getByRole('button', { name: 'Use this address' }).click();
    await page.getByText('Enter a whole address').waitFor();

    await page.getByLabel('Address', { exact: true }).fill(`http://127.0.0.1:${port}`);
    await page.getByRole('button', { name: 'Use this address' }).click();
    await page.getByText(/\d ms there and back/).waitFor();
    const line = page.getByRole('region', { name: 'Status' });
    await line.getByText(`On this computer only: 127.0.0.1:${port}`).waitFor();
    await until('the address in the tray', async () =>
      (await trayLabels()).some((label) => label.includes(`127.0.0.1:${port}`)),
    );
    await app.screenshot('public-address');
  });

  test('lost, it says why and when it is tried again; tried now, it is there again', async () => {
    const page = await app.page();
    await stop(proxy);
    await page.getByRole('button', { name: 'Check now' }).click();
    await page.getByText(/^Not reached/).waitFor();
    await page
      .getByText(/does not answer/)
      .first()
      .waitFor();
    await app.screenshot('public-address-lost');

    proxy = await serveProxy(receiver, port);
    const tryNow = page.getByRole('button', { name: 'Try now' });
    const proved = page.getByText(/\d ms there and back/);
    await until('the address to be proved again', async () => {
      if (await proved.isVisible()) return true;
      // It may be trying just then.
      await tryNow.click({ timeout: 500 }).catch(() => {});
      return false;
    });
  });

  test('by ngrok takes a token that is kept and never shown', async () => {
    const page = await app.page();
    const token = 'the-token-of-the-test';
    await app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setContentSize(720, 480),
    );
    await page.getByText('ngrok', { exact: true }).click();
    const connect = page.getByRole('button', { name: 'Connect', exact: true });
    await until('the button in sight, however small the window', async () => {
      const box = await connect.boundingBox();
      return box !== null && box.y > 0 && box.y + box.height < 480 - 26;
    });
    await connect.click();
    await page.getByText('This is needed to connect.').waitFor();

    await page.getByLabel('Authtoken').fill(token);
    await page.getByRole('button', { name: 'Company network' }).click();
    await page.getByLabel('Connect URL').fill('127.0.0.1:1');
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await page.getByText('ngrok cannot be reached.').first().waitFor();
    await page.getByText('Set. It is never shown.').waitFor();
    expect(await page.content()).not.toContain(token);
    const known = await page.evaluate(async () =>
      JSON.stringify([
        await window.bridge.call('status.get', {}),
        await window.bridge.call('settings.get', {}),
      ]),
    );
    expect(known).toContain('ngrok-authtoken');
    expect(known).not.toContain(token);
  });

  test('is given up by choice', async () => {
    const page = await app.page();
    await page.getByText('None', { exact: true }).click();
    await page.getByRole('button', { name: 'Stop using it' }).click();
    await page.getByText('This computer only', { exact: true }).waitFor();
    await until('a tray without it', async () =>
      (await trayLabels()).every((label) => !/address/i.test(label)),
    );
  });
});
