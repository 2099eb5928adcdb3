// The adapter as the core uses it: bound to a connection, with plain HTTP.

import type { Http, HttpResponse } from '#core/ports';
import { defineSource } from '#core/sources/bind';
import type { BoundSource } from '#core/sources/bound-source';
import { nocodb } from '#core/sources/nocodb/index';
import type { Delivery } from '#core/sources/source';
import { err, ok, type Result } from '#shared/result';

export interface Setting {
  readonly config: unknown;
  readonly target?: unknown;
  readonly secrets?: Readonly<Record<string, string>>;
}

const source = defineSource(nocodb);

export function bindNocodb({ config, target = {}, secrets = {} }: Setting): BoundSource {
  const bound = source.bind({ connectionId: 'connection', config, target, secrets });
  if (!bound.ok) throw new Error(JSON.stringify(bound.error));
  return bound.value;
}

export function delivery(
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): Delivery {
  return {
    id: 'delivery',
    channel: 'push',
    receivedAt: Date.UTC(2026, 10, 21),
    headers,
    body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
  };
}

/** Node's fetch behind the port. */
export const http: Http = {
  async request({ method, url, headers, json, timeoutMs = 15_000 }): Promise<Result<HttpResponse>> {
    try {
      const response = await fetch(url, {
        method,
        headers: {
          ...headers,
          ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      return ok({
        status: response.status,
        headers: Object.fromEntries(response.headers),
        text: await response.text(),
      });
    } catch (error) {
      const reason = error instanceof Error ? error.name : 'unknown';
      return err({ code: 'service-unreachable', params: { host: new URL(url).host, reason } });
    }
  },
};

/** The value of an outcome that must be good. */
export function good<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

export const firstPage = { search: '', cursor: null } as const;

/** The hooks of one target, as a subscription would have them. */
export function hooksFor(bound: BoundSource, target: Readonly<Record<string, unknown>>) {
  const { hooks } = bound;
  if (hooks === null) throw new Error('no hooks');
  return {
    list: () => hooks.list(http, [target]),
    create: (callbackUrl: string, secret: string) =>
      hooks.create(http, { target, callbackUrl, secret }),
    remove: (hookId: string) => hooks.remove(http, hookId, target),
  };
}
