// A receiver that answers with the hash of what it got, and a sender that compares.
import { createHash, randomBytes } from 'node:crypto';
import http, { createServer } from 'node:http';
import https from 'node:https';

export interface HashReceiver {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Host headers of the requests so far. */
  readonly hosts: readonly string[];
  /** Connections open now. */
  connections(): Promise<number>;
  close(): Promise<void>;
}

export async function startHashReceiver(): Promise<HashReceiver> {
  const hosts: string[] = [];
  const server = createServer((request, response) => {
    hosts.push(request.headers.host ?? '');
    const hash = createHash('sha256');
    request.on('data', (chunk: Buffer) => hash.update(chunk));
    request.on('error', () => {}); // a link cut by a test
    request.on('end', () => response.end(hash.digest('hex')));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    hosts,
    connections: () =>
      new Promise((resolve, reject) =>
        server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
      ),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/**
 * Posts random bytes over a connection of their own.
 * @param size bytes
 * @returns whether the hash that came back is that of what was sent
 */
export async function isCarried(
  url: string,
  size: number,
  options: https.RequestOptions = {},
): Promise<boolean> {
  const body = randomBytes(size);
  const answer = await post(url, body, options);
  return answer.body.toString() === createHash('sha256').update(body).digest('hex');
}

export function post(
  url: string,
  body: Buffer,
  options: https.RequestOptions = {},
): Promise<{ readonly status: number; readonly body: Buffer }> {
  const { request } = url.startsWith('https:') ? https : http;
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent: false, ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
