// A proxy as companies have it: it opens ways on `CONNECT`, knows names that nobody else knows, and remembers who asked where to.
import { createServer, type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';

export interface HttpProxy {
  readonly url: string;
  /** `host:port` of everything that was asked for, in order. */
  readonly asked: readonly string[];
  /** How many ways were opened by `CONNECT`. */
  opened(): number;
  /** Breaks all ways. */
  cut(): void;
  close(): Promise<void>;
}

/** @param credentials `user:password` that it wants to see; it lets in everybody when absent */
export async function startProxy(credentials?: string): Promise<HttpProxy> {
  const asked: string[] = [];
  let opened = 0;
  const open = new Set<Duplex>();
  /** As Chromium asks for addresses without TLS: by the whole address, and no way is opened. */
  const server = createServer((incoming, response) => {
    const { host, port, pathname, search } = new URL(incoming.url ?? '/', 'http://no.where');
    asked.push(host);
    const { method, headers } = incoming;
    const outgoing = request({ host: '127.0.0.1', port, method, headers, path: pathname + search });
    outgoing.on('error', () => response.writeHead(502).end());
    outgoing.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    incoming.pipe(outgoing);
  });
  server.on('connect', (asking: IncomingMessage, client: Duplex, head: Buffer) => {
    const shown = asking.headers['proxy-authorization'];
    const wanted = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`;
    if (wanted !== undefined && shown !== wanted) {
      return client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    }
    asked.push(asking.url ?? '');
    opened += 1;
    // Whatever the name is, it is a service on this machine.
    const target = connect(Number(asking.url?.split(':').at(-1)), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.write(head);
      target.pipe(client).pipe(target);
    });
    for (const one of [client, target]) {
      open.add(one);
      one.on('error', () => {});
      one.once('close', () => {
        open.delete(one);
        client.destroy();
        target.destroy();
      });
    }
    return undefined;
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo; // it listens on a port
  const cut = () => {
    for (const one of open) one.destroy();
  };
  return {
    url: `http://${credentials ? `${credentials}@` : ''}127.0.0.1:${port}`,
    asked,
    opened: () => opened,
    cut,
    close() {
      cut();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}
