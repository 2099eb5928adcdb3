// A SeaTable server with one base: the API, webhooks, the live channel and the log, with faults on order.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { type Base, createBase } from './base';
import { openOldChannel } from './old-channel';
import { answerTo, type Request } from './routes';
import type { Faults, SeatableOptions } from './set-up';
import { createHooks, type SimHooks } from './webhooks';

export interface SeatableService {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly base: Base;
  readonly hooks: SimHooks;
  readonly faults: Faults;
  readonly people: readonly (readonly [id: string, name: string])[];
  /** `METHOD path?query` of every call, in order. */
  readonly asked: readonly string[];
  /** What clients of the live channel said beside asking to be admitted. */
  readonly emitted: readonly string[];
  /** Clients that are admitted. */
  listeners(): number;
  /** Every Base-Token ends. */
  expireTokens(): void;
  /** Breaks the connection of every client. */
  drop(): void;
  close(): Promise<void>;
}

export async function startSeatable(options: SeatableOptions): Promise<SeatableService> {
  const { uuid, now } = options;
  const faults: Faults = {
    busy: 0,
    limit: null,
    logDelay: 0,
    noLog: false,
    hookSkew: 0,
    forgotten: 0,
    oldPath: false,
    otherAge: null,
    ...options.faults,
  };
  const hooks = createHooks();
  const asked: string[] = [];
  const emitted: string[] = [];
  const meter = createMeter(options.now);
  const tokens = { generation: 1 };
  const tokenNow = () => `base-token-${tokens.generation}-${'x'.repeat(40)}`;
  const base = createBase(uuid, options.tables, now, ({ operation, entry, webhooks }) => {
    io.to(uuid).emit('update-dtable', JSON.stringify(operation), entry.op_id);
    for (const data of webhooks) {
      hooks.send({ ...data, op_time: Number(data.op_time) + faults.hookSkew / 1000 });
    }
  });

  const server = createServer((request, response) => void serve(request, response));
  const path = faults.oldPath ? '/socket.io' : '/api-gateway/socket.io';
  const io = new Server(faults.otherAge === 'welcomes' ? undefined : server, {
    ...{ path, serveClient: false },
    allowRequest: (_request, answer) =>
      answer('Unsupported protocol version', faults.otherAge !== 'refuses'),
  });
  const channel = faults.otherAge === 'welcomes' ? openOldChannel(server, path) : io;
  io.use((socket, next) =>
    next(socket.handshake.query.dtable_uuid === uuid ? undefined : new Error('invalid base')),
  );
  io.on('connection', (socket) => {
    socket.on('join-room', (id: unknown, token: unknown, answer: (ack: unknown) => void) => {
      const type =
        id !== uuid ? 'permission_denied' : token === tokenNow() ? null : 'token_expired';
      if (type === null) {
        void socket.join(uuid);
        answer({ status: 1, message: 'Joined successfully', dtable_version: base.log.length });
        return;
      }
      answer({ status: 0, error_type: type, message: type.replace('_', ' ') });
      setTimeout(() => socket.disconnect(true), 5);
    });
    socket.onAny((event: string) => {
      if (event !== 'join-room') emitted.push(event);
    });
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname.includes('socket.io')) {
      if (!url.pathname.startsWith(path)) response.writeHead(404).end();
      return;
    }
    asked.push(`${request.method} ${url.pathname}${url.search}`);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString('utf8');
    const wanted: Request = {
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      token: /^(?:Token|Bearer) (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '',
      json: text === '' ? {} : JSON.parse(text),
    };
    if (faults.busy > 0) {
      faults.busy -= 1;
      response.writeHead(429).end();
      return;
    }
    if (faults.limit && url.pathname.startsWith('/api-gateway/')) {
      const { isOver, headers } = meter(faults.limit);
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      if (isOver) {
        response.writeHead(429).end();
        return;
      }
    }
    const { status, json } = answerTo(wanted, { options, base, hooks, faults, tokenNow, now });
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
  }

  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo; // it listens on a port
  return {
    url: `http://127.0.0.1:${port}`,
    base,
    hooks,
    faults,
    people: options.people,
    asked,
    emitted,
    listeners: () => io.of('/').adapter.rooms.get(uuid)?.size ?? 0,
    expireTokens() {
      tokens.generation += 1;
    },
    drop() {
      io.disconnectSockets(true);
    },
    async close() {
      await hooks.idle();
      await channel.close();
      server.closeAllConnections();
    },
  };
}

/** Calls within windows, and what answers say of them: https://api.seatable.com/reference/limits */
function createMeter(now: () => number) {
  let window = 0;
  let calls = 0;
  return ({ calls: limit, windowMs }: NonNullable<Faults['limit']>) => {
    const current = Math.floor(now() / windowMs);
    if (current !== window) calls = 0;
    window = current;
    calls += 1;
    return {
      isOver: calls > limit,
      headers: {
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(Math.max(0, limit - calls)),
        'x-ratelimit-reset': String(Math.ceil(((current + 1) * windowMs) / 1000)),
      },
    };
  };
}
