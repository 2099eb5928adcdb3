// Answers the command line of the same person: one line asks, one line answers, and only the calls named here.
import { timingSafeEqual } from 'node:crypto';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { z } from 'zod';
import { err, type Result } from '#shared/result';
import type { Ids, Log } from '../ports';
import { errorName } from '../redact-log';
import type { ControlCalls } from './calls';
import { noteIn, placeFor } from './place';

/** Characters of a question, ms for it to arrive, and questions at once; answers may take as long as a service. */
const limits = { line: 4096, arrival: 5000, open: 8 } as const;

const question = z.strictObject({
  token: z.string(),
  call: z.string(),
  connection: z.string(), // empty where a call is about all of them
});

export interface Control {
  /** Where it cannot listen, the command line says so; nothing else depends on it. */
  listen(): Promise<void>;
  close(): Promise<void>;
}

export interface ControlNeeds {
  readonly dataDir: string;
  readonly calls: ControlCalls;
  readonly ids: Ids;
  readonly log: Log;
}

export function createControl({ dataDir, calls, ids, log }: ControlNeeds): Control {
  const token = ids.token();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // Whoever hangs up does not want the answer.
    socket.on('error', () => socket.destroy());
    socket.setEncoding('utf8').setTimeout(limits.arrival, () => socket.destroy());
    let text = '';
    const read = (chunk: string) => {
      text += chunk;
      const end = text.indexOf('\n');
      if (end < 0 && text.length <= limits.line) return;
      socket.off('data', read);
      if (end < 0 || end > limits.line) return socket.destroy();
      socket.setTimeout(0);
      void answer(text.slice(0, end)).then((result) =>
        result ? socket.end(`${JSON.stringify(result)}\n`) : socket.destroy(),
      );
    };
    socket.on('data', read);
  });
  server.maxConnections = limits.open;

  async function answer(line: string): Promise<Result<unknown> | null> {
    const asked = question.safeParse(parse(line));
    if (!asked.success || !isSame(asked.data.token, token)) return null;
    const { call, connection } = asked.data;
    const run = isCall(calls, call) ? calls[call] : null;
    if (!run) return err({ code: 'input-invalid', params: { path: 'call', reason: 'unknown' } });
    try {
      return await run(connection);
    } catch (error) {
      log.error('a control call failed', { call, error: errorName(error) });
      return err({ code: 'internal', params: { reason: errorName(error) } });
    }
  }

  return {
    async listen() {
      try {
        const path = placeFor(dataDir);
        const isFile = process.platform !== 'win32';
        // Left by a run that was killed: the data folder's lock says that nobody else listens there.
        if (isFile) rmSync(path, { force: true });
        await new Promise<void>((done, failed) => {
          server.once('error', failed).listen(path, () => {
            server.off('error', failed);
            done();
          });
        });
        // Without a listener, a connection that the system cannot give out any more would end the app.
        server.on('error', (error) =>
          log.warn('a control call was lost', { error: errorName(error) }),
        );
        if (isFile) chmodSync(path, 0o600);
        rmSync(noteIn(dataDir), { force: true });
        writeFileSync(noteIn(dataDir), JSON.stringify({ path, token }), {
          mode: 0o600,
          flag: 'wx',
        });
      } catch (error) {
        log.warn('the command line cannot reach this run', { error: errorName(error) });
      }
    },
    async close() {
      if (!server.listening) return;
      rmSync(noteIn(dataDir), { force: true });
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

const isCall = (calls: ControlCalls, name: string): name is keyof ControlCalls =>
  Object.hasOwn(calls, name);

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
