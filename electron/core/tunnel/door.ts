// The machine that a way to the outside begins at, and whether it can be reached: asked by opening a connection, no more.
import { lookup } from 'node:dns/promises';
import { createConnection } from 'node:net';
import type { PublicAddress } from '#shared/public-address';
import { assertNever } from '#shared/result';
import { nearest, ngrokServer } from './ngrok/server';

export interface Door {
  readonly host: string;
  readonly port: number;
}

export function doorOf(address: PublicAddress): Door {
  switch (address.kind) {
    case 'ssh':
      return { host: address.host, port: address.port };
    case 'own':
      return doorOfUrl(address.url);
    case 'ngrok':
      return doorOfServer(ngrokServer(address) ?? nearest);
    default:
      return assertNever(address);
  }
}

function doorOfUrl(url: string): Door {
  const { hostname, port, protocol } = new URL(url);
  return { host: bare(hostname), port: Number(port) || (protocol === 'http:' ? 80 : 443) };
}

/** @param server `host:port` as it was typed, which need not make an address */
function doorOfServer(server: string): Door {
  const colon = server.lastIndexOf(':');
  return { host: bare(server.slice(0, colon)), port: Number(server.slice(colon + 1)) };
}

const bare = (host: string) => host.replace(/^\[|\]$/g, '');

export interface Knocker {
  /** Remembers where a door is while its name can be looked up: a network that is gone takes the names with it. */
  remember(door: Door): Promise<void>;
  /** @returns whether a connection came about in time; it is closed at once, and nothing is sent */
  knock(door: Door, timeoutMs: number): Promise<boolean>;
}

export function createKnocker(): Knocker {
  const known = new Map<string, string>();
  let count = 0;
  return {
    async remember({ host }) {
      const found = await lookup(host).catch(() => null);
      if (found !== null) known.set(host, found.address);
    },
    knock({ host, port }, timeoutMs) {
      count += 1;
      // Now and then by name, since what was known may have moved.
      const address = count % 5 === 0 ? host : (known.get(host) ?? host);
      return new Promise((resolve) => {
        const socket = createConnection({ host: address, port });
        const answer = (isOpen: boolean) => {
          clearTimeout(timer);
          socket.destroy();
          resolve(isOpen);
        };
        const timer = setTimeout(answer, timeoutMs, false);
        socket.once('connect', () => answer(true));
        socket.on('error', () => answer(false));
      });
    },
  };
}
