// A little service with a live channel and a log of changes, over real HTTP, and the source that speaks to it.
import { createServer, get, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { defineSource, type Source } from '#core/sources/bind';
import { err, ok } from '#shared/result';

const entry = z.object({ n: z.number(), row: z.string(), before: z.string(), after: z.string() });
type LogEntry = z.infer<typeof entry>;

export interface LiveService {
  readonly url: string;
  /** Clients that hear changes now. */
  readonly clients: () => number;
  /** Openings, also refused ones. */
  readonly openings: () => number;
  /** A cell of a row changes; the log has it, and clients hear it, as long as they are not `deaf`. */
  change(row: string, after: string, deaf?: boolean): void;
  /** Entries before this one are forgotten. */
  oldest: number;
  /** Status of the answer to an opening; null: it is left open without a word. */
  answer: number | null;
  /** Breaks all open channels. */
  drop(): void;
  close(): Promise<void>;
}

export async function startLiveService(): Promise<LiveService> {
  const log: LogEntry[] = [];
  const clients = new Set<ServerResponse>();
  let openings = 0;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://x');
    if (url.pathname === '/log') {
      const after = Number(url.searchParams.get('after'));
      const entries = log.filter(({ n }) => n > after && n >= service.oldest).slice(0, 2);
      const head = log.length;
      const complete = after + 1 >= service.oldest;
      return response.end(JSON.stringify({ entries, head, complete }));
    }
    openings += 1;
    if (service.answer !== 200) {
      if (service.answer !== null) response.writeHead(service.answer).end();
      return;
    }
    clients.add(response);
    response.once('close', () => clients.delete(response));
    return response.writeHead(200).write('hello\n');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo; // it listens on a port
  const service: LiveService = {
    url: `http://127.0.0.1:${port}`,
    clients: () => clients.size,
    openings: () => openings,
    change(row, after, deaf = false) {
      const before = log.findLast((one) => one.row === row)?.after ?? '';
      const one = { n: log.length + 1, row, before, after };
      log.push(one);
      if (!deaf) for (const client of clients) client.write(`${JSON.stringify(one)}\n`);
    },
    oldest: 0,
    answer: 200,
    drop() {
      for (const client of clients) client.destroy();
    },
    close() {
      server.closeAllConnections();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
  return service;
}

const words = (text: string) => ({ en: text, 'zh-CN': text, fr: text });
const config = z.strictObject({ server: z.string(), app: z.string().nullable().default(null) });
const answer = z.object({ entries: z.array(entry), head: z.number(), complete: z.boolean() });

/** `app` in its config is the key of which one client at a time may be open. */
export function liveSource(): Source {
  return defineSource<z.output<typeof config>, Readonly<Record<string, unknown>>, LogEntry>({
    info: {
      id: 'seatable',
      name: words('Stand-in'),
      terms: { base: words('base'), table: words('table'), field: words('field') },
      form: [],
      baseMember: null,
      targetForm: [],
      steps: [],
      events: [],
      abilities: {
        push: false,
        beforeValues: 'stated',
        actor: false,
        deletedContent: false,
      },
      notes: {},
      limit: words('none'),
      limits: [],
      documentation: 'https://example.com',
    },
    reading: 1,
    config,
    secrets: ['token'],
    checkedBy: [],
    readBy: [],
    calledBy: ['token'],
    target: z.record(z.string(), z.unknown()),
    check: () => ({ kind: 'reply', answer: { status: 200 } }),
    parse: ({ body }) => ok(entry.parse(JSON.parse(Buffer.from(body).toString()))),
    normalise: ({ n, row, before, after }) => [
      {
        base: { id: 'b1' },
        table: { id: 't1' },
        record: { id: row },
        subject: 'record',
        action: 'updated',
        changes: [{ field: { id: 'f1' }, beforeText: before, afterText: after }],
        count: 1,
        actor: { kind: 'unknown' },
        occurredAt: null,
        certainty: 'stated',
        identity: [n],
      },
    ],
    live: {
      exclusive: ({ app }) => app,
      open({ config: { server } }, _targets, listener) {
        let over = false;
        const down = (code: 'service-unreachable' | 'service-refused') => {
          if (over) return;
          over = true;
          listener.down(
            { code, params: { host: server } },
            code === 'service-refused' ? 'never' : 'soon',
          );
        };
        const request = get(`${server}/live`, (response) => {
          if (response.statusCode !== 200) return down('service-refused');
          let rest = '';
          response.setEncoding('utf8').on('data', (text: string) => {
            const lines = (rest + text).split('\n');
            rest = lines.pop() ?? '';
            for (const line of lines) {
              if (line === 'hello') listener.up();
              else void listener.deliver({ body: Buffer.from(line), repeatKey: line });
            }
          });
          response.on('close', () => down('service-unreachable'));
          return undefined;
        });
        request.on('error', () => down('service-unreachable'));
        return {
          close() {
            over = true;
            request.destroy();
          },
        };
      },
    },
    history: {
      async head({ http, config: { server } }) {
        const head = await http.request({ method: 'GET', url: `${server}/log?after=0` });
        return head.ok ? ok(String(answer.parse(JSON.parse(head.value.text)).head)) : head;
      },
      async since({ http, config: { server } }, _targets, cursor) {
        const read = await http.request({ method: 'GET', url: `${server}/log?after=${cursor}` });
        if (!read.ok) return err(read.error);
        const { entries, head, complete } = answer.parse(JSON.parse(read.value.text));
        const last = entries.at(-1)?.n ?? head;
        return ok({
          bodies: entries.map((one) => Buffer.from(JSON.stringify(one))),
          cursor: String(last),
          more: last < head,
          complete,
        });
      },
    },
  });
}
