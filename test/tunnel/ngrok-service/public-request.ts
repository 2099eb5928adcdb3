// Asks the double's public edge by name over HTTPS, as a table service would, without DNS.
import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import type { NgrokService } from './service';

export interface PublicAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** @param path with a leading slash */
export function askPublicly(
  service: Pick<NgrokService, 'ca' | 'edgePort'>,
  domain: string,
  path: string,
  options: {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: Uint8Array;
  } = {},
): Promise<PublicAnswer> {
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port: service.edgePort,
        servername: domain,
        ca: service.ca,
        agent: false,
        method: options.method ?? 'GET',
        path,
        headers: { host: domain, ...options.headers },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
          }),
        );
      },
    );
    asked.on('error', reject);
    asked.end(options.body);
  });
}
