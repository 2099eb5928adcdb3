// The own public address: a real HTTPS reverse proxy of the person's own, proved by the probe.
import { request as ask, createServer as createWebServer } from 'node:http';
import https from 'node:https';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clock, ids } from '#core/core';
import type { Http } from '#core/ports';
import { createReceiver, type Receiver } from '#core/receiver/server';
import { createOwnProvider } from '#core/tunnel/own';
import { createProbe } from '#core/tunnel/probe';
import { createProofs } from '#core/tunnel/proofs';
import { err, ok } from '#shared/result';
import { isCarried, startHashReceiver } from './carried';
import { createCertificateAuthority } from './ngrok-service/certificate';

const authority = createCertificateAuthority('Test');

/** Passes everything on to the receiver, Host kept; answers 502 while there is none. */
async function startProxy() {
  const { cert, key } = authority.issue(['localhost']);
  let target = 'http://127.0.0.1:9';
  const proxy = https.createServer({ cert, key }, (request, response) => {
    const { method, headers } = request;
    const onward = ask(`${target}${request.url}`, { method, headers, agent: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.writeHead(502).end());
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `https://localhost:${address.port}`,
    host: `localhost:${address.port}`,
    forwardTo(receiver: string) {
      target = receiver;
    },
    async close() {
      const closed = new Promise((resolve) => proxy.close(resolve));
      proxy.closeAllConnections();
      await closed;
    },
  };
}

/** The core's way out, with the test's authority among the trusted ones. */
const http: Http = {
  request: ({ url, method, headers }) =>
    new Promise((resolve) => {
      const options = { method, headers: { ...headers }, ca: authority.ca, agent: false };
      const sent = https.request(url, options, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => {
          text += chunk.toString();
        });
        response.on('end', () =>
          resolve(ok({ status: response.statusCode ?? 0, headers: {}, text })),
        );
      });
      sent.on('error', (error) =>
        resolve(err({ code: 'service-unreachable', params: { host: '', reason: error.message } })),
      );
      sent.end();
    }),
};

describe('an own public address', () => {
  const proofs = createProofs(clock, ids);
  const probe = createProbe({ http, clock, proofs, displaced: () => null, version: '0' });
  const quiet = () => {};
  let proxy: Awaited<ReturnType<typeof startProxy>>;
  let receiver: Receiver;
  let receiverUrl: string;

  beforeEach(async () => {
    proxy = await startProxy();
    receiver = createReceiver({
      gate: { knows: () => false, publicHost: () => proxy.host, answer: proofs.answer },
      accept: async () => ({ status: 200 }),
      log: { info: quiet, warn: quiet, error: quiet },
    });
    const listening = await receiver.listen(0);
    if (!listening.ok) throw new Error(listening.error.code);
    receiverUrl = listening.value;
  });
  afterEach(async () => {
    await proxy.close();
    await receiver.close();
  });
  const open = async (url: string) => {
    const opened = await createOwnProvider({ url }).open(receiverUrl, new AbortController().signal);
    if (!opened.ok) throw new Error(opened.error.problem.code);
    return opened.value;
  };

  it('is the address as set, up until it is closed', async () => {
    const link = await open('https://example.org/tables');
    expect(link.url).toBe('https://example.org/tables');
    expect(await Promise.race([link.gone, Promise.resolve('still there')])).toBe('still there');
    await link.close();
    expect(await link.gone).toBeNull();
  });

  it('is proved when the reverse proxy leads to our receiver', async () => {
    proxy.forwardTo(receiverUrl);
    const link = await open(proxy.url);
    expect(await probe.ask(link.url, 5000)).toMatchObject({
      ok: true,
      value: { roundTripMs: expect.any(Number) },
    });
  });

  it('is not proved while the proxy has nobody behind it, or somebody else', async () => {
    const link = await open(proxy.url);
    const code = async () => {
      const answer = await probe.ask(link.url, 5000);
      return answer.ok ? 'proved' : answer.error.problem.code;
    };
    expect(await code()).toBe('tunnel-proxy-fails');
    const stranger = createWebServer((_request, response) => response.end('hello'));
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
    const address = stranger.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    proxy.forwardTo(`http://127.0.0.1:${address.port}`);
    expect(await code()).toBe('tunnel-stranger');
    await new Promise((resolve) => stranger.close(resolve));
    proxy.forwardTo(receiverUrl);
    expect(await code()).toBe('proved');
    await proxy.close();
    expect(await code()).toBe('tunnel-unreachable');
  });

  it('brings 50 bodies of 150 KB at once through TLS, every byte', async () => {
    const hashes = await startHashReceiver();
    proxy.forwardTo(hashes.url);
    const options = { ca: authority.ca };
    const carried = Array.from({ length: 50 }, () =>
      isCarried(`${proxy.url}/in/x`, 150 * 1024, options),
    );
    expect(await Promise.all(carried)).toEqual(Array.from({ length: 50 }, () => true));
    expect(hashes.hosts.every((host) => host === proxy.host)).toBe(true);
    await hashes.close();
  });
});
