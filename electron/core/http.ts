// The HTTP port over a `fetch`: in the app Electron's, which knows the system's proxy and certificates.

import type { Agent } from 'node:http';
import { err, ok } from '#shared/result';
import type { Http, HttpRequest } from './ports';

const defaultTimeoutMs = 15_000;
/** A page of records is far smaller; more than this is a fault or an attack. */
const largestAnswer = 32 * 1024 * 1024;

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/**
 * @param fetch cookies and redirects are refused: a redirect would carry a token to a host nobody entered
 * @param agent for sockets; it must know the same proxies as `fetch`
 */
export function createHttp(fetch: Fetch, agent?: Agent): Http {
  return {
    agent,
    async request(request) {
      const timeout = AbortSignal.timeout(request.timeoutMs ?? defaultTimeoutMs);
      try {
        const response = await fetch(request.url, {
          method: request.method,
          headers: {
            ...(request.json === undefined ? {} : { 'content-type': 'application/json' }),
            ...request.headers,
          },
          ...(request.json === undefined ? {} : { body: JSON.stringify(request.json) }),
          redirect: 'error',
          credentials: 'omit',
          cache: 'no-store',
          signal: timeout,
        });
        return ok({
          status: response.status,
          headers: Object.fromEntries(
            [...response.headers].map(([name, value]) => [name.toLowerCase(), value]),
          ),
          text: await readText(response),
        });
      } catch (cause) {
        const reason = timeout.aborted ? 'timeout' : reasonOf(cause);
        return err({ code: 'service-unreachable', params: { host: hostOf(request), reason } });
      }
    },
  };
}

async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  if (response.body === null) return text;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > largestAnswer) throw new Error('answer too large');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function hostOf(request: HttpRequest): string {
  return URL.canParse(request.url) ? new URL(request.url).host : '?';
}

/** The innermost code or message; never the request, which may hold a token. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'unknown';
  if (cause.cause instanceof Error) return reasonOf(cause.cause);
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
}
