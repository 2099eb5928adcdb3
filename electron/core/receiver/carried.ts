// How many bytes a request took on its way in, and its answer on the way out, as they went over the socket.
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/** Bytes, heads included. */
export interface Carried {
  readonly bytesIn: number;
  readonly bytesOut: number;
}

/**
 * Asked when a request has come whose head could be read.
 * @param host the Host header as received
 * @returns whom to tell when its answer is out or its sender is gone; null: nobody
 */
export type Counter = (host: string | undefined) => ((carried: Carried) => void) | null;

export function watchCarried(server: Server, counter: Counter): void {
  /** Of sockets that carry several requests, what those before took. */
  const before = new WeakMap<Socket, Carried>();
  server.on('request', ({ socket, headers }: IncomingMessage, response) => {
    const tell = counter(headers.host);
    response.once('close', () => {
      const { bytesIn, bytesOut } = before.get(socket) ?? { bytesIn: 0, bytesOut: 0 };
      const now = { bytesIn: socket.bytesRead, bytesOut: socket.bytesWritten };
      before.set(socket, now);
      tell?.({ bytesIn: now.bytesIn - bytesIn, bytesOut: now.bytesOut - bytesOut });
    });
  });
}
