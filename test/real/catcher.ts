// A plain HTTP server on loopback that keeps what is posted to it, byte for byte, until a test asks for it.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Caught {
  readonly path: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface Catcher {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** The next request not yet taken, whenever it comes; throws when none does in time. */
  next(withinMs?: number): Promise<Caught>;
  /** Requests that nobody has taken yet. */
  readonly waiting: Caught[];
  close(): Promise<void>;
}

export async function createCatcher(): Promise<Catcher> {
  const kept: Caught[] = [];
  const wanting: ((caught: Caught) => void)[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      response.writeHead(200).end();
      const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
      const caught = {
        path: request.url ?? '',
        headers: Object.fromEntries(headers),
        body: new Uint8Array(Buffer.concat(chunks)),
      };
      const want = wanting.shift();
      if (want) want(caught);
      else kept.push(caught);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on TCP has an address of this form.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    waiting: kept,
    next(withinMs = 30_000) {
      const first = kept.shift();
      if (first) return Promise.resolve(first);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`nothing arrived within ${withinMs} ms`)),
          withinMs,
        );
        wanting.push((caught) => {
          clearTimeout(timer);
          resolve(caught);
        });
      });
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
