// An own public address that is reached from outside only: its router leads nobody back into its own network.
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { request } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Http } from '#core/ports';
import { publicAddress as publicAddressSchema } from '#shared/public-address';
import { err, ok } from '#shared/result';
import { connectSeaTable, type Desk, expectOk, openDesk, seatableEdit } from './desk';

const host = 'watch.example';
const publicAddress = { kind: 'own', url: `https://${host}` } as const;

let desk: Desk;
/** Whether this machine comes through to itself. */
let leadsBack: boolean;
/** Whether the person's own web server takes the address's path off. */
let strips = false;

/** What the person's own web server sends on. */
async function fromOutside(method: 'GET' | 'POST', path: string, body = '') {
  const { hostname, port } = new URL(desk.url);
  const sent = request({ hostname, port, method, path, headers: { host }, agent: false });
  sent.end(body);
  const [response] = await once(sent, 'response');
  let text = '';
  for await (const chunk of response) text += chunk;
  return { status: Number(response.statusCode), text };
}

const forwarded = (path: string) => (strips ? path.replace(/^\/tables/, '') : path);

const http: Http = {
  async request({ url }) {
    const asked = new URL(url);
    if (asked.host === host && leadsBack)
      return ok({ headers: {}, ...(await fromOutside('GET', forwarded(asked.pathname))) });
    return err({ code: 'service-unreachable', params: { host: asked.host, reason: 'timeout' } });
  },
};

const tunnel = async () => expectOk(await desk.core.api['status.get']({})).tunnel;
const gaps = async () =>
  expectOk(
    await desk.core.api['gaps.list']({
      from: 0,
      to: Number.MAX_SAFE_INTEGER,
      connectionId: null,
    }),
  ).filter(({ reason }) => reason === 'unreachable');
const choose = async () => {
  expectOk(await desk.core.api['settings.set']({ publicAddress }));
  await expect.poll(async () => (await tunnel()).kind).not.toBe('connecting');
};

beforeEach(async () => {
  leadsBack = false;
  strips = false;
  desk = await openDesk({ http });
});
afterEach(async () => {
  await desk.close();
  rmSync(desk.dataDir, { recursive: true, force: true });
});

test('is proved by the first delivery, and never called a gap', async () => {
  const { pathname } = new URL(await connectSeaTable(desk));
  await choose();
  expect(await tunnel()).toMatchObject({ kind: 'unproved' });
  expect((await fromOutside('POST', '/in/unknown', '{}')).status).toBe(404);
  expect((await tunnel()).kind).toBe('unproved');

  const before = Date.now();
  expect((await fromOutside('POST', pathname, seatableEdit('r1', 'a', 'b'))).status).toBe(200);
  expect(await tunnel()).toMatchObject({ kind: 'online', roundTripMs: null });
  // Asked once more by the person, it stays so.
  expectOk(await desk.core.api['tunnel.retry']({}));
  const state = await tunnel();
  expect(state).toMatchObject({ kind: 'online', roundTripMs: null });
  expect(state.kind === 'online' && state.provedAt).toBeGreaterThanOrEqual(before);
  expect(await gaps()).toEqual([]);
});

test('is not proved by what comes from this machine', async () => {
  const { pathname } = new URL(await connectSeaTable(desk));
  await choose();
  const local = await fetch(desk.url + pathname, {
    method: 'POST',
    body: seatableEdit('r1', 'a', 'b'),
  });
  expect(local.status).toBe(200);
  expect((await tunnel()).kind).toBe('unproved');
});

test('is a gap once our own questions came back and no longer do, until a delivery arrives', {
  timeout: 20_000,
}, async () => {
  const { pathname } = new URL(await connectSeaTable(desk));
  leadsBack = true;
  await choose();
  expect(await tunnel()).toMatchObject({ kind: 'online', roundTripMs: expect.any(Number) });
  leadsBack = false;
  expectOk(await desk.core.api['tunnel.retry']({}));
  expect((await tunnel()).kind).toBe('retrying');
  await expect.poll(gaps, { timeout: 15_000 }).toMatchObject([{ state: 'open' }]);
  await fromOutside('POST', pathname, seatableEdit('r1', 'a', 'b'));
  await expect.poll(tunnel).toMatchObject({ kind: 'online', roundTripMs: null });
  expect(await gaps()).not.toMatchObject([{ state: 'open' }]);
});

test('a gap that lasts when the app quits ends no sooner than it starts again', async () => {
  await connectSeaTable(desk);
  leadsBack = true;
  await choose();
  leadsBack = false;
  expectOk(await desk.core.api['tunnel.retry']({}));
  expect((await tunnel()).kind).toBe('retrying');
  const { dataDir } = desk;
  await desk.core.stop();
  const stoppedAt = Date.now();
  desk = await openDesk({ http, dataDir });
  const [gap] = await gaps();
  expect(gap?.to).toBeGreaterThanOrEqual(stoppedAt);
});

test('asking for its proof ends at once where only the person can help', async () => {
  const ngrok = publicAddressSchema.parse({ kind: 'ngrok' });
  expectOk(await desk.core.api['settings.set']({ publicAddress: ngrok }));
  await expect.poll(async () => (await tunnel()).kind).toBe('failed');
  await connectSeaTable(desk);
  const [connection] = expectOk(await desk.core.api['connections.list']({}));
  const began = performance.now();
  await desk.core.api['connections.check']({ id: connection?.id ?? '' });
  expect(performance.now() - began).toBeLessThan(3000);
});

test('who goes over to another way and stops it finds the first one again, also after a restart', async () => {
  await choose();
  expectOk(await desk.core.api['settings.set']({ publicAddress: null }));
  const { dataDir } = desk;
  await desk.core.stop();
  desk = await openDesk({ http, dataDir });
  const kept = expectOk(await desk.core.api['settings.get']({}));
  expect(kept).toMatchObject({ publicAddress: null, formerAddresses: [publicAddress] });
  const back = expectOk(await desk.core.api['settings.set']({ publicAddress }));
  expect(back.formerAddresses).toEqual([]);
});

test.each(['passes its path on', 'takes its path off'])(
  'an address with a path is proved where the proxy %s',
  async (how) => {
    leadsBack = true;
    strips = how === 'takes its path off';
    const url = `https://${host}/tables/`;
    expectOk(await desk.core.api['settings.set']({ publicAddress: { kind: 'own', url } }));
    await expect.poll(async () => (await tunnel()).kind).toBe('online');
    const { pathname } = new URL(await connectSeaTable(desk));
    expect(
      (await fromOutside('POST', forwarded(pathname), seatableEdit('r1', 'a', 'b'))).status,
    ).toBe(200);
  },
);
