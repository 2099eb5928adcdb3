// The command line as a program: its first line, its events, its signals, its exit codes.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { post, seatableEdit } from './desk';

const program = join(import.meta.dirname, '../../dist/cli/tablewatch.js');
const run = promisify(execFile);

let folder: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tablewatch-cli-'));
});
afterEach(async () => {
  await Promise.all(
    children.splice(0).map(async (child) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
    }),
  );
  rmSync(folder, { recursive: true, force: true });
});

const data = () => join(folder, 'data');

interface Served {
  readonly child: ChildProcess;
  readonly receiver: string;
  nextLine(): Promise<Record<string, unknown>>;
  readonly exited: Promise<number | null>;
}

async function serve(...options: string[]): Promise<Served> {
  const child = spawn(process.execPath, [program, 'serve', '--data', data(), ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async () => JSON.parse((await lines.next()).value ?? 'null');
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const ready = await nextLine();
  expect(ready).toMatchObject({ type: 'ready', pid: child.pid });
  return { child, receiver: String(ready.receiver), nextLine, exited };
}

function config(connections: unknown, rest: object = {}): string {
  const file = join(folder, 'config.json');
  writeFileSync(file, JSON.stringify({ connections, ...rest }));
  return file;
}

const seatable = {
  id: 'crm',
  source: 'seatable',
  name: 'CRM',
  config: {},
  secrets: {},
  subscriptions: [{ id: 'crm-hook', address: 'crm-address', manage: false }],
};

describe('serve', () => {
  test('prints each stored event, and ends with 0 on SIGTERM', async () => {
    const served = await serve('--config', config([seatable]));
    const answer = await post(`${served.receiver}/in/crm-address`, seatableEdit('r1', 'a', 'b'));
    expect(answer.status).toBe(200);
    expect(await served.nextLine()).toMatchObject({
      type: 'event',
      event: { source: 'seatable', connectionId: 'crm', record: { id: 'r1' } },
    });
    served.child.kill('SIGTERM');
    expect(await served.exited).toBe(0);
  });

  test.each([
    ['that says nothing', ''],
    ['in its headers', 'POST /in/crm-address HTTP/1.1\r\nHost: 127'],
    [
      'in its body',
      'POST /in/crm-address HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 500\r\n\r\n{',
    ],
  ])(
    'ends on SIGTERM in spite of a sender %s',
    async (_name, request) => {
      const served = await serve('--config', config([seatable]));
      const socket = connect(Number(new URL(served.receiver).port), '127.0.0.1');
      await once(socket, 'connect');
      socket.on('error', () => {}); // it is cut off, which is what is tested
      socket.write(request);
      served.child.kill('SIGTERM');
      expect(await served.exited).toBe(0);
      socket.destroy();
    },
    5000,
  );

  test('keeps, but does not read, what it cannot check because a secret is not at hand', async () => {
    const secured = { ...seatable, secrets: { webhookSecret: 'S' } };
    const file = config([secured]);
    const first = await serve('--config', file);
    const forged = await post(`${first.receiver}/in/crm-address`, seatableEdit('forged', 'a', 'b'));
    expect(forged.status).toBe(401);
    first.child.kill('SIGTERM');
    await first.exited;

    const second = await serve(); // without the config file, so without the secret
    const held = await post(`${second.receiver}/in/crm-address`, seatableEdit('held', 'a', 'b'));
    expect(held.status).toBe(200);
    const replayed = await run(process.execPath, [program, 'replay', '--data', data(), '--all']);
    expect(JSON.parse(replayed.stdout)).toEqual({ replayed: 0, newEvents: 0, undecoded: 0 });
    const mended = await run(process.execPath, [
      ...[program, 'replay', '--data', data(), '--all'],
      ...['--config', file],
    ]);
    // Neither carries a signature, so neither becomes an event.
    expect(JSON.parse(mended.stdout)).toEqual({ replayed: 0, newEvents: 0, undecoded: 0 });
    expect(await events()).toEqual([]);
  });

  test('loses nothing it answered for when it is killed', async () => {
    const served = await serve('--config', config([seatable]));
    const bodies = Array.from({ length: 200 }, (_, n) => seatableEdit(`r${n}`, 'a', `b${n}`));
    let answered = 0;
    const posting = bodies.map(async (body) => {
      const answer = await post(`${served.receiver}/in/crm-address`, body).catch(() => null);
      if (answer?.status === 200) answered += 1;
      if (answered === 60) served.child.kill('SIGKILL');
    });
    await Promise.all(posting);
    await served.exited;
    await serve('--config', config([seatable])); // works off what was pending
    await expect
      .poll(async () => (await events()).length, { timeout: 10_000 })
      .toBeGreaterThanOrEqual(answered);
  });

  test('shows demo changes within ten seconds', async () => {
    const served = await serve('--demo');
    const sources = new Set<unknown>();
    for (let n = 0; n < 4; n += 1) {
      const line = await served.nextLine();
      expect(line.type).toBe('event');
      sources.add((line.event as { source: string }).source); // the shape is asserted just above
    }
    expect(sources.size).toBeGreaterThan(0);
  }, 10_000);

  test('says which process holds the data folder', async () => {
    const served = await serve();
    const second = await run(process.execPath, [program, 'serve', '--data', data()]).catch(
      (error: { code: number; stderr: string }) => error,
    );
    expect(second).toMatchObject({ code: 1 });
    expect(second.stderr).toContain(String(served.child.pid));
  });

  test('takes the port it is given, and says when it is taken', async () => {
    const served = await serve();
    const { port } = new URL(served.receiver);
    const other = join(folder, 'other');
    const second = await run(process.execPath, [
      program,
      'serve',
      '--data',
      other,
      '--port',
      port,
    ]).catch((error: { code: number; stderr: string }) => error);
    expect(second).toMatchObject({ code: 1 });
    expect(second.stderr).toContain(`Port ${port} is taken`);
  });

  test('takes secrets from the environment', async () => {
    const file = config([{ ...seatable, secrets: { webhookSecret: { env: 'NO_SUCH_VARIABLE' } } }]);
    const outcome = await failing('serve', '--config', file);
    expect(outcome.stderr).toContain('connections[0].secrets.webhookSecret.env');
    expect(outcome.stderr).toContain('NO_SUCH_VARIABLE');
  });
});

async function failing(command: string, ...options: string[]) {
  const outcome = await run(process.execPath, [
    program,
    command,
    '--data',
    data(),
    ...options,
  ]).catch((error: { code: number; stderr: string; stdout: string }) => error);
  expect(outcome).toMatchObject({ code: 2, stdout: '' });
  return outcome;
}

async function events(...options: string[]): Promise<readonly { record: { id: string } }[]> {
  const { stdout } = await run(process.execPath, [program, 'events', '--data', data(), ...options]);
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

describe('a wrong config file', () => {
  test.each([
    ['not JSON', '{', '(file)'],
    ['an unknown member', '{"conections":[]}', 'conections'],
    ['an unknown source', '{"connections":[{"id":"a","source":"excel"}]}', 'connections[0].source'],
    ['a missing id', '{"connections":[{"source":"seatable"}]}', 'connections[0].id'],
    [
      'a config member of the source',
      '{"connections":[{"id":"a","source":"nocodb","config":{"server":"no url"}}]}',
      'connections[0].config.server',
    ],
    [
      'an address that is no token',
      '{"connections":[{"id":"a","source":"seatable","subscriptions":[{"address":"a/b"}]}]}',
      'connections[0].subscriptions[0].address',
    ],
    [
      'the same address twice',
      '{"connections":[{"id":"a","source":"seatable","subscriptions":[{"address":"x"},{"address":"x"}]}]}',
      'connections[0].subscriptions[1].address',
    ],
    [
      'an empty secret',
      '{"connections":[{"id":"a","source":"seatable","secrets":{"webhookSecret":""}}]}',
      'connections[0].secrets.webhookSecret',
    ],
    [
      'an unknown member of the source',
      '{"connections":[{"id":"a","source":"seatable","config":{"sever":"x"}}]}',
      'connections[0].config.sever',
    ],
    [
      'a public address that is no address',
      '{"publicAddress":{"kind":"own","url":"zz"}}',
      'publicAddress.url',
    ],
    [
      'a public address without encryption',
      '{"publicAddress":{"kind":"own","url":"http://example.com"}}',
      'publicAddress.url',
    ],
  ])('%s', async (_name, text, path) => {
    const file = join(folder, 'wrong.json');
    writeFileSync(file, text);
    const { stderr } = await failing('serve', '--config', file);
    expect(stderr).toContain(`${path}: `);
  });
});

test('every wrong member is named at once', async () => {
  const file = join(folder, 'wrong.json');
  const connections = [
    { id: '', source: 'seatable', config: { server: 1 } },
    { id: 'k', source: 'kdocs', config: {}, subscriptions: [{ event: 'q', sheetId: 'a' }] },
  ];
  writeFileSync(file, JSON.stringify({ conections: [], connections }));
  const { stderr } = await failing('serve', '--config', file);
  for (const path of [
    'conections',
    'connections[0].id',
    'connections[0].config.server',
    'connections[1].config.fileToken',
    'connections[1].subscriptions[0].event',
    'connections[1].subscriptions[0].sheetId',
  ]) {
    expect(stderr).toContain(`  ${path}: `);
  }
});

describe('reading a data folder', () => {
  test('events, deliveries, replay and status beside a running instance', async () => {
    const served = await serve('--config', config([seatable]));
    await post(`${served.receiver}/in/crm-address`, seatableEdit('r1', '待处理', '已完成'));
    await served.nextLine();
    await post(`${served.receiver}/in/crm-address`, 'not json');

    expect((await events()).map((event) => event.record.id)).toEqual(['r1']);
    expect(await events('--query', '处理')).toHaveLength(1);
    expect(await events('--query', 'action:deleted')).toHaveLength(0);
    expect(await events('--limit', '0')).toHaveLength(0);

    const csv = await run(process.execPath, [
      program,
      'events',
      '--data',
      data(),
      '--format',
      'csv',
    ]);
    expect(csv.stdout).toContain('状态: 待处理 → 已完成');
    const md = await run(process.execPath, [program, 'events', '--data', data(), '--format', 'md']);
    expect(md.stdout).toMatch(/^\| time \| source \|/);

    const kept = await run(process.execPath, [
      program,
      'deliveries',
      '--data',
      data(),
      '--state',
      'undecoded',
    ]);
    expect(JSON.parse(kept.stdout)).toMatchObject({
      state: 'undecoded',
      issue: { code: 'not-json' },
    });

    const replayed = await run(process.execPath, [program, 'replay', '--data', data(), '--all']);
    expect(JSON.parse(replayed.stdout)).toEqual({ replayed: 2, newEvents: 0, undecoded: 1 });

    const status = await run(process.execPath, [program, 'status', '--data', data()]);
    expect(JSON.parse(status.stdout)).toMatchObject({
      events: 1,
      deliveries: { decoded: 1, undecoded: 1 },
      connections: [{ id: 'crm', subscriptions: [{ path: '/in/crm-address' }] }],
    });
  });

  test('a folder without data says so', async () => {
    const outcome = await run(process.execPath, [program, 'events', '--data', data()]).catch(
      (error: { code: number; stderr: string }) => error,
    );
    expect(outcome).toMatchObject({ code: 1 });
    expect(outcome.stderr).toContain('There is no Tablewatch data');
  });
});
