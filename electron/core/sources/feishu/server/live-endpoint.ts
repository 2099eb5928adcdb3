// Where the long connection asks for its address: by the core's own HTTP, and with every refusal understood.
import type { HttpInstance } from '@larksuiteoapi/node-sdk';
import { z } from 'zod';
import type { Problem } from '#shared/result';
import type { Http } from '../../../ports';
import { parseJson } from '../../json';

export interface EndpointFailure {
  readonly problem: Problem;
  readonly retry: 'soon' | 'slow' | 'never';
}

export interface Endpoint {
  readonly http: HttpInstance;
  /** The socket is open: from now on, asking again is no sign of a failed handshake. */
  connected(): void;
}

const answer = z.object({
  code: z.number(),
  msg: z.string().nullish().catch(null),
  data: z
    .object({ URL: z.string().min(1), ClientConfig: z.record(z.string(), z.unknown()) })
    .nullish()
    .catch(null),
});

/**
 * The SDK tells its caller only some failures of a first connection and repairs the rest by itself for ever, so they are
 * noticed here: the second time it asks, its first socket has failed.
 */
export function createEndpoint(
  http: Http,
  host: string,
  fail: (failure: EndpointFailure) => void,
): Endpoint {
  let asked = false;
  let isConnected = false;
  const failed = (failure: EndpointFailure): Error => {
    fail(failure);
    return new Error('no long connection');
  };

  async function ask(url: string, json: unknown): Promise<unknown> {
    if (asked && !isConnected) {
      const reason = 'handshake';
      throw failed({
        problem: { code: 'service-unreachable', params: { host, reason } },
        retry: 'soon',
      });
    }
    asked = true;
    const response = await http.request({
      method: 'POST',
      url,
      headers: { locale: 'zh' },
      json,
    });
    if (!response.ok) throw failed({ problem: response.error, retry: 'soon' });
    const { status, text } = response.value;
    const body = parseJson(Buffer.from(text));
    const read = answer.safeParse(body.ok ? body.value : undefined).data;
    if (read?.code === 0 && read.data && isSafe(read.data.URL, url)) {
      // Without a wait before the second time it asks, which is how a failed handshake is noticed.
      const config = { ...read.data.ClientConfig, ReconnectNonce: 0 };
      return { code: 0, msg: '', data: { URL: read.data.URL, ClientConfig: config } };
    }
    throw failed(failureOf(status, read?.code ?? 0, host));
  }

  const unused = () => Promise.reject(new Error('only the address is asked for'));
  return {
    connected() {
      isConnected = true;
    },
    http: {
      // The SDK reads the members that `answer` checks; its own type says nothing of them.
      request: <T, R = T>({ url = '', data }: { url?: string; data?: unknown }) =>
        ask(url, data) as Promise<R>,
      get: unused,
      delete: unused,
      head: unused,
      options: unused,
      post: unused,
      put: unused,
      patch: unused,
    },
  };
}

/** Codes: https://github.com/larksuite/oapi-sdk-go, ws/const.go */
function failureOf(status: number, code: number, host: string): EndpointFailure {
  switch (code) {
    case 514:
      return { problem: { code: 'app-refused', params: { host } }, retry: 'slow' };
    case 403:
      return { problem: { code: 'live-forbidden', params: { host } }, retry: 'slow' };
    case 1_000_040_350:
      return { problem: { code: 'live-limit', params: { host } }, retry: 'slow' };
    case 0:
      if (status >= 200 && status <= 299) {
        return {
          problem: { code: 'service-shape', params: { host, path: 'data' } },
          retry: 'slow',
        };
      }
      return { problem: { code: 'live-busy', params: { host, status } }, retry: 'soon' };
    case 1: // system busy
    case 1_000_040_343: // internal error
    case 1_000_040_345: // system busy
      return { problem: { code: 'live-busy', params: { host, status: code } }, retry: 'soon' };
    default:
      return { problem: { code: 'live-busy', params: { host, status: code } }, retry: 'slow' };
  }
}

/** What was asked for over an encrypted connection must not lead to a plain one. */
function isSafe(socket: string, asked: string): boolean {
  if (!URL.canParse(socket)) return false;
  const { protocol } = new URL(socket);
  return protocol === 'wss:' || (protocol === 'ws:' && asked.startsWith('http:'));
}
