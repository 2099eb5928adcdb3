// A real NocoDB on a free port of this machine, with a data folder of its own that goes away with it.
import { type ChildProcess, spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { installNocodb } from '../../electron/launch/nocodb/install.mjs';
import { createNocodbApi, type NocodbApi } from './nocodb-api';

/** ms; on two busy cores the first start took 45 s. */
const startWithinMs = 180_000;
const stopWithinMs = 10_000;

export interface NocodbServer {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** An API token, as a person makes one under “Account settings”, “Tokens”. */
  readonly token: string;
  /** A session's token, a JWT. */
  readonly session: string;
  readonly api: NocodbApi;
  stop(): Promise<void>;
}

export interface NocodbOptions {
  /** Whether hooks may point to loopback; default true. */
  readonly localHooks?: boolean;
}

/** Installs NocoDB where that is still to be done, starts it, and signs up its first user. */
export async function startNocodb({
  localHooks = true,
}: NocodbOptions = {}): Promise<NocodbServer> {
  const folder = await installNocodb();
  const data = await mkdtemp(join(tmpdir(), 'tablewatch-nocodb-'));
  // It looks here for its own version.
  const own = 'node_modules/nocodb/package.json';
  await mkdir(join(data, 'node_modules/nocodb'), { recursive: true });
  await copyFile(join(folder, own), join(data, own));
  const child = spawn(join(folder, 'node_modules/node/bin/node'), [join(folder, 'start.cjs')], {
    cwd: data,
    // The channel tells the server when this process is gone, whatever way it went.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NODE_OPTIONS: '',
      PORT: '0',
      NC_DISABLE_TELE: 'true',
      NC_AUTH_JWT_SECRET: 'test',
      ...(localHooks ? { NC_ALLOW_LOCAL_HOOKS: 'true' } : { NC_ALLOW_LOCAL_HOOKS: 'false' }),
    },
  });
  const stop = async () => {
    await end(child);
    await rm(data, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const url = `http://127.0.0.1:${await readyPort(child)}`;
    const session = await signUp(url);
    const api = createNocodbApi(url, session);
    return { url, token: await api.makeToken(), session, api, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Waits for the line `READY <port>`; what the server said last explains why it does not come. */
function readyPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    const last: string[] = [];
    const fail = (why: string) => reject(new Error(`NocoDB ${why}:\n${last.join('\n')}`));
    const timer = setTimeout(() => fail(`was not ready within ${startWithinMs} ms`), startWithinMs);
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => {
        last.push(line);
        if (last.length > 20) last.shift();
        const port = /^READY (\d+)$/.exec(line)?.[1];
        if (port === undefined) return;
        clearTimeout(timer);
        resolve(Number(port));
      });
    }
    child.once('error', (error) => fail(`could not be started (${error.message})`));
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with ${code}`);
    });
  });
}

async function signUp(url: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/auth/user/signup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'lilei@example.com', password: 'Tablewatch.2026' }),
  });
  const { token } = await response.json();
  if (typeof token !== 'string') throw new Error(`NocoDB refused to sign up: ${response.status}`);
  return token;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
  await gone;
  clearTimeout(timer);
}
