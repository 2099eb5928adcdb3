// OpenSSH's own server as an ordinary user, on loopback, with a configuration, keys and log of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { userInfo } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import type { KeyFolder } from './keys';
import { publicLine } from './keys';

/** Where `npm test` has found a server, which need not be installed. */
const found = z
  .object({ root: z.string(), libraries: z.array(z.string()) })
  .parse(JSON.parse(process.env.TABLEWATCH_SSHD ?? '{ "root": "/", "libraries": [] }'));
const sshdIn = (root: string): string => path.join(root, 'usr/sbin/sshd');

/** Path of one of OpenSSH's client programs. */
export const sshProgram = (name: string): string => path.join(found.root, 'usr/bin', name);

/** Why these tests cannot run here; null when they can. */
export const noSshd: string | null = existsSync(sshdIn(found.root))
  ? null
  : (process.env.TABLEWATCH_NO_SSHD ?? 'no OpenSSH server here (Debian: openssh-server)');

/** Since OpenSSH 9.8 a server is several programs, which look for each other where they would be installed. */
const partsOf = (root: string): readonly string[] =>
  (
    [
      ['SshdSessionPath', 'sshd-session'],
      ['SshdAuthPath', 'sshd-auth'],
    ] as const
  )
    .map(([option, name]) => [option, path.join(root, 'usr/lib/openssh', name)] as const)
    .filter(([, file]) => existsSync(file))
    .map(([option, file]) => `${option} ${file}`);

export interface RealServer {
  readonly port: number;
  readonly user: string;
  /** What it wrote so far. */
  log(): string;
  /** Kills the processes that serve sessions; the server goes on. */
  killSessions(): void;
  close(): Promise<void>;
}

export interface RealServerOptions {
  readonly keys: KeyFolder;
  readonly hostKey: string;
  /** Private keys whose owners may log in. */
  readonly allowed: readonly string[];
  readonly config?: readonly string[];
  readonly addresses?: readonly string[];
  readonly port?: number;
  /** Before the program, e.g. to start it in a network namespace. */
  readonly prefix?: readonly string[];
}

export async function startRealServer(options: RealServerOptions): Promise<RealServer> {
  const { keys, hostKey, allowed, config = [], addresses = ['127.0.0.1'], prefix = [] } = options;
  const port = options.port ?? (await freePort());
  // Root's server would be another thing than a user's: it would open privileged ports and change users.
  const isRoot = process.getuid?.() === 0;
  const nobody = { uid: 65_534, gid: 65_534 };
  const user = isRoot ? 'nobody' : userInfo().username;
  const root = placeFor(keys, isRoot);
  const authorized = path.join(keys.path, `authorized-${port}`);
  const file = path.join(keys.path, `sshd-${port}.conf`);
  writeFileSync(authorized, `${allowed.map(publicLine).join('\n')}\n`, { mode: 0o600 });
  writeFileSync(
    file,
    [
      `Port ${port}`,
      ...addresses.map((address) => `ListenAddress ${address}`),
      `HostKey ${hostKey}`,
      `AuthorizedKeysFile ${authorized}`,
      'PidFile none',
      'UsePAM yes', // without it, an account that has no password counts as locked
      'StrictModes no',
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'LogLevel VERBOSE',
      ...partsOf(root),
      ...config,
      '',
    ].join('\n'),
  );
  if (isRoot) keys.giveTo(nobody.uid, nobody.gid);
  // It starts itself anew for each session, and insists on being called by its full path.
  const sshd = sshdIn(root);
  const libraries = found.libraries.map((name) => path.join(root, name)).join(':');
  const [program = sshd, ...rest] = [...prefix, sshd, '-D', '-e', '-f', file];
  const identity = isRoot && prefix.length === 0 ? nobody : {};
  const child = spawn(program, rest, {
    ...identity,
    ...(libraries === '' ? {} : { env: { ...process.env, LD_LIBRARY_PATH: libraries } }),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      log += chunk.toString();
      if (log.split('Server listening on').length > addresses.length) resolve();
    });
    child.once('error', reject);
    void gone.then(() => reject(new Error(`sshd ended at once: ${log}`)));
  });
  return {
    port,
    user,
    log: () => log,
    killSessions() {
      for (const pid of descendants(child)) kill(pid);
    },
    async close() {
      for (const pid of descendants(child)) kill(pid);
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** One that is unpacked in root's cache cannot be read by the ordinary user that it is to run as. */
function placeFor(keys: KeyFolder, isRoot: boolean): string {
  if (!isRoot || found.root === '/') return found.root;
  const place = path.join(keys.path, 'openssh');
  if (!existsSync(place)) cpSync(found.root, place, { recursive: true });
  return place;
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it ended by itself
  }
}

function descendants(child: ChildProcess): number[] {
  const under = (pid: number): number[] => {
    let list = '';
    try {
      list = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
    } catch {
      return []; // ended meanwhile
    }
    const pids = list.trim().split(/\s+/).filter(Boolean).map(Number);
    return pids.flatMap((each) => [each, ...under(each)]);
  };
  return child.pid === undefined ? [] : under(child.pid);
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
