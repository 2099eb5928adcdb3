// Where the network lets programs out by a proxy only, calls and live channels go by it, and leave out what they are told to.
import { type AddressInfo, connect as connectTo } from 'node:net';
import { createServer } from 'node:tls';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createHttp, createProxyAgent } from '#core/core';
import type { Http } from '#core/ports';
import type { BoundSource } from '#core/sources/bound-source';
import { ok } from '#shared/result';
import { createProxiedFetch, proxyFor } from '../../electron/cli/proxy';
import { createCertificateAuthority } from '../tunnel/ngrok-service/certificate';
import { connectFeishu, listen, liveOf } from './feishu-account';
import { type HttpProxy, startProxy } from './http-proxy';
import { connect, startServer, tableId } from './seatable-account';

const closing: (() => unknown)[] = [];
// The services' certificates are the test's own.
beforeEach(() => {
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const close of closing.splice(0).reverse()) await close();
});

async function proxy(credentials?: string): Promise<HttpProxy> {
  const started = await startProxy(credentials);
  closing.push(started.close);
  return started;
}

/** As the command line goes out, with what its environment says. */
function headless(environment: Readonly<Record<string, string>>): Http {
  // Whatever the machine that tests has set.
  for (const name of ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY']) {
    vi.stubEnv(name, environment[name]);
    vi.stubEnv(name.toLowerCase(), undefined);
  }
  return createHttp(
    createProxiedFetch(),
    createProxyAgent(async (url) => proxyFor(url)),
  );
}

function hear(bound: BoundSource, http: Http) {
  const ears = listen();
  const channel = liveOf(bound).open(http, [{}], ears.listener);
  closing.push(() => channel.close());
  return ears;
}

/** Puts TLS before a service, under a name that only the proxy knows. @returns its address */
async function secured(url: string, name: string): Promise<string> {
  const { cert, key } = createCertificateAuthority('proxy test').issue([name]);
  const server = createServer({ cert, key }, (client) => {
    const target = connectTo(Number(new URL(url).port), '127.0.0.1');
    client.pipe(target).pipe(client);
    client.on('error', () => target.destroy());
    target.on('error', () => client.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  closing.push(() => server.close());
  const { port } = server.address() as AddressInfo; // it listens on a port
  return `https://${name}:${port}`;
}

async function seatable(name: string) {
  const server = await startServer();
  closing.push(server.close);
  // The library insists on a certificate that everybody knows.
  const url = server.url.replace('127.0.0.1', name);
  const bound = connect(server, undefined, { config: { server: url } });
  const change = () => void server.base.append(tableId, [{ '0000': '深圳' }], { app: 'x' });
  return { bound, change, place: new URL(url).host, through: (http: Http) => http };
}

async function feishu(name: string) {
  const { service, bind } = await connectFeishu();
  closing.push(service.close);
  service.subscribed.add(service.base().token);
  const apiBase = await secured(service.url, name);
  const change = () => void service.base().rename('多维表格');
  // The simulator does not know that TLS stands before it.
  const through = ({ request, agent }: Http): Http => ({
    agent,
    async request(asking) {
      const answer = await request(asking);
      if (!answer.ok) return answer;
      return ok({ ...answer.value, text: answer.value.text.replace('ws://', 'wss://') });
    },
  });
  return { bound: bind({ apiBase }), change, place: new URL(apiBase).host, through };
}

describe.each([
  ['SeaTable', seatable],
  ['Feishu', feishu],
])('the live channel of %s', (_name, begin) => {
  test('goes by the proxy that the environment names, with its calls', async () => {
    const company = await proxy('me:secret');
    const { bound, change, place, through } = await begin('tables.test');
    const { until, heard } = hear(
      bound,
      through(headless({ ALL_PROXY: company.url, NO_PROXY: 'other.test' })),
    );
    await until(({ ups }) => ups === 1);
    change();
    await until(({ messages }) => messages.length > 0);
    expect(new Set(company.asked)).toEqual(new Set([place]));
    company.cut();
    await until(({ downs }) => downs.length > 0);
    expect(heard.downs).toMatchObject([{ retry: 'soon' }]);
  });

  test('does not where NO_PROXY names the host, or where it is this machine', async () => {
    const company = await proxy();
    const away = await begin('tables.test');
    const http = headless({ ALL_PROXY: company.url, NO_PROXY: '.test' });
    const outside = hear(away.bound, away.through(http));
    await outside.until(({ downs }) => downs.length > 0); // nobody else knows the name
    expect(outside.heard.downs).toMatchObject([{ problem: { code: 'service-unreachable' } }]);
    const near = await begin('127.0.0.1');
    const { until } = hear(near.bound, near.through(http));
    await until(({ ups }) => ups === 1);
    expect(company.asked).toEqual([]);
  });

  test('is told down, and tried again soon, where the proxy itself is away or refuses', async () => {
    const company = await proxy('me:secret');
    const { bound, through } = await begin('tables.test');
    const stranger = company.url.replace('me:secret@', '');
    for (const address of [stranger, 'http://127.0.0.1:1']) {
      const agent = createProxyAgent(async () => address);
      const calls = headless({ ALL_PROXY: company.url });
      const { until, heard } = hear(bound, through({ request: calls.request, agent }));
      await until(({ downs }) => downs.length > 0);
      expect(heard).toMatchObject({
        ups: 0,
        downs: [{ retry: expect.stringMatching(/soon|slow/) }],
      });
    }
  });

  test('asks for the proxy of each way, and goes straight where there is none', async () => {
    const { bound, through } = await begin('127.0.0.1');
    const asked: string[] = [];
    const agent = createProxyAgent(async (url) => {
      asked.push(url);
      return null;
    });
    const { until } = hear(bound, through(createHttp(fetch, agent)));
    await until(({ ups }) => ups === 1);
    expect(asked).toEqual([expect.stringMatching(/^https?:\/\/127\.0\.0\.1:\d+\/$/)]);
  });
});
