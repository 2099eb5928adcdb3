// When hooks are looked at again: by the clock, sooner after a failure, and never two looks at once.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createBudget } from '#core/budget/budget';
import { createDirectory } from '#core/connections/directory';
import { createSchemaReads } from '#core/connections/schema-reads';
import { connectionSecret } from '#core/connections/secret-keys';
import { createServiceDesk } from '#core/connections/service-desk';
import { createHttp } from '#core/core';
import type { Engine } from '#core/engine';
import type { LogFields } from '#core/ports';
import { createPushDesk } from '#core/pushes';
import { defineSource } from '#core/sources/bind';
import { kdocs } from '#core/sources/kdocs/index';
import { createStatusBoard } from '#core/status';
import { openStore } from '#core/store/open';
import { createCalledRoots } from '#core/subscriptions/called-roots';
import { createHookKeeper, type HookKeeper } from '#core/subscriptions/keeper';
import { createTunnelDesk } from '#core/tunnel/desk';
import { createKdocsService, type KdocsService } from '#simulators/kdocs/service';
import { expectOk, noProcesses } from './desk';

const minute = 60_000;

let service: KdocsService;
let keeper: HookKeeper;
let close: () => Promise<void>;
let clock: ReturnType<typeof handClock>;
const told: string[] = [];
const lines: LogFields[] = [];

beforeEach(async () => {
  service = await createKdocsService();
  clock = handClock();
  told.length = 0;
  const folder = mkdtempSync(join(tmpdir(), 'tablewatch-keeper-'));
  const store = expectOk(openStore(folder));
  const secrets = new Map([
    [connectionSecret('c', 'accessToken'), service.issueToken().accessToken],
  ]);
  const vault = {
    lasting: true,
    get: (key: string) => secrets.get(key),
    set: (key: string, value: string) => void secrets.set(key, value),
    delete: (key: string) => void secrets.delete(key),
  };
  const settings = store.settings();
  const url = 'https://hooks.example.test';
  store.saveSettings({ ...settings, publicAddress: { kind: 'own', url } });
  store.connections.save({
    id: 'c',
    source: 'kdocs',
    name: 'Docs',
    config: { fileToken: service.document().fileToken, apiBase: service.url },
    secretNames: ['accessToken'],
    demo: false,
    watch: [],
  });
  const sources = [defineSource(kdocs)];
  lines.length = 0;
  const log = {
    info: () => {},
    warn: (_: string, fields: LogFields = {}) => void lines.push(fields),
    error: () => {},
  };
  const pushes = createPushDesk();
  const directory = createDirectory({ store, vault, sources });
  const budget = createBudget({ store, clock, log });
  const http = createHttp(fetch);
  let count = 0;
  const ids = { uuid: () => `id-${++count}`, token: () => `token-${++count}` };
  const tunnel = createTunnelDesk({
    clock,
    ids,
    http,
    vault,
    processes: noProcesses,
    version: '0',
    proveEvery: () => 600_000,
    random: () => 0.5,
    address: () => store.settings().publicAddress,
    save: () => {},
    displaced: () => null,
    changed: () => {},
    back: () => {},
  });
  const services = createServiceDesk({
    store,
    vault,
    directory,
    budget,
    http,
    clock,
    random: () => 0.5,
    onRenewed: () => {},
  });
  const engine: Engine = {
    store,
    vault,
    clock,
    ids,
    http,
    log,
    pushes,
    sources,
    directory,
    budget,
    services,
    schemas: createSchemaReads({ services, clock }),
    status: createStatusBoard({
      ...{ store, vault, clock, pushes, version: '0' },
      tunnel: () => tunnel,
      traffic: () => ({ usage: () => null }),
      rereading: () => null,
    }),
    // Proved long ago.
    tunnel: { ...tunnel, url: () => url, proved: () => url },
    roots: createCalledRoots({ store, changed: () => {} }),
    wake: () => {},
  };
  keeper = createHookKeeper(engine, {
    gapBegan: (reason, id, from) => void told.push(`began ${reason} ${id} ${from}`),
    gapEnded: (reason, id) => void told.push(`ended ${reason} ${id}`),
    changed: () => {},
  });
  close = async () => {
    await keeper.stop();
    store.close();
    await service.close();
    rmSync(folder, { recursive: true, force: true });
  };
});
afterEach(() => close());

const watch = () => keeper.watch('c', [{ tableId: '1', kinds: ['created', 'updated'] }]);
const lists = () => service.calls.entries.filter((call) => call.route === 'hooks.mine').length;

test('every quarter of an hour there is one list', async () => {
  await watch();
  keeper.start({ atOnce: true });
  await expect.poll(lists).toBe(2);
  for (const round of [3, 4, 5]) {
    clock.advance(15 * minute);
    await expect.poll(lists).toBe(round);
  }
});

test('what fails is tried again after a minute, then two, then four, until it stands', async () => {
  const no = { kind: 'code', code: 50_001, message: 'no' } as const;
  service.faults.next('hooks.create', no, { times: 100 });
  expect((await watch()).ok).toBe(false);
  expect(keeper.problemsOf('c').length).toBeGreaterThan(0);
  expect(lines).toMatchObject([
    { problem: 'service-answer', said: expect.stringContaining('status=50001 message=no') },
  ]);
  for (const wait of [1, 2, 4]) {
    const before = lists();
    clock.advance(wait * minute - 1);
    // Whatever had been due would be through the queue before this.
    await keeper.check('nobody');
    expect(lists()).toBe(before);
    clock.advance(1);
    await expect.poll(lists).toBe(before + 1);
    await keeper.check('nobody');
  }
  expect(lines).toHaveLength(1);
  service.faults.clear();
  clock.advance(8 * minute);
  await expect.poll(() => keeper.problemsOf('c')).toEqual([]);
  expect(service.hooks().length).toBeGreaterThanOrEqual(2);
});

test('where there is no room, it is tried again after three minutes, then after fifteen', async () => {
  const creates = () =>
    service.calls.entries.filter((call) => call.route === 'hooks.create').length;
  service.addForeignHooks(10);
  await watch();
  expect(creates()).toBe(1);
  for (const wait of [3, 15, 15]) {
    const before = creates();
    clock.advance(wait * minute - 1);
    await keeper.check('c');
    expect(creates()).toBe(before);
    clock.advance(1);
    await expect.poll(creates).toBe(before + 1);
    await keeper.check('nobody');
  }
  service.removeHooks(() => true);
  clock.advance(15 * minute);
  await expect.poll(() => keeper.problemsOf('c')).toEqual([]);
});

test('looks at the same time do not make the same hook twice', async () => {
  await Promise.all([watch(), keeper.checkAll(), keeper.check('c'), watch()]);
  const kinds = service.hooks().map((hook) => hook.type);
  expect(new Set(kinds).size).toBe(kinds.length);
});

test('a hook that vanished between two looks opens a gap at the first of them, and closes it', async () => {
  await watch();
  const lookedAt = clock.now();
  told.length = 0;
  service.removeHooks((hook) => hook.type === 'dbt.records.create');
  clock.advance(5 * minute);
  await keeper.check('c');
  expect(told).toEqual([`began hook-missing c ${lookedAt}`, 'ended hook-missing c']);
});

test('an answer that got lost does not make a second hook', async () => {
  service.faults.next('hooks.create', { kind: 'cut' }, { afterEffect: true });
  await watch();
  await keeper.check('c');
  const kinds = service.hooks().map((hook) => hook.type);
  expect(new Set(kinds).size).toBe(kinds.length);
  expect(keeper.problemsOf('c')).toEqual([]);
});

test('a token that ends in the middle is a problem of the connection, and no hook is lost', async () => {
  await watch();
  const made = service.hooks().length;
  service.accounts.revokeConsent('ada');
  expect((await keeper.check('c')).ok).toBe(false);
  expect(keeper.problemsOf('c').length).toBeGreaterThan(0);
  expect(service.hooks()).toHaveLength(made);
});

/** Time that passes by hand. */
function handClock() {
  let now = 1_790_000_000_000;
  let timers: { readonly at: number; readonly work: () => void }[] = [];
  return {
    now: () => now,
    after(ms: number, work: () => void) {
      const timer = { at: now + ms, work };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    advance(ms: number) {
      now += ms;
      const due = timers.filter((one) => one.at <= now);
      timers = timers.filter((one) => one.at > now);
      for (const { work } of due) work();
    },
  };
}
