// A live channel brings changes without a public address, comes back after it broke, and what it missed is read in the log.
import { afterEach, expect, test } from 'vitest';
import { createHttp } from '#core/core';
import { openStore } from '#core/store/open';
import type { ConnectionView } from '#shared/connection';
import type { Gap } from '#shared/gap';
import { type Desk, expectOk, openDesk } from './desk';
import { type LiveService, liveSource, startLiveService } from './stand-in-live';

let service: LiveService;
let desks: Desk[] = [];

afterEach(async () => {
  for (const desk of desks) await desk.close();
  desks = [];
  await service.close();
});

interface Options {
  readonly app?: string | undefined;
  readonly stateDir?: string;
  readonly token?: string;
}

async function open({ app, stateDir, token = 't1' }: Options = {}): Promise<Desk> {
  const desk = await openDesk({
    http: createHttp(fetch),
    sources: [liveSource()],
    vault: new Map(),
    ...(stateDir === undefined ? {} : { stateDir }),
  });
  desks.push(desk);
  await connect(desk, 'Deals', { app, token });
  return desk;
}

async function connect(desk: Desk, name: string, { app, token = 't1' }: Options): Promise<string> {
  const { id } = expectOk(
    await desk.core.api['connections.save']({
      source: 'seatable',
      name,
      config: { server: service.url, ...(app === undefined ? {} : { app }) },
      secrets: token === '' ? {} : { token },
    }),
  );
  expectOk(
    await desk.core.api['subscriptions.add']({
      connectionId: id,
      draft: { manage: false, target: {} },
    }),
  );
  return id;
}

async function view(desk: Desk, place = 0): Promise<ConnectionView> {
  const found = expectOk(await desk.core.api['connections.list']({}))[place];
  if (!found) throw new Error('no connection');
  return found;
}
const kind =
  (desk: Desk, place = 0) =>
  async () =>
    (await view(desk, place)).live?.kind;
const isOn = (desk: Desk) => expect.poll(kind(desk), { timeout: 10_000 }).toBe('on');

async function gaps(desk: Desk): Promise<readonly Gap[]> {
  const to = Date.now() + 60_000;
  return expectOk(await desk.core.api['gaps.list']({ from: 0, to, connectionId: null }));
}
const said = ({ events }: Desk) =>
  events.map(
    ({ record, changes }) => `${record?.id} ${changes[0]?.beforeText}>${changes[0]?.afterText}`,
  );

test('a change arrives by the channel alone', async () => {
  service = await startLiveService();
  const desk = await open();
  expect((await view(desk)).health).not.toBe('attention');
  await isOn(desk);
  expect((await view(desk)).health).toBe('ok');
  service.change('R1', 'won');
  const [event] = await desk.sawEvents(1);
  expect(event).toMatchObject({ origin: 'live', record: { id: 'R1' }, certainty: 'stated' });
  expect((await view(desk)).live).toMatchObject({ kind: 'on', lastMessageAt: expect.any(Number) });
  expect((await view(desk)).subscriptions[0]?.lastDeliveryAt).not.toBeNull();
});

test('without its token, or without anything to watch, nothing is opened', async () => {
  service = await startLiveService();
  const desk = await open({ token: '' });
  expect(await view(desk)).toMatchObject({ live: { kind: 'off' }, health: 'waiting' });
  expectOk(
    await desk.core.api['connections.save']({
      source: 'seatable',
      name: 'Empty',
      config: { server: service.url },
      secrets: { token: 't' },
    }),
  );
  expect(await kind(desk, 1)()).toBe('off');
  expect(service.openings()).toBe(0);
});

test('a channel that broke comes back, and what it missed is told once', async () => {
  service = await startLiveService();
  const desk = await open();
  await isOn(desk);
  service.change('R1', 'a');
  await desk.sawEvents(1);
  service.change('R1', 'b', true);
  service.drop();
  await desk.sawEvents(2);
  service.change('R2', 'c');
  await desk.sawEvents(3);
  expect(said(desk)).toEqual(['R1 >a', 'R1 a>b', 'R2 >c']);
  expect(desk.events.map(({ origin }) => origin)).toEqual(['live', 'catch-up', 'live']);
});

test('what happened while the app was closed is read in the log, and fills the gap', async () => {
  service = await startLiveService();
  let desk = await open();
  await isOn(desk);
  service.change('R1', 'a');
  await desk.sawEvents(1);
  await desk.core.stop();
  const store = expectOk(openStore(desk.dataDir));
  store.saveAlive(Date.now() - 8 * 60 * 60_000);
  store.close();
  for (const stage of ['b', 'c', 'd', 'e', 'f']) service.change('R1', stage);
  desk = await desk.restart();
  desks.push(desk);
  await desk.sawEvents(5);
  expect(said(desk)).toEqual(['R1 a>b', 'R1 b>c', 'R1 c>d', 'R1 d>e', 'R1 e>f']);
  await expect.poll(() => gaps(desk)).toMatchObject([{ state: 'filled', recovered: 5 }]);
  desks = desks.slice(1);
});

test('a log that no longer reaches back leaves the gap unfilled, with the reason', async () => {
  service = await startLiveService();
  let desk = await open();
  await isOn(desk);
  await desk.core.stop();
  const store = expectOk(openStore(desk.dataDir));
  store.saveAlive(Date.now() - 8 * 60 * 60_000);
  store.close();
  for (const stage of ['b', 'c', 'd']) service.change('R1', stage);
  service.oldest = 3;
  desk = await desk.restart();
  desks.push(desk);
  await desk.sawEvents(1);
  await expect
    .poll(() => gaps(desk))
    .toMatchObject([{ state: 'unfilled', recovered: 1, problem: { code: 'history-incomplete' } }]);
  desks = desks.slice(1);
});

test('a refusal that only the person can mend is said, and mended by a new token', async () => {
  service = await startLiveService();
  service.answer = 403;
  const desk = await open();
  await expect.poll(kind(desk)).toBe('failed');
  const { id, health, live } = await view(desk);
  expect(health).toBe('attention');
  expect(live).toMatchObject({ problem: { code: 'service-refused' } });
  expect(expectOk(await desk.core.api['status.get']({})).problems).toMatchObject([
    { code: 'service-refused' },
  ]);
  desk.core.woke(3_600_000);
  expect(service.openings()).toBe(1);
  service.answer = 200;
  const { source, name, config } = await view(desk);
  const secrets = { token: 't2' };
  expectOk(
    await desk.core.api['connections.save']({ id, source, name, config: { ...config }, secrets }),
  );
  await isOn(desk);
});

test('after a sleep, a channel that has been silent is opened anew', async () => {
  service = await startLiveService();
  const desk = await open();
  await isOn(desk);
  service.answer = null;
  service.drop();
  await expect.poll(kind(desk)).not.toBe('on');
  await expect.poll(() => service.openings(), { timeout: 5000 }).toBe(2);
  service.answer = 200;
  // It hangs in its second opening.
  desk.core.online(false);
  desk.core.online(true);
  await isOn(desk);
  expect(service.clients()).toBe(1);
});

test('of two that would take each other’s messages, the second waits until the first ends', async () => {
  service = await startLiveService();
  const first = await open({ app: 'cli_1' });
  await isOn(first);
  const second = await open({ app: 'cli_1', stateDir: `${first.dataDir}/state` });
  await expect.poll(kind(second)).toBe('failed');
  expect((await view(second)).live).toMatchObject({ problem: { code: 'live-elsewhere' } });
  await connect(first, 'Other base', { app: 'cli_1' });
  expect((await view(first, 1)).live).toMatchObject({
    problem: { code: 'live-shared', params: { connection: 'Deals' } },
  });
  expect(service.clients()).toBe(1);
  await first.core.stop();
  await isOn(second);
  expect(service.clients()).toBe(1);
}, 20_000);
