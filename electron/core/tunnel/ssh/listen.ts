// Asks the server to listen for us, and finds out why it does not: it only ever says yes or no.
import { isIP } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { Client } from 'ssh2';
import type { SshTunnel } from '#shared/tunnel-ssh';
import type { TunnelFault } from '../tunnel';
import { held, never } from './faults';

/** ms; a firewall on the server may let a question vanish. */
const knockMs = 3000;

/** What sshd listens on when nothing else is allowed. */
const isLoopback = (address: string): boolean => /^(localhost|127\.0\.0\.1|::1)$/.test(address);
const isEverywhere = (address: string): boolean => address === '0.0.0.0' || address === '::';

/**
 * @param heldBefore whether this app had the port before: then it is its own old session that holds it, soon to end
 * @returns null when the server listens; the session is to be ended otherwise
 */
export async function listen(
  client: Client,
  settings: SshTunnel,
  heldBefore: boolean,
): Promise<TunnelFault | null> {
  const { bindAddress, bindPort } = settings;
  if (!(await ask(client, bindAddress, bindPort)))
    return heldBefore ? portHeld(settings) : whyRefused(client, settings);
  if (!isLoopback(bindAddress) && (await isOnLoopbackOnly(client, settings)))
    return never('ssh-gateway-ports', { address: bindAddress });
  return null;
}

const portHeld = ({ host, bindPort }: SshTunnel) => held('ssh-port-held', { host, port: bindPort });

/** The request for the port fails alike for every reason; what else the server allows tells them apart. */
async function whyRefused(client: Client, settings: SshTunnel): Promise<TunnelFault> {
  const { host, user, bindAddress: address, bindPort: port } = settings;
  const refused = never('ssh-forward-refused', { host, address, port });
  const privileged = never('ssh-port-privileged', { port, user });
  const isPrivileged = port < 1024 && user !== 'root';
  const found = await knock(client, isEverywhere(address) ? '127.0.0.1' : address, port);
  if (found === 'open') return portHeld(settings);
  if (found === 'closed') return isPrivileged ? privileged : refused;
  // It does not let us look. If it grants us any port at this address, this one is taken.
  if (await ask(client, address, 0)) return isPrivileged ? privileged : portHeld(settings);
  // Forwarding may be off, or limited to this port while an old session holds it, which ends by itself.
  return { ...refused, retry: 'slow' };
}

/**
 * With `GatewayPorts no` sshd listens on loopback whatever it is asked for, and says yes
 * (https://man.openbsd.org/sshd_config#GatewayPorts).
 */
async function isOnLoopbackOnly(client: Client, settings: SshTunnel): Promise<boolean> {
  const { bindAddress, bindPort, port } = settings;
  if (!isEverywhere(bindAddress))
    return (
      (await knock(client, bindAddress, bindPort)) === 'closed' &&
      (await knock(client, '127.0.0.1', bindPort)) === 'open'
    );
  // Where every address of 127.0.0.0/8 is the machine's own, as the SSH port there shows, ours must answer there too.
  return (
    (await knock(client, '127.0.0.2', bindPort)) === 'closed' &&
    (await knock(client, '127.0.0.2', port)) === 'open'
  );
}

/** @returns whether the server now listens there; a lost connection counts as no, its session says why */
function ask(client: Client, address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    try {
      client.forwardIn(address, port, (error) => resolve(error === undefined));
    } catch {
      resolve(false); // no longer connected
    }
  });
}

type Found = 'open' | 'closed' | 'unknown';

/** Lets the server connect to an address of its own; the connection is closed at once. */
async function knock(client: Client, address: string, port: number): Promise<Found> {
  const target = isIP(address) === 0 ? '127.0.0.1' : address;
  const stop = new AbortController();
  const answer = new Promise<Found>((resolve) => {
    try {
      client.forwardOut('127.0.0.1', 0, target, port, (error, channel) => {
        channel?.destroy();
        resolve(error === undefined ? 'open' : isRefusal(error) ? 'closed' : 'unknown');
      });
    } catch {
      resolve('unknown');
    }
  });
  const late = setTimeout(knockMs, 'unknown' as const, { signal: stop.signal }).catch(
    () => 'unknown' as const,
  );
  const found = await Promise.race([answer, late]);
  stop.abort();
  return found;
}

/** 2: the server tried and was refused; 1: it does not try (https://datatracker.ietf.org/doc/html/rfc4254#section-5.1). */
const isRefusal = (error: Error): boolean => 'reason' in error && error.reason === 2;
