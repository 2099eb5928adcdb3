// The doors of the public edge: one for HTTPS by name, and for each domain one of plain HTTP on its own port.
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createSecureContext } from 'node:tls';
import type { CertificateAuthority } from './certificate';
import type { Edge } from './edge';

export interface Front {
  /** Port of the HTTPS door; the domain is taken from SNI and `Host`. */
  readonly port: number;
  /** `http://HOST:PORT` of a domain, online or not. It stays the same until `close`. */
  door(domain: string): Promise<string>;
  close(): Promise<void>;
}

/** @param host the address to listen at */
export async function createFront(
  host: string,
  edge: Edge,
  authority: CertificateAuthority,
): Promise<Front> {
  const doors = new Map<string, Promise<string>>();
  const servers: Server[] = [];

  const open = async (server: Server): Promise<number> => {
    servers.push(server);
    await new Promise<void>((resolve) => {
      server.listen(0, host, resolve);
    });
    // a TCP server's address is never a path
    return (server.address() as AddressInfo).port;
  };

  const byName: RequestListener = (incoming, outgoing) =>
    edge((incoming.headers.host ?? '').replace(/:\d+$/, ''), incoming, outgoing);
  const secure = createSecureServer(
    {
      ...authority.issue(['localhost', '127.0.0.1']),
      SNICallback: (name, done) => done(null, createSecureContext(authority.issue([name]))),
    },
    byName,
  );
  const port = await open(secure);

  const openDoor = async (domain: string): Promise<string> => {
    const server = createServer((incoming, outgoing) => edge(domain, incoming, outgoing));
    return `http://${host}:${await open(server)}`;
  };

  return {
    port,
    door(domain) {
      const door = doors.get(domain) ?? openDoor(domain);
      doors.set(domain, door);
      return door;
    },
    async close() {
      await Promise.all(
        servers.map(
          (server) =>
            new Promise<void>((resolve) => {
              server.close(() => resolve());
              server.closeAllConnections();
            }),
        ),
      );
    },
  };
}
