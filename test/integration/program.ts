// The built command line, run as a program in a folder of its own that goes away after each test.

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect } from 'vitest';

const program = join(import.meta.dirname, '../../dist/cli/tablewatch.js');
const execute = promisify(execFile);

/** Runs a command to its end; rejects with `code`, `stdout` and `stderr` when it fails. */
export const run = (...args: readonly string[]) => execute(process.execPath, [program, ...args]);

export let folder: string;
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

export const data = () => join(folder, 'data');

interface Served {
  readonly child: ChildProcess;
  readonly receiver: string;
  nextLine(): Promise<Record<string, unknown>>;
  /** What it has said so far. */
  stderr(): string;
  readonly exited: Promise<number | null>;
}

/** Starts `serve` and waits for its first line. */
export async function serve(...options: string[]): Promise<Served> {
  const child = spawn(process.execPath, [program, 'serve', '--data', data(), ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let said = '';
  child.stderr.on('data', (text: Buffer) => {
    said += text;
    process.stderr.write(text);
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async () => JSON.parse((await lines.next()).value ?? 'null');
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const ready = await nextLine();
  expect(ready).toMatchObject({ type: 'ready', pid: child.pid });
  return { child, receiver: String(ready.receiver), nextLine, stderr: () => said, exited };
}

/** Writes a config file. @returns its path */
export function config(connections: unknown, rest: object = {}): string {
  const file = join(folder, 'config.json');
  writeFileSync(file, JSON.stringify({ connections, ...rest }));
  return file;
}

export const seatable = {
  id: 'crm',
  source: 'seatable',
  name: 'CRM',
  config: {},
  secrets: {},
  subscriptions: [{ id: 'crm-hook', address: 'crm-address', manage: false }],
};

/** Runs a command that must end with code 2 and print nothing on stdout. */
export async function failing(command: string, ...options: string[]) {
  const outcome = await run(command, '--data', data(), ...options).catch(
    (error: { code: number; stderr: string; stdout: string }) => error,
  );
  expect(outcome).toMatchObject({ code: 2, stdout: '' });
  return outcome;
}

/** What `events` prints. */
export async function events(...options: string[]): Promise<readonly { record: { id: string } }[]> {
  const { stdout } = await run('events', '--data', data(), ...options);
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/** A port that nobody listens on at the moment. */
export const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const place = server.address();
      server.close(() => resolve(typeof place === 'object' && place ? place.port : 0));
    });
  });
