// Where callbacks arrive in these tests: a small server that remembers them and answers as told.
import { createServer } from 'node:http';

interface Arrival {
  readonly path: string;
  readonly contentType: string | undefined;
  readonly body: unknown;
}
export interface Receiver {
  readonly url: string;
  readonly arrivals: readonly Arrival[];
  /** Statuses of the next answers, one each; `null` stays silent. Then 200. */
  readonly answers: (number | null)[];
  close(): Promise<void>;
}

export async function createReceiver(): Promise<Receiver> {
  const arrivals: Arrival[] = [];
  const answers: (number | null)[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
    });
    request.on('end', () => {
      const body: unknown = text === '' ? undefined : JSON.parse(text);
      arrivals.push({
        path: request.url ?? '',
        contentType: request.headers['content-type'],
        body,
      });
      const status = answers.length > 0 ? answers.shift() : 200;
      if (status !== null) response.writeHead(status ?? 200).end('{"code":0}');
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    arrivals,
    answers,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
