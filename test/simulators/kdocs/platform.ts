// The simulated platform with a clock in hand, a receiver for callbacks, and calls as a client makes them.
import { afterEach } from 'vitest';
import { type ControlledClock, createControlledClock } from '#simulators/clock';
import {
  createKdocsService,
  type KdocsOptions,
  type KdocsService,
} from '#simulators/kdocs/service';
import { createReceiver, type Receiver } from './receiver';

export interface Reply {
  readonly status: number;
  /** Parsed; tests read what they expect. */
  readonly body: unknown;
}
export interface Platform {
  readonly service: KdocsService;
  readonly clock: ControlledClock;
  readonly receiver: Receiver;
  /** The first document's. */
  readonly fileToken: string;
  token: string;
  /** @param path after `/api/v1/openapi/`, with or without a query; the token is added */
  call(method: string, path: string, body?: unknown, token?: string): Promise<Reply>;
  /** @param path after `webhook/sheets/`; the callback address ends in it @returns the hook's id */
  subscribe(path: string, extra?: Readonly<Record<string, unknown>>): Promise<string>;
}

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

export async function openPlatform(options: KdocsOptions = {}): Promise<Platform> {
  const clock = createControlledClock();
  const service = await createKdocsService({ clock, ...options });
  const receiver = await createReceiver();
  open.push(service.close, receiver.close);
  const { fileToken } = service.document();
  const platform: Platform = {
    service,
    clock,
    receiver,
    fileToken,
    token: service.issueToken().accessToken,
    async call(method, path, body, token = platform.token) {
      const url = new URL(`/api/v1/openapi/${path}`, service.url);
      url.searchParams.set('access_token', token);
      return ask(method, url, body);
    },
    async subscribe(path, extra = {}) {
      const body = { callback_url: `${receiver.url}/${path}`, ...extra };
      const reply = await platform.call('POST', `dbt/${fileToken}/webhook/sheets/${path}`, body);
      return String(at(reply.body, 'data', 'webhook_id'));
    },
  };
  return platform;
}

export async function ask(method: string, url: URL | string, body?: unknown): Promise<Reply> {
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return {
    status: response.status,
    body: isJson ? JSON.parse(text) : (response.headers.get('location') ?? text),
  };
}

/** A member deep inside of what was parsed. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null
        ? Object.entries(inner).find(([name]) => name === String(key))?.[1]
        : undefined,
    value,
  );
}
