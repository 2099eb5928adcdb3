// A real engine with its public address over ngrok: real helper process, real SDK, a double of the service; new for each test.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach } from 'vitest';
import { createHttp } from '#core/core';
import type { Http, ProcessHost } from '#core/ports';
import { err, ok } from '#shared/result';
import type { TunnelState } from '#shared/tunnel';
import type { NgrokTunnel } from '#shared/tunnel-ngrok';
import { createHelperHost } from '../../electron/cli/helper-host';
import { type Desk, expectOk, openDesk } from '../integration/desk';
import { askPublicly } from './ngrok-service/public-request';
import { createNgrokService, type NgrokService } from './ngrok-service/service';

const helper = join(import.meta.dirname, '../../dist/cli/tunnel-helper.js');
export const domain = 'fixed-for-tests.ngrok-free.app';
export const token = 'token_for_tests';

export let place: string;
export let service: NgrokService;
export let desk: Desk;
/** One for each process that was started. */
export let kills: (() => void)[];
export let exits: Promise<void>[];

/** Of this test's helpers that run, by what the system says. */
export const helperPids = (): readonly number[] =>
  execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(helper))
    .map((line) => line.trim().split(/\s+/, 2).map(Number))
    .flatMap(([pid, parent]) => (parent === process.pid && pid !== undefined ? [pid] : []));

/** The real one, and a way to kill what it has started. */
function watchedHost(): ProcessHost {
  const host = createHelperHost(helper);
  return {
    start() {
      const started = host.start();
      kills.push(started.kill);
      exits.push(new Promise((resolve) => started.onExit(resolve)));
      return started;
    },
  };
}

const locally = createHttp(fetch);

/** Asks by name over HTTPS, as the app does, where no DNS knows the name. */
const publicly: Http = {
  async request(asking) {
    const { url, method, headers, timeoutMs } = asking;
    const { hostname, pathname } = new URL(url);
    if (hostname === '127.0.0.1') return locally.request(asking);
    const asked = askPublicly(service, hostname, pathname, { method, headers: headers ?? {} });
    asked.catch(() => {}); // a test ends before the edge gives up
    const answered = await Promise.race([asked, wait(timeoutMs, null)]);
    if (answered === null) {
      return err({ code: 'service-unreachable', params: { host: hostname, reason: 'timeout' } });
    }
    const { status, body, ...answer } = answered;
    const plain = Object.entries(answer.headers).map(([name, value]) => [name, String(value)]);
    return ok({ status, headers: Object.fromEntries(plain), text: body.toString() });
  },
};

/** What a service sends to the public address. */
export const send = async (to: string, body: string) => {
  const { hostname, pathname } = new URL(to);
  const options = { method: 'POST', body: Buffer.from(body) };
  return (await askPublicly(service, hostname, pathname, options)).status;
};

beforeEach(async () => {
  place = mkdtempSync(join(tmpdir(), 'tablewatch-ngrok-'));
  service = await createNgrokService();
  writeFileSync(join(place, 'ca.pem'), service.ca);
  kills = [];
  exits = [];
  desk = await openDesk({
    http: publicly,
    processes: watchedHost(),
    vault: new Map([['tunnel/ngrok-authtoken', token]]),
  });
});
afterEach(async () => {
  await desk.close();
  await Promise.all(exits); // nothing is left behind
  await service.close();
  rmSync(place, { recursive: true, force: true });
});

export const address = (change: Partial<NgrokTunnel> = {}): NgrokTunnel => ({
  kind: 'ngrok',
  region: null,
  domain,
  serverAddr: service.agentAddress,
  ca: { file: join(place, 'ca.pem') },
  ...change,
});
export const choose = async (change: Partial<NgrokTunnel> = {}) =>
  expectOk(await desk.core.api['settings.set']({ publicAddress: address(change) }));
export const status = async () => expectOk(await desk.core.api['status.get']({}));

/** Waits until the state is of a kind, or fits. */
export function until(fits: TunnelState['kind'] | ((state: TunnelState) => boolean)) {
  const isIt = typeof fits === 'string' ? (state: TunnelState) => state.kind === fits : fits;
  return new Promise<TunnelState>((resolve) => {
    const stop = desk.core.onAddress((state) => look(state));
    const look = (state: TunnelState) => {
      if (!isIt(state)) return;
      stop();
      resolve(state);
    };
    void status().then(({ tunnel }) => look(tunnel));
  });
}

export async function online(change: Partial<NgrokTunnel> = {}): Promise<string> {
  await choose(change);
  const state = await until('online');
  return state.kind === 'online' ? state.url : '';
}
