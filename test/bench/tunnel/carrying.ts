// What a request pays for the way through a tunnel, whether every byte arrives, and what the helper weighs.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clock } from '#core/core';
import { createNgrokProvider } from '#core/tunnel/ngrok/provider';
import type { TunnelLink } from '#core/tunnel/tunnel';
import { createHelperHost } from '../../../electron/cli/helper-host';
import { isCarried, startHashReceiver } from '../../tunnel/carried';
import { createNgrokService } from '../../tunnel/ngrok-service/service';
import { createKeyFolder } from '../../tunnel/ssh/keys';
import { makeProvider } from '../../tunnel/ssh/make';
import { startOwnServer } from '../../tunnel/ssh/own-server';
import { freePort, noSshd, startRealServer } from '../../tunnel/ssh/real-server';
import { print, printTable, quantile } from './figures';
import { startRival } from './rival';

const helper = join(import.meta.dirname, '../../../dist/cli/tunnel-helper.js');
const domain = 'fixed-for-tests.ngrok-free.app';
const sequential = 200;
/** As in the app; tests find a dead link sooner, and a busy machine dead. */
const pace = { identityMs: 60_000, loginMs: 15_000, askEveryMs: 5000, unanswered: 2 };
const parallel = { count: 300, bytes: 150 * 1024 } as const;

export async function measureCarrying(): Promise<void> {
  const place = mkdtempSync(join(tmpdir(), 'tablewatch-bench-'));
  const service = await createNgrokService({ announce: 'door' });
  const receiver = await startHashReceiver();
  const keys = createKeyFolder();
  const [hostKey, keyFile] = [keys.key('host'), keys.key('user')];
  const ssh =
    noSshd === null
      ? await startRealServer({ keys, hostKey, allowed: [keyFile] })
      : { ...(await startOwnServer(hostKey)), user: 'nobody' };
  const links: TunnelLink[] = [];
  try {
    const ca = join(place, 'ca.pem');
    writeFileSync(ca, service.ca);
    const before = childrenOf(process.pid);
    links.push(await openNgrok(ca, service.agentAddress, receiver.url));
    const helperPid = childrenOf(process.pid).find((pid) => !before.includes(pid)) ?? '';
    const bindPort = await freePort();
    const provider = makeProvider({ port: ssh.port, user: ssh.user, bindPort, keyFile }, { pace });
    links.push(await provider.start(receiver.url));

    const ways = [
      ['direct, loopback', receiver.url],
      ['over ngrok’s double', await service.edgeUrl(domain)],
      [
        noSshd === null ? 'over OpenSSH’s server' : 'over ssh2’s server',
        `http://127.0.0.1:${bindPort}`,
      ],
    ] as const;
    await printLatency(ways);
    await printBodies(ways);
    await printMemory(helperPid, service);
  } finally {
    for (const link of links) await link.close();
    await ssh.close();
    await receiver.close();
    await service.close();
    keys.close();
    rmSync(place, { recursive: true, force: true });
  }
}

async function openNgrok(ca: string, serverAddr: string, receiver: string): Promise<TunnelLink> {
  const provider = createNgrokProvider(
    { kind: 'ngrok', region: null, domain, serverAddr, ca: { file: ca } },
    {
      processes: createHelperHost(helper),
      authtoken: () => 'token_for_tests',
      proveEvery: () => 600_000,
      clock,
      version: '0.0.0',
    },
  );
  const opened = await provider.open(receiver, new AbortController().signal);
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return opened.value;
}

type Ways = readonly (readonly [name: string, url: string])[];

async function printLatency(ways: Ways): Promise<void> {
  print(`One request of 1 KB after another, each on a connection of its own, ${sequential} times`);
  const all: { readonly name: string; readonly times: readonly number[] }[] = [];
  for (const [name, url] of ways) {
    const times: number[] = [];
    for (let index = 0; index < sequential; index += 1) {
      const began = performance.now();
      await isCarried(`${url}/in/x`, 1024);
      times.push(performance.now() - began);
    }
    all.push({ name, times });
  }
  const p50 = (times: readonly number[]) => quantile(times, 0.5);
  const direct = p50(all[0]?.times ?? []);
  printTable([
    ['way', 'p50', 'p95', 'added at p50', 'ratio'],
    ...all.map(({ name, times }) => [
      name,
      `${p50(times).toFixed(1)} ms`,
      `${quantile(times, 0.95).toFixed(1)} ms`,
      `${(p50(times) - direct).toFixed(1)} ms`,
      `${(p50(times) / direct).toFixed(1)}×`,
    ]),
  ]);
  print(
    '  ngrok’s: 40 ms of it wait for a delayed acknowledgement (the SDK leaves Nagle’s algorithm on).',
  );
  print();
}

async function printBodies(ways: Ways): Promise<void> {
  print(`${parallel.count} bodies of ${parallel.bytes / 1024} KB at once`);
  const rows: string[][] = [];
  for (const [name, url] of ways) {
    const began = performance.now();
    const equal = await Promise.all(
      Array.from({ length: parallel.count }, () =>
        isCarried(`${url}/in/x`, parallel.bytes).catch(() => false),
      ),
    );
    const ms = performance.now() - began;
    rows.push([name, `${equal.filter(Boolean).length} hash-equal`, `${(ms / 1000).toFixed(1)} s`]);
  }
  printTable(rows);
}

async function printMemory(helperPid: string, service: Parameters<typeof startRival>[1]) {
  print();
  print('Memory of the helper with a link that has carried the above (RSS)');
  const bare = spawn(process.execPath, ['-e', 'setInterval(() => {}, 60000)'], { stdio: 'ignore' });
  await once(bare, 'spawn');
  const rival = await startRival(null, service);
  printTable([
    ['the helper', memoryOf(helperPid)],
    ['the SDK alone, fresh link', memoryOf(rival.pid)],
    ['a Node process that does nothing', memoryOf(bare.pid ?? 0)],
  ]);
  await rival.close();
  await end(bare);
}

async function end(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

/** Linux tells it; elsewhere it is not measured. */
function memoryOf(pid: number | string): string {
  try {
    const rss = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return rss === undefined ? 'gone' : `${(Number(rss) / 1024).toFixed(1)} MB`;
  } catch {
    return 'skipped: only Linux tells it in /proc';
  }
}

function childrenOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  } catch {
    return [];
  }
}
