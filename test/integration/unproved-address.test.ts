// What follows from a public address that nobody has proved: no hook is made at it, and those that stand stay where they are.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { expectOk } from './desk';
import { atAddress, openWatched, type Watched } from './watched-document';

let open: Watched | null = null;
let stranger: Server | null = null;
/** Requests that somebody else got. */
let strangers: string[] = [];
afterEach(async () => {
  await open?.close();
  open = null;
  stranger?.close();
  stranger = null;
});

const whole = [{ tableId: '1', kinds: ['created' as const, 'updated' as const] }];

async function begin(...options: Parameters<typeof openWatched>): Promise<Watched> {
  open = await openWatched(...options);
  return open;
}

/** Somebody else's web server on this machine. */
async function openStranger(): Promise<string> {
  strangers = [];
  stranger = createServer((request, response) => {
    strangers.push(`${request.method} ${request.url}`);
    response.writeHead(404).end();
  });
  await new Promise<void>((done) => stranger?.listen(0, '127.0.0.1', done));
  // A server that listens on a port has such an address.
  return `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;
}

const choose = async ({ desk }: Watched, url: string, more: { trusted?: boolean } = {}) =>
  expectOk(await desk.core.api['settings.set']({ publicAddress: { kind: 'own', url, ...more } }));
const status = async ({ desk }: Watched) => expectOk(await desk.core.api['status.get']({}));
const wayIs = (at: Watched, kind: string) =>
  expect.poll(async () => (await status(at)).tunnel.kind).toBe(kind);
const callers = ({ service }: Watched) => [
  ...new Set(service.hooks().map((hook) => new URL(hook.callbackUrl).origin)),
];
const check = async ({ desk, connectionId }: Watched) =>
  expectOk(await desk.core.api['connections.check']({ id: connectionId }));

/** This machine’s resolver knows none of them: https://www.rfc-editor.org/rfc/rfc2606#section-2 */
const unknown = 'https://tables.invalid';

test('no hook is made where a stranger answers, and none sends anything there', async () => {
  const at = await begin({}, { publicAddress: false });
  await choose(at, await openStranger());
  await at.watch(whole);
  await wayIs(at, 'retrying');
  const view = await check(at);
  expect(at.service.hooks()).toEqual([]);
  expect(view.subscriptions[0]?.problem).toEqual({ code: 'public-address-unproved' });
  expect(strangers.filter((line) => line.startsWith('POST'))).toEqual([]);
});

test('hooks stay where they are while another address is a stranger’s or unknown, and follow once it is proved', async () => {
  const at = await begin();
  await at.watch(whole);
  const before = at.desk.url;
  expect(callers(at)).toEqual([before]);
  await choose(at, await openStranger());
  await wayIs(at, 'retrying');
  await check(at);
  expect(callers(at)).toEqual([before]);

  await choose(at, unknown);
  await wayIs(at, 'unproved');
  await check(at);
  expect(callers(at)).toEqual([before]);

  const next = before.replace('127.0.0.1', 'localhost');
  await choose(at, next);
  await atAddress(at.desk, next);
  await expect.poll(() => callers(at)).toEqual([next]);
});

test('a restart with a wrong name leaves the hooks that work', async () => {
  const at = await begin();
  await at.watch(whole);
  const before = callers(at);
  await choose(at, unknown);
  at.desk = await at.desk.restart();
  await wayIs(at, 'unproved');
  await check(at);
  expect(callers(at)).toEqual(before);
});

test('the person’s word for this very address is enough', async () => {
  const at = await begin({}, { publicAddress: false });
  await at.watch(whole);
  await choose(at, unknown);
  await wayIs(at, 'unproved');
  await check(at);
  expect(callers(at)).toEqual([]);
  await choose(at, unknown, { trusted: true });
  await expect.poll(() => callers(at)).toEqual([unknown]);
  const view = await check(at);
  expect(view).toMatchObject({ way: null });
  expect((await status(at)).problems).toEqual([]);
});

test('without an address, a connection that needs one is not well', async () => {
  const at = await begin();
  await at.watch(whole);
  expect(await at.view()).toMatchObject({ way: null });
  expectOk(await at.desk.core.api['settings.set']({ publicAddress: null }));
  expect(await at.view()).toMatchObject({
    health: 'attention',
    way: { code: 'public-address-missing' },
  });
  expect((await status(at)).health).toBe('attention');
});

test('another address of ours is no missing hook', async () => {
  const at = await begin();
  await at.watch(whole);
  const next = at.desk.url.replace('127.0.0.1', 'localhost');
  await choose(at, next);
  await expect.poll(() => callers(at)).toEqual([next]);
  await check(at);
  const gaps = expectOk(
    await at.desk.core.api['gaps.list']({
      from: 0,
      to: Number.MAX_SAFE_INTEGER,
      connectionId: null,
    }),
  );
  expect(gaps.filter(({ reason }) => reason === 'hook-missing')).toEqual([]);
  expect(gaps.every(({ to }) => to !== null)).toBe(true);
});
