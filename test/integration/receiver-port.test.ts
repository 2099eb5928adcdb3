// The receiver's port stays the same, also when another program has taken it for a while.
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Http } from '#core/ports';
import { err, ok } from '#shared/result';
import type { Status } from '#shared/status';
import { createHandClock } from '../unit/tunnel/hand-clock';
import { type Desk, type DeskOptions, expectOk, openDesk } from './desk';

const publicAddress = { kind: 'own', url: 'https://watch.example' } as const;

let dataDir: string;
let desk: Desk;
/** The port that the person's proxy forwards to, whoever is there. */
let port: number;
let taken: Server | null;

/** The proxy: it says 502 where nobody speaks HTTP. */
const proxy: Http = {
  async request({ url }) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}${new URL(url).pathname}`, {
        signal: AbortSignal.timeout(2000),
      });
      return ok({ status: response.status, headers: {}, text: await response.text() });
    } catch {
      return url.startsWith(publicAddress.url)
        ? ok({ status: 502, headers: {}, text: '' })
        : err({ code: 'service-unreachable', params: { host: url, reason: 'test' } });
    }
  },
};

const open = async (more: DeskOptions = {}) => {
  desk = await openDesk({ dataDir, http: proxy, ...more });
};
const status = async (): Promise<Status> => expectOk(await desk.core.api['status.get']({}));
const portOf = (url: string) => Number(new URL(url).port);
/** @returns what a stranger gets, or null where nobody listens */
const knock = (at: number) =>
  fetch(`http://127.0.0.1:${at}/`).then(
    (response) => response.status,
    () => null,
  );

async function take(at: number): Promise<void> {
  taken = createServer((socket) => socket.destroy()).listen(at, '127.0.0.1');
  await once(taken, 'listening');
}
async function free(): Promise<void> {
  if (taken === null) return;
  taken.close();
  await once(taken, 'close');
  taken = null;
}

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'tablewatch-port-'));
  taken = null;
  await open();
  port = portOf(desk.url);
});
afterEach(async () => {
  await desk.close();
  await free();
  rmSync(dataDir, { recursive: true, force: true });
});

test('a taken port is named, not the proxy blamed, and taken back at the next start', async () => {
  expectOk(await desk.core.api['settings.set']({ publicAddress }));
  await expect.poll(async () => (await status()).tunnel.kind).toBe('online');
  await desk.core.stop();
  await take(port);

  await open();
  const now = portOf(desk.url);
  expect(now).not.toBe(port);
  const problem = { code: 'receiver-port-moved', params: { port, now } };
  await expect.poll(async () => (await status()).tunnel).toMatchObject({ problem });
  const { receiver, problems, health } = await status();
  expect(receiver).toEqual({ state: 'listening', url: desk.url, port, problem });
  expect(problems).toContainEqual(problem);
  expect(health).toBe('attention');
  await desk.core.stop();

  await open();
  expect(portOf(desk.url)).not.toBe(port);
  await desk.core.stop();
  await free();
  await open();
  expect(portOf(desk.url)).toBe(port);
  await expect.poll(async () => (await status()).tunnel.kind).toBe('online');
  expect((await status()).problems).toEqual([]);
});

test('the port is taken back while the app runs, and the one in between goes on answering', async () => {
  await desk.core.stop();
  await take(port);
  const clock = createHandClock();
  await open({ clock });
  const between = portOf(desk.url);
  await clock.pass(30_000);
  expect((await status()).receiver.problem).not.toBeNull();
  await free();
  await clock.pass(10_000);
  await expect
    .poll(async () => (await status()).receiver)
    .toEqual({ state: 'listening', url: `http://127.0.0.1:${port}`, port, problem: null });
  expect([await knock(port), await knock(between)]).toEqual([404, 404]);
  await desk.core.stop();
  expect([await knock(port), await knock(between)]).toEqual([null, null]);
  await open();
  expect(portOf(desk.url)).toBe(port);
});

test('a person chooses another port, which is kept; one that is taken is refused', async () => {
  await take(0);
  const address = taken?.address();
  const other = typeof address === 'object' && address !== null ? address.port : 0;
  expect(await desk.core.api['tunnel.setPort']({ port: other })).toEqual({
    ok: false,
    error: { code: 'receiver-port', params: { port: other } },
  });
  expect((await status()).receiver.port).toBe(port);
  await free();
  const after = expectOk(await desk.core.api['tunnel.setPort']({ port: other }));
  expect(after.receiver.url).toBe(`http://127.0.0.1:${other}`);
  expect(await knock(other)).toBe(404);
  await desk.core.stop();
  await open();
  expect(portOf(desk.url)).toBe(other);
});
