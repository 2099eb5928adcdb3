// Hooks that the app makes itself: one per subscription, renewed without a gap, gone with it.
import { createServer } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createHttp } from '#core/core';
import { createStandIn, type StandIn } from '../sources/nocodb/stand-in';
import { type Desk, expectOk, openDesk, post } from './desk';

let server: StandIn;
let desk: Desk;
let isRefusing: boolean;
let isSilent: boolean;
const vault = new Map<string, string>();
beforeEach(async () => {
  isRefusing = false;
  isSilent = false;
  server = await createStandIn({
    instead: ({ method, path }) => {
      if (isSilent) return 'silence';
      return isRefusing && method === 'POST' && path.endsWith('/hooks')
        ? { status: 500, text: '{}' }
        : undefined;
    },
  });
  desk = await openDesk({ vault, http: createHttp(fetch) });
});
afterEach(async () => {
  vault.clear();
  await desk.close();
  await server.close();
});

async function watch(secrets: Readonly<Record<string, string>> = {}) {
  const connection = expectOk(
    await desk.core.api['connections.save']({
      source: 'nocodb',
      name: 'Noco',
      config: { server: server.url },
      secrets: { token: 'T', ...secrets },
    }),
  );
  const draft = { manage: true, target: { tableId: 'm1' } };
  const added = await desk.core.api['subscriptions.add']({ connectionId: connection.id, draft });
  return { id: connection.id, added };
}

/** The calls that changed something, in order. */
const changesIn = (asked: StandIn['asked']) =>
  asked
    .filter(({ method, path }) => method !== 'GET' && !path.endsWith('/test'))
    .map(({ method }) => method);
/** The server keeps a hook's notification as JSON within JSON, so the quotes may be escaped. */
const sentSecret = () =>
  JSON.stringify([...server.hooks.values()])
    .replaceAll('\\', '')
    .match(/"x-tablewatch-secret","value":"([^"]+)"/)?.[1];

const deletion = JSON.stringify({
  type: 'records.after.delete',
  id: 'd1',
  version: 'v3',
  data: { table_id: 'm1', table_name: 'T', rows: [{ Id: 1, Name: 'x' }] },
});

test('a delivery must carry the secret of its own hook, which is kept nowhere in the data', async () => {
  const { added } = await watch();
  const { callbackUrl } = expectOk(added);
  const secret = sentSecret() ?? '';
  expect((await post(callbackUrl, deletion, { 'x-tablewatch-secret': 'guess' })).status).toBe(401);
  expect((await post(callbackUrl, deletion, { 'x-tablewatch-secret': secret })).status).toBe(200);
  const [event] = await desk.sawEvents(1);
  const detail = expectOk(await desk.core.api['deliveries.get']({ id: event?.deliveryId ?? '' }));
  expect(JSON.stringify(detail)).not.toContain(secret);
});

test('a header secret that was entered is the one the hook gets', async () => {
  await watch({ headerSecret: 'entered by hand' });
  expect(sentSecret()).toBe('entered by hand');
});

test('after a restart the address is the same, and the hook stays', async () => {
  await watch();
  const [hook] = [...server.hooks.keys()];
  const { url } = desk;
  desk = await desk.restart();
  expect(desk.url).toBe(url);
  await expect.poll(() => server.asked.at(-1)?.path.endsWith('/hooks')).toBe(true);
  expect([...server.hooks.keys()]).toEqual([hook]);
});

test('on another port, the last one being taken, the new hook is made before the old one goes', async () => {
  const { added } = await watch();
  const before = server.asked.length;
  const thief = createServer();
  const { port } = new URL(desk.url);
  await desk.core.stop();
  await new Promise<void>((resolve) => thief.listen(Number(port), '127.0.0.1', resolve));
  desk = await openDesk({ dataDir: desk.dataDir, vault, http: createHttp(fetch) });
  thief.close();
  await expect.poll(() => [...server.hooks.values()].length).toBe(1);
  await expect
    .poll(() => JSON.stringify([...server.hooks.values()]))
    .toContain(new URL(desk.url).host);
  await expect.poll(() => changesIn(server.asked.slice(before))).toEqual(['POST', 'DELETE']);
  expect(expectOk(added).hookId).not.toBe([...server.hooks.keys()][0]);
});

test('a hook that cannot be made is said, and the old one stays', async () => {
  const { id } = await watch();
  isRefusing = true;
  // Another token makes another secret, so a new hook is needed.
  for (const key of vault.keys()) if (key.endsWith('/token')) vault.set(key, 'T2');
  desk = await desk.restart();
  await expect
    .poll(async () => expectOk(await desk.core.api['status.get']({})).problems)
    .toMatchObject([{ code: 'service-answer' }]);
  expect(server.hooks.size).toBe(1);
  expect(changesIn(server.asked)).not.toContain('DELETE');
  isRefusing = false;
  expect(expectOk(await desk.core.api['connections.remove']({ id }))).toEqual({ hooksLeft: [] });
  expect(server.hooks.size).toBe(0);
});

test('a service that never answers does not keep the app from stopping', async () => {
  await watch();
  isSilent = true;
  desk = await desk.restart();
  const began = Date.now();
  await desk.core.stop();
  expect(Date.now() - began).toBeLessThan(4000);
  isSilent = false;
  desk = await openDesk({ vault, http: createHttp(fetch) });
});

test('new credentials are tried as soon as they are saved, whoever saves them', async () => {
  const { id } = await watch();
  const before = server.asked.length;
  expectOk(
    await desk.core.api['connections.save']({
      id,
      source: 'nocodb',
      name: 'Noco',
      config: { server: server.url },
      secrets: { token: 'T2' },
    }),
  );
  await vi.waitFor(() => expect(server.asked.slice(before)).not.toEqual([]));
});
