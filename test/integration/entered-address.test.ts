// The public address has changed, and the person says that a webhook made by hand calls the new one: believed until proved wrong.
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { request } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Http } from '#core/ports';
import { err, ok } from '#shared/result';
import { connectSeaTable, type Desk, expectOk, openDesk, seatableEdit } from './desk';

let desk: Desk;
/** Names that lead to this machine: the old ones do as well for as long as nobody takes them away. */
const names = ['one.example', 'two.example', 'three.example'];

async function ask(method: 'GET' | 'POST', url: string, body = '') {
  const { hostname, port } = new URL(desk.url);
  const { host, pathname: path } = new URL(url);
  const sent = request({ hostname, port, method, path, headers: { host }, agent: false });
  sent.end(body);
  const [response] = await once(sent, 'response');
  let text = '';
  for await (const chunk of response) text += chunk;
  return { status: Number(response.statusCode), text };
}
const http: Http = {
  async request({ url }) {
    const { host } = new URL(url);
    if (names.includes(host)) return ok({ headers: {}, ...(await ask('GET', url)) });
    return err({ code: 'service-unreachable', params: { host, reason: 'timeout' } });
  },
};

const view = async () => {
  const [connection] = expectOk(await desk.core.api['connections.list']({}));
  if (!connection) throw new Error('no connection');
  return connection;
};
const problem = async () => (await view()).subscriptions[0]?.problem ?? null;
const enter = async () =>
  expectOk(
    await desk.core.api['subscriptions.entered']({
      id: (await view()).subscriptions[0]?.id ?? '',
    }),
  );
async function moveTo(name: string): Promise<void> {
  const publicAddress = { kind: 'own', url: `https://${name}` } as const;
  expectOk(await desk.core.api['settings.set']({ publicAddress }));
  await expect
    .poll(async () => expectOk(await desk.core.api['status.get']({})).tunnel)
    .toMatchObject({ kind: 'online', url: `https://${name}` });
}
const moved = (name: string) => ({
  code: 'address-changed',
  params: { connection: 'CRM', address: `https://${name}` },
});
async function sendTo(name: string, cell: string): Promise<number> {
  const { pathname } = new URL((await view()).subscriptions[0]?.callbackUrl ?? '');
  return (await ask('POST', `https://${name}${pathname}`, seatableEdit('r1', 'a', cell))).status;
}

beforeEach(async () => {
  desk = await openDesk({ http });
  await connectSeaTable(desk);
  await moveTo('one.example');
  expect(await sendTo('one.example', 'b')).toBe(200);
  await moveTo('two.example');
  await expect.poll(problem).toEqual(moved('two.example'));
});
afterEach(async () => {
  await desk.close();
  rmSync(desk.dataDir, { recursive: true, force: true });
});

test('the problem goes, stays away, and comes back with another address', async () => {
  expect(await enter()).toMatchObject({ problem: null });
  expect(expectOk(await desk.core.api['status.get']({})).problems).toEqual([]);
  expect((await view()).health).toBe('ok');
  expect(await sendTo('two.example', 'c')).toBe(200);
  expect(await problem()).toBeNull();
  await moveTo('three.example');
  await expect.poll(problem).toEqual(moved('three.example'));
});

test('a delivery at the old address brings it back, one at the new takes it away', async () => {
  await enter();
  expect(await sendTo('one.example', 'c')).toBe(200);
  await expect.poll(problem).toEqual(moved('two.example'));
  expect((await view()).health).toBe('attention');
  expect(await sendTo('two.example', 'd')).toBe(200);
  await expect.poll(problem).toBeNull();
});

test('the word is kept over a restart', async () => {
  await enter();
  const { dataDir } = desk;
  await desk.core.stop();
  desk = await openDesk({ http, dataDir });
  await moveTo('two.example');
  expect(await problem()).toBeNull();
  expect(await sendTo('one.example', 'c')).toBe(200);
  await expect.poll(problem).toEqual(moved('two.example'));
});

test('of a subscription that is gone, nothing is taken', async () => {
  expect(await desk.core.api['subscriptions.entered']({ id: 'nobody' })).toEqual({
    ok: false,
    error: { code: 'not-found' },
  });
});
