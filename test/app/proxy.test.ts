// Where the system names a proxy, the app's calls and its live channels go by it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiToken } from '#simulators/seatable/set-up';
import { type HttpProxy, startProxy } from '../integration/http-proxy';
import { startServer, tableId } from '../integration/seatable-account';
import { type Desktop, openDesktop } from './desktop';
import { launchApp, temporaryData } from './launch';
import { until } from './until';

let desktop: Desktop;
let company: HttpProxy;
const data = temporaryData();
beforeAll(async () => {
  desktop = await openDesktop({ keyring: false });
  company = await startProxy();
});
afterAll(async () => {
  await company?.close();
  await desktop?.close();
  data.remove();
});

test('a SeaTable server that only the proxy knows is watched live', async () => {
  const seatable = await startServer();
  const server = seatable.url.replace('127.0.0.1', 'tables.test');
  const app = await launchApp({ data: data.path, args: [`--proxy-server=${company.url}`] });
  const page = await app.page();
  await app.receiver();
  const id = await page.evaluate(
    async ([address, token]) => {
      const { call } = window.bridge;
      const made = await call('connections.save', {
        source: 'seatable',
        name: 'CRM',
        config: { server: address },
        secrets: { apiToken: token },
      });
      if (!made.ok) throw new Error(JSON.stringify(made.error));
      const draft = { manage: false, target: {} };
      const added = await call('subscriptions.add', { connectionId: made.value.id, draft });
      if (!added.ok) throw new Error(JSON.stringify(added.error));
      return made.value.id;
    },
    [server, apiToken] as const,
  );
  await until('the live channel', async () => {
    const all = await page.evaluate(() => window.bridge.call('connections.list', {}));
    const one = all.ok ? all.value.find((each) => each.id === id) : undefined;
    return one?.live?.kind === 'on' ? one : null;
  });
  expect(company.opened()).toBeGreaterThan(0);
  expect(new Set(company.asked)).toContain(new URL(server).host);

  seatable.base.append(tableId, [{ '0000': '深圳' }], { app: 'x' });
  await until('the change in the feed', async () => {
    const status = await page.evaluate(() => window.bridge.call('status.get', {}));
    return status.ok && status.value.events > 0 ? status.value : null;
  });
  await app.close();
  await seatable.close();
});
