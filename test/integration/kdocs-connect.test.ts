// From nothing to a saved Kdocs connection, as the connect page does it: sign in, look for the document, save, and go on when the token ends.
import { type AddressInfo, createServer } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createHttp } from '#core/core';
import type { SignInView } from '#shared/connection';
import { type ControlledClock, createControlledClock } from '#simulators/clock';
import { createKdocsService, type KdocsService, sampleApp } from '#simulators/kdocs/service';
import { type Desk, expectOk, openDesk } from './desk';

let service: KdocsService;
let clock: ControlledClock;
let desk: Desk;
let port: number;
let settled: SignInView[];
const vault = new Map<string, string>();

beforeEach(async () => {
  port = await freePort();
  clock = createControlledClock(Date.now());
  const redirectUris = [`http://127.0.0.1:${port}/callback`];
  service = await createKdocsService({ clock, apps: [{ ...sampleApp, redirectUris }] });
  desk = await openDesk({ vault, http: createHttp(fetch) });
  settled = [];
  desk.core.onPush((push) => {
    if (push.name === 'signIn') settled.push(push.payload);
  });
});
afterEach(async () => {
  vault.clear();
  await desk.close();
  await service.close();
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo; // it listens on a port
  await new Promise((done) => server.close(done));
  return port;
}

const draft = (app: { readonly appId?: string; readonly appKey?: string } = {}) => ({
  source: 'kdocs' as const,
  config: { apiBase: service.url, appId: app.appId ?? sampleApp.appId, redirectPort: port },
  secrets: { appKey: app.appKey ?? sampleApp.appKey },
});

/** The browser follows the page that was opened, and shows what it comes to. */
async function signIn(account: ReturnType<typeof draft>) {
  const view = expectOk(await desk.core.api['signIn.start'](account));
  const shown = await fetch(desk.opened.at(-1) ?? '');
  return { view, page: await shown.text() };
}

async function connect() {
  const { view } = await signIn(draft());
  const saved = await desk.core.api['connections.save']({
    ...draft(),
    config: { ...draft().config, fileToken: service.document().fileToken },
    name: 'Sign-ups',
    signInId: view.id,
  });
  return expectOk(saved);
}

test('signing in, finding the document, and saving the connection', async () => {
  const { view, page } = await signIn(draft());
  expect(page).toContain('You can close this window');
  expect(settled).toMatchObject([{ id: view.id, state: 'done' }]);
  const found = expectOk(
    await desk.core.api['connections.bases']({
      ...draft(),
      signInId: view.id,
      search: '活动',
      cursor: null,
    }),
  );
  const [base] = found.bases;
  expect(base).toMatchObject({
    id: service.document().fileToken,
    name: expect.stringContaining('活动报名'),
  });
  const connection = expectOk(
    await desk.core.api['connections.save']({
      ...draft(),
      config: { ...draft().config, fileToken: base?.id },
      name: 'Sign-ups',
      signInId: view.id,
    }),
  );
  expect(connection.secrets).toEqual(['accessToken', 'refreshToken', 'appKey', 'tokenEndsAt']);
  const tables = await desk.core.api['connections.tables']({
    id: connection.id,
    baseId: base?.id ?? '',
  });
  expect(expectOk(tables).length).toBeGreaterThan(0);
});

test('a token that ends in the middle is renewed, and no secret shows up in what the page gets', async () => {
  const connection = await connect();
  const before = vault.get(`connection/${connection.id}/accessToken`);
  clock.advance(25 * 3_600_000);
  const baseId = service.document().fileToken;
  expectOk(await desk.core.api['connections.tables']({ id: connection.id, baseId }));
  const after = vault.get(`connection/${connection.id}/accessToken`);
  expect(after).not.toBe(before);
  const seen = JSON.stringify([expectOk(await desk.core.api['connections.list']({})), settled]);
  for (const secret of vault.values()) expect(seen).not.toContain(secret);
});

test('a consent that was taken back asks for a new sign-in, by name', async () => {
  const connection = await connect();
  service.accounts.revokeConsent('ada');
  const baseId = service.document().fileToken;
  expect(await desk.core.api['connections.tables']({ id: connection.id, baseId })).toEqual({
    ok: false,
    error: { code: 'sign-in-needed', params: { connection: 'Sign-ups' } },
  });
});

test('a person who refuses, an app that is unknown, and a code that is too old each get their own sentence', async () => {
  service.oddities.consent = 'refuse';
  const refused = await signIn(draft());
  expect(refused.page).toContain('agree there');
  expect(settled.at(-1)).toMatchObject({ state: 'failed', problem: { code: 'sign-in-refused' } });

  const back = (code: string) => {
    const state = new URL(desk.opened.at(-1) ?? '').searchParams.get('state') ?? '';
    const query = new URLSearchParams({ code, state });
    return fetch(`http://127.0.0.1:${port}/callback?${query}`);
  };
  expectOk(await desk.core.api['signIn.start'](draft({ appId: 'AK0000' })));
  await back('abc');
  expect(settled.at(-1)).toMatchObject({ problem: { code: 'app-unknown' } });
  expectOk(await desk.core.api['signIn.start'](draft()));
  await back('too-old');
  expect(settled.at(-1)).toMatchObject({ problem: { code: 'code-expired' } });
});

test('the calls of a day are counted, over a restart too', async () => {
  const connection = await connect();
  const baseId = service.document().fileToken;
  expectOk(await desk.core.api['connections.tables']({ id: connection.id, baseId }));
  const used = async () =>
    expectOk(await desk.core.api['budget.get']({})).map((meter) => [meter.id, meter.used]);
  const counted = await used();
  expect(counted.some(([, calls]) => Number(calls) > 0)).toBe(true);
  desk = await desk.restart();
  for (const [id, calls] of counted) {
    const now = (await used()).find(([other]) => other === id)?.[1];
    expect(Number(now)).toBeGreaterThanOrEqual(Number(calls));
  }
});
