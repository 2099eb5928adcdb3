// Outgoing calls, against real little servers.
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createHttp } from '#core/http';

const http = createHttp((url, init) => fetch(url, init));
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function server(answer: RequestListener): Promise<string> {
  const made = createServer(answer);
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    made.closeAllConnections();
    made.close();
  });
  const { port } = made.address() as AddressInfo; // a TCP server that listens has one
  return `http://127.0.0.1:${port}`;
}

test('any status is a value, with lower-case headers and text', async () => {
  const url = await server((request, response) => {
    response.writeHead(418, { 'X-Kind': 'tea' });
    request.pipe(response);
  });
  const answer = await http.request({ method: 'POST', url, json: { name: '表' } });
  expect(answer).toMatchObject({
    ok: true,
    value: { status: 418, text: '{"name":"表"}', headers: { 'x-kind': 'tea' } },
  });
});

test('a redirect is not followed: the token would go along', async () => {
  let followed = false;
  const elsewhere = await server((_request, response) => {
    followed = true;
    response.end();
  });
  const url = await server((_request, response) => {
    response.writeHead(302, { location: elsewhere }).end();
  });
  const answer = await http.request({ method: 'GET', url, headers: { 'xc-token': 'abc' } });
  expect(answer).toMatchObject({ ok: false, error: { code: 'service-unreachable' } });
  expect(followed).toBe(false);
});

test('no answer in time', async () => {
  const url = await server(() => {});
  const answer = await http.request({ method: 'GET', url, timeoutMs: 50 });
  expect(answer).toMatchObject({ ok: false, error: { params: { reason: 'timeout' } } });
});

test('nobody there: the host and the reason, not the address', async () => {
  const answer = await http.request({ method: 'GET', url: 'http://127.0.0.1:1/x?token=abc' });
  expect(answer).toEqual({
    ok: false,
    error: {
      code: 'service-unreachable',
      params: { host: '127.0.0.1:1', reason: expect.any(String) },
    },
  });
  expect(JSON.stringify(answer)).not.toContain('abc');
});
