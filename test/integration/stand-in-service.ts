// A little service with tokens that end, over real HTTP, and the source that speaks to it.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import type { Http } from '#core/ports';
import { defineSource, type Source } from '#core/sources/bind';
import { err, ok, type Result } from '#shared/result';

export interface StandInService {
  readonly url: string;
  /** `METHOD /path` of every call, in order. */
  readonly asked: readonly string[];
  /** Answers a call in another way; undefined: as usual. */
  instead: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** The token it takes; a renewal makes the next one, `t2`, `t3`, …. */
  token: string;
  /** Whether the refresh token and codes are taken. */
  agrees: boolean;
  /** Most calls that were under way at one time. */
  readonly mostAtOnce: () => number;
  close(): Promise<void>;
}

/** Takes `Bearer` tokens at every path; `/renew` and `/token` give new ones. */
export async function startStandIn(): Promise<StandInService> {
  const asked: string[] = [];
  let underWay = 0;
  let most = 0;
  let tokens = 1;
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    underWay += 1;
    most = Math.max(most, underWay);
    response.once('close', () => {
      underWay -= 1;
    });
    if (service.instead(request, response)) return;
    const path = request.url?.split('?')[0];
    // A moment later, so that calls made side by side meet here.
    setImmediate(() => {
      if (path === '/renew' || path === '/token') {
        if (!service.agrees) return response.writeHead(403).end();
        tokens += 1;
        service.token = `t${tokens}`;
        return response.end(service.token);
      }
      const isRight = request.headers.authorization === `Bearer ${service.token}`;
      return response.writeHead(isRight ? 200 : 401).end('[]');
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo; // it listens on a port
  const service: StandInService = {
    url: `http://127.0.0.1:${port}`,
    asked,
    instead: () => false,
    token: 't1',
    agrees: true,
    mostAtOnce: () => most,
    close() {
      server.closeAllConnections();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
  return service;
}

const words = (text: string) => ({ en: text, 'zh-CN': text, fr: text });
const hourMs = 3_600_000;

/** A call as the source makes it. */
export async function ask(
  http: Http,
  server: string,
  token: string | undefined,
  path: string,
): Promise<Result<string>> {
  const [method, place] = path.startsWith('POST ')
    ? (['POST', path.slice(5)] as const)
    : (['GET', path] as const);
  const answer = await http.request({
    method,
    url: server + place,
    headers: { authorization: `Bearer ${token ?? ''}` },
  });
  if (!answer.ok) return answer;
  const host = new URL(server).host;
  if (answer.value.status === 401) return err({ code: 'token-expired', params: { host } });
  if (answer.value.status === 403) return err({ code: 'sign-in-needed' });
  if (answer.value.status === 429) return err({ code: 'service-busy', params: { host } });
  // As some services say it: with a status of success.
  if (answer.value.text === 'busy') return err({ code: 'service-busy', params: { host } });
  return ok(answer.value.text);
}

/** @param redirectPort where its consent page leads back to */
export function standInSource(redirectPort = 0): Source {
  const config = z.strictObject({
    server: z.string(),
    base: z.string(),
    limit: z.number().default(1000),
  });
  return defineSource<z.output<typeof config>, Readonly<Record<string, unknown>>, null>({
    info: {
      id: 'kdocs',
      name: words('Stand-in'),
      terms: { base: words('base'), table: words('table'), field: words('field') },
      form: [],
      baseMember: 'base',
      targetForm: [],
      steps: [],
      events: [],
      abilities: {
        push: true,
        beforeValues: false,
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
    secrets: ['token', 'refresh', 'appKey', 'endsAt'],
    checkedBy: [],
    readBy: [],
    target: z.record(z.string(), z.unknown()),
    check: () => ({ kind: 'reply', answer: { status: 200 } }),
    parse: () => ok(null),
    normalise: () => [],
    unpicked: { base: '-' },
    discover: {
      async bases({ http, config: { server, base }, secrets }, { search, cursor }) {
        const path = `/bases?base=${base}&search=${search}&cursor=${cursor ?? ''}`;
        const answer = await ask(http, server, secrets.token, path);
        return answer.ok ? ok({ bases: [{ id: 'b1', name: 'Deals' }], next: null }) : answer;
      },
      tables: async () => ok([]),
    },
    credentials: {
      endsAt: ({ endsAt }) => (endsAt === undefined ? null : Number(endsAt)),
      async renew({ http, config: { server }, secrets }, now) {
        if (!secrets.refresh) return err({ code: 'sign-in-needed' });
        const answer = await ask(http, server, secrets.refresh, 'POST /renew');
        return answer.ok ? ok({ token: answer.value, endsAt: String(now + hourMs) }) : answer;
      },
    },
    signIn: {
      redirectPort: () => redirectPort,
      page: ({ config: { server } }, { redirectUri, state }) =>
        ok(`${server}/consent?redirect_uri=${encodeURIComponent(redirectUri)}&state=${state}`),
      async exchange({ http, config: { server }, secrets }, code, now) {
        const path = `/token?code=${code}&key=${secrets.appKey ?? ''}`;
        const answer = await ask(http, server, '', path);
        return answer.ok
          ? ok({ token: answer.value, refresh: 'r1', endsAt: String(now + hourMs) })
          : err({ code: 'code-expired', params: { host: new URL(server).host } });
      },
    },
    meters: [
      {
        id: 'calls',
        label: words('Calls'),
        limit: ({ limit }) => limit,
        counts: ({ url }) => !/\/(renew|token)(\?|$)/.test(url),
      },
    ],
  });
}
