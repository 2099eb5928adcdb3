// A network between this machine and a server's, made of a namespace and a pair of virtual cables, that can be cut.
import { execFileSync, spawnSync } from 'node:child_process';

export interface Network {
  /** The server's address. */
  readonly server: string;
  /** Before a program, runs it at the server's end as an ordinary user. */
  readonly prefix: readonly string[];
  /** Pulls the cable, plugs it in. */
  link(state: 'up' | 'down'): void;
  /** The server's answers vanish on the way; they come again. */
  loseAnswers(): void;
  bringAnswers(): void;
  /** This machine has another address than before. */
  changeAddress(): void;
  close(): void;
}

const ip = (...args: string[]) => void execFileSync('ip', args, { stdio: 'pipe' });

/** Why there can be no such network here; null when there can. */
export function noNetwork(): string | null {
  if (process.platform !== 'linux') return 'network namespaces are Linux’s';
  if (process.getuid?.() !== 0) return 'network namespaces need root';
  const name = `tablewatch-probe-${process.pid}`;
  const made = spawnSync('ip', ['netns', 'add', name], { encoding: 'utf8' });
  if (made.error !== undefined) return 'no `ip` program here (Debian: iproute2)';
  if (made.status !== 0) return `no network namespace can be made here: ${made.stderr.trim()}`;
  ip('netns', 'del', name);
  return null;
}

export function createNetwork(): Network {
  const name = `tablewatch-${process.pid}`;
  const near = `tw${process.pid}a`;
  const far = `tw${process.pid}b`;
  // A part of the range kept for measurements of networks, so that it is nobody's (https://www.rfc-editor.org/rfc/rfc2544).
  const part = `198.18.${process.pid % 250}`;
  const addresses = { before: `${part}.1`, after: `${part}.3`, server: `${part}.2` };
  ip('netns', 'add', name);
  /** The namespace itself goes only with the last process in it, the cable at once. */
  const close = () => {
    spawnSync('ip', ['link', 'del', near]);
    for (const address of [addresses.before, addresses.after])
      spawnSync('ip', ['addr', 'del', `${address}/32`, 'dev', 'lo']);
    spawnSync('ip', ['netns', 'del', name]);
  };
  // On loopback, so that no other test, whose app watches this machine's network, takes it for another network.
  let own = addresses.before;
  const plugIn = () => {
    ip('addr', 'replace', `${own}/32`, 'dev', 'lo');
    ip('link', 'set', near, 'up');
    ip('route', 'replace', `${addresses.server}/32`, 'dev', near, 'src', own);
  };
  const atServer = (...args: string[]) => ip('-n', name, ...args);
  try {
    ip('link', 'add', near, 'type', 'veth', 'peer', 'name', far, 'netns', name);
    plugIn();
    atServer('addr', 'add', `${addresses.server}/24`, 'dev', far);
    atServer('link', 'set', far, 'up');
    atServer('link', 'set', 'lo', 'up');
  } catch (error) {
    close();
    throw error;
  }
  return {
    server: addresses.server,
    prefix: [
      ...['ip', 'netns', 'exec', name],
      ...['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'],
    ],
    link: (state) => (state === 'up' ? plugIn() : ip('link', 'set', near, 'down')),
    loseAnswers: () => atServer('route', 'add', 'blackhole', `${addresses.before}/32`),
    bringAnswers: () => atServer('route', 'del', 'blackhole', `${addresses.before}/32`),
    changeAddress() {
      ip('addr', 'del', `${own}/32`, 'dev', 'lo');
      own = addresses.after;
    },
    close,
  };
}
