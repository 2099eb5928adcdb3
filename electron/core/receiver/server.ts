// The HTTP receiver on 127.0.0.1: limits, gate, and the bytes handed to the intake untouched.
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import fastify from 'fastify';
import { err, ok, type Problem, type Result } from '#shared/result';
import type { Log } from '../ports';
import { errorName } from '../redact-log';
import type { Answer } from '../sources/source';
import { type Counter, watchCarried } from './carried';
import { type GateFacts, gate } from './gate';

const limits = {
  /** Bytes; the largest documented delivery is far below. */
  body: 1024 * 1024,
  /** ms for headers and body together. */
  request: 10_000,
  /** Open connections at once. */
  connections: 1024,
  /** ms that senders have, once the receiver closes, to finish what they have begun. */
  farewell: 500,
} as const;

export interface Incoming {
  readonly address: string;
  /** Lower-case names; repeated headers joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface ReceiverNeeds {
  readonly gate: GateFacts;
  readonly accept: (incoming: Incoming) => Promise<Answer>;
  /** Counts every request, also one that is refused. */
  readonly counter?: Counter;
  readonly log: Log;
}

export interface Receiver {
  /** @returns `http://127.0.0.1:PORT`, or `receiver-port` when it is taken */
  listen(port: number): Promise<Result<string>>;
  /** Once it listens: the same on a further port, or nothing where it listens there already. */
  alsoListen(port: number): Promise<Result<string>>;
  /** Takes no new requests; resolves when those under way are answered. */
  close(): Promise<void>;
}

export function createReceiver(needs: ReceiverNeeds): Receiver {
  const { gate: facts, accept, log } = needs;
  const app = fastify({
    logger: false,
    bodyLimit: limits.body,
    requestTimeout: limits.request,
    forceCloseConnections: 'idle',
    clientErrorHandler: refuseBrokenRequest,
    // The gate alone judges paths, as they came; the router would answer odd ones in its own words.
    rewriteUrl: () => '/',
    // Node checks for slow requests every 30 s unless told otherwise.
    http: {
      requestTimeout: limits.request,
      headersTimeout: limits.request,
      connectionsCheckingInterval: 1000,
    },
  });
  app.server.maxConnections = limits.connections;
  if (needs.counter) watchCarried(app.server, needs.counter);
  const admitted = new WeakMap<object, Pick<Incoming, 'address' | 'headers'>>();
  const answering = new Set<Promise<Answer>>();
  /** By port; they hand their connections to the first one. */
  const further = new Map<number, Server>();
  let first = 0;

  app.removeAllContentTypeParsers();
  // Services label their bodies variously or not at all; the bytes are kept whatever the label says.
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  app.addHook('onRequest', async (request, reply) => {
    const passage = gate(
      { method: request.method, path: request.originalUrl, host: request.headers.host },
      facts,
    );
    if (passage.kind === 'not-found') {
      // An unread body would keep the connection busy; nothing is owed to a stranger.
      return reply.code(404).header('connection', 'close').send();
    }
    if (passage.kind === 'probe') {
      return reply.header('cache-control', 'no-store').type('text/plain').send(passage.answer);
    }
    admitted.set(request.raw, {
      address: passage.address,
      headers: flatten(request.headers),
    });
    // A label that is no media type would be refused before the body is read.
    request.raw.headers['content-type'] = 'application/octet-stream';
  });

  app.post('/', async (request, reply) => {
    const entry = admitted.get(request.raw);
    if (!entry) return reply.code(404).send();
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const pending = accept({ ...entry, body });
    answering.add(pending);
    const answer = await pending.finally(() => answering.delete(pending));
    reply.code(answer.status);
    return answer.json === undefined ? reply.send() : reply.send(answer.json);
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send());
  app.setErrorHandler((error, _request, reply) => {
    const status = statusOf(error);
    if (status >= 500) log.error('receiver failed on a request', { error: errorName(error) });
    return reply.code(status).header('connection', 'close').send();
  });

  return {
    async listen(port) {
      try {
        const url = await app.listen({ host: '127.0.0.1', port });
        first = Number(new URL(url).port);
        return ok(url);
      } catch (error) {
        return err(whyNot(error, port));
      }
    },
    async alsoListen(port) {
      const url = `http://127.0.0.1:${port}`;
      if (port === first || further.has(port)) return ok(url);
      const server = createServer({ noDelay: true, allowHalfOpen: true }, (socket) => {
        app.server.emit('connection', socket);
      });
      server.maxConnections = limits.connections;
      try {
        server.listen({ host: '127.0.0.1', port });
        await once(server, 'listening');
      } catch (error) {
        return err(whyNot(error, port));
      }
      server.on('error', () => {}); // one connection that could not be taken
      further.set(port, server);
      return ok(url);
    },
    async close() {
      for (const server of further.values()) server.close();
      const closed = app.close();
      const farewell = new AbortController();
      const { signal } = farewell;
      const late = setTimeout(limits.farewell, undefined, { signal }).catch(() => {});
      await Promise.race([closed, late]);
      farewell.abort();
      await Promise.all(answering);
      // What is still open is a sender that never finished; its own limit no longer runs.
      await new Promise((resolve) => setImmediate(resolve));
      app.server.closeAllConnections();
      await closed;
    },
  };
}

/** A status line and nothing else, so that a stranger does not even learn what serves here. */
function refuseBrokenRequest(error: Error & { readonly code?: string }, socket: Socket): void {
  const lines: Record<string, string> = {
    ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
    HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  };
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const line = lines[error.code ?? ''] ?? '400 Bad Request';
  socket.end(`HTTP/1.1 ${line}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function flatten(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Readonly<Record<string, string>> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}

function statusOf(error: unknown): number {
  const status =
    typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : 500;
  return typeof status === 'number' && status >= 400 ? status : 500;
}

const whyNot = (error: unknown, port: number): Problem =>
  codeOf(error) === 'EADDRINUSE'
    ? { code: 'receiver-port', params: { port } }
    : { code: 'receiver-failed', params: { reason: codeOf(error) } };

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error
    ? String(error.code)
    : 'unknown';
}
