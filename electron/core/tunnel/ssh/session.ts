// One SSH session from the first packet to the last: who the server is, who we are, and when it is gone.
import { createConnection } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { Client } from 'ssh2';
import { err, ok, type Result } from '#shared/result';
import type { SshTunnel } from '#shared/tunnel-ssh';
import type { TunnelFault } from '../tunnel';
import { never, whyGone, whyNoSession } from './faults';
import { algorithmsFor, pinOf } from './host-key';
import type { Identity } from './identity';

export interface Pace {
  /** ms for an agent, which may ask its person first, and for a key file. */
  readonly identityMs: number;
  /** ms from the first packet to the login. */
  readonly loginMs: number;
  /** ms between two questions whether the server is still there. */
  readonly askEveryMs: number;
  /** How many of them may stay unanswered. */
  readonly unanswered: number;
}

/** ms that the server has to take note of our goodbye. */
const farewellMs = 500;

/** Characters after which it is known who speaks. */
const greeting = 8192;

export interface Session {
  readonly client: Client;
  /** The server's key as seen, `ssh-ed25519 SHA256:…`. */
  readonly hostKey: string;
  /** Resolves once, when nothing is left of it; `null` after `end`. */
  readonly gone: Promise<TunnelFault | null>;
  end(): Promise<void>;
}

/**
 * @param pin the only key accepted from the server; null accepts any
 * @param signal aborted when nobody waits for the login any longer
 * @returns a session that is logged in; on failure nothing is left
 */
export async function openSession(
  settings: SshTunnel,
  identity: Identity,
  pin: string | null,
  pace: Pace,
  signal: AbortSignal,
): Promise<Result<Session, TunnelFault>> {
  const { Client } = (await import('ssh2')).default;
  const { host, port, user } = settings;
  // Our own socket: `ssh2` gives no way to close one at once that it has begun to close in peace.
  const socket = createConnection({ host, port, noDelay: true });
  const giveUp = () => void socket.destroy();
  signal.addEventListener('abort', giveUp, { once: true });
  if (signal.aborted) giveUp();
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const client = new Client();
  let said = '';
  const note = (bytes: Buffer) => {
    said += bytes.toString('latin1');
    if (said.length > greeting) socket.off('data', note);
  };
  let seen: string | null = null;
  let lastError: Error | null = null;
  let isEnded = false;

  const isReady = await new Promise<boolean>((resolve) => {
    client.once('ready', () => resolve(true));
    client.on('error', (error) => {
      // one key that the agent could not use; it goes on with the next
      if ('level' in error && error.level === 'agent') return;
      lastError ??= error;
      resolve(false);
    });
    void closed.then(() => resolve(false));
    // Beside `ssh2`, which takes whatever comes before the server's name for a greeting.
    socket.on('data', note);
    client.connect({
      sock: socket,
      username: user,
      authHandler: [identity.method],
      algorithms: { serverHostKey: algorithmsFor(pin) },
      hostVerifier: (key: Buffer) => {
        seen = pinOf(key);
        return pin === null || seen === pin;
      },
      readyTimeout: pace.loginMs,
      keepaliveInterval: pace.askEveryMs,
      keepaliveCountMax: pace.unanswered,
    });
  });
  signal.removeEventListener('abort', giveUp);
  socket.off('data', note);
  // The compiler does not see the assignments in the callbacks above.
  const hostKey = seen as string | null;
  const isStranger = pin !== null && hostKey !== null && hostKey !== pin;
  if (!isReady || isStranger || hostKey === null) {
    socket.destroy();
    await closed;
    return err(
      isStranger
        ? never('ssh-host-key-changed', { host, found: hostKey, known: pin })
        : whyNoSession(lastError, settings, said, identity.refused),
    );
  }
  return ok({
    client,
    hostKey,
    gone: closed.then(() => (isEnded ? null : whyGone(lastError, settings))),
    async end() {
      isEnded = true;
      client.end();
      const farewell = new AbortController();
      const late = setTimeout(farewellMs, undefined, { signal: farewell.signal }).catch(() => {});
      await Promise.race([closed, late]);
      farewell.abort();
      socket.destroy();
      await closed;
    },
  });
}
