// What strangers, slow senders and odd bodies meet at the receiver.
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connectSeaTable, type Desk, expectOk, openDesk, post, seatableEdit } from './desk';

let desk: Desk;
let address: string;
beforeEach(async () => {
  desk = await openDesk();
  address = await connectSeaTable(desk);
});
afterEach(() => desk.close());

/** Sends raw bytes on one connection and gives all that comes back until the server closes it. */
function raw(request: string): Promise<string> {
  const { port } = new URL(desk.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(request));
    let answer = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

const pathOf = (url: string) => new URL(url).pathname;

describe('strangers get an empty 404', () => {
  test.each([
    ['an unknown address', 'POST', '/in/unknown'],
    ['another path', 'POST', '/'],
    ['a path above', 'POST', '/in/../in/x'],
    ['a deeper path', 'POST', '/in/a/b'],
    ['an address that is no token', 'POST', '/in/%00'],
    ['a path that cannot be decoded', 'POST', '/in/%'],
    ['a very long path', 'POST', `/in/${'a'.repeat(5000)}`],
    ['a browser', 'GET', '/'],
  ])('%s', async (_name, method, path) => {
    const response = await fetch(desk.url + path, { method });
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('');
  });

  test.each(['GET', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'HEAD'])(
    '%s on a known address',
    async (method) => {
      const response = await fetch(address, { method });
      expect(response.status).toBe(404);
      expect(await response.text()).toBe('');
    },
  );

  test('a foreign Host', async () => {
    const answer = await raw(
      `POST ${pathOf(address)} HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 2\r\n\r\n{}`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    expect(answer.split('\r\n\r\n')[1]).toBe('');
  });

  test('none of it is kept', async () => {
    await post(`${desk.url}/in/unknown`, '{}');
    const all = { state: null, connectionId: null, beforeSeq: null, limit: 10 };
    expect(expectOk(await desk.core.api['deliveries.list'](all))).toEqual([]);
  });
});

test('the host of the public address may enter', async () => {
  expectOk(
    await desk.core.api['settings.set']({
      publicAddress: { kind: 'own', url: 'https://watch.example' },
    }),
  );
  const body = seatableEdit('r1', 'a', 'b');
  const answer = await raw(
    `POST ${pathOf(address)} HTTP/1.1\r\nHost: watch.example\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  expect(await desk.sawEvents(1)).toHaveLength(1);
});

test.each([';', 'json', ''])('a body labelled “%s” is kept all the same', async (label) => {
  const body = seatableEdit('r1', 'a', 'b');
  const answer = await raw(
    `POST ${pathOf(address)} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: ${label}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  expect(await desk.sawEvents(1)).toHaveLength(1);
});

describe('limits', () => {
  test('a body over 1 MiB is refused with 413 and not kept', async () => {
    const response = await post(address, 'x'.repeat(1024 * 1024 + 1)).catch(() => null);
    // The server may close before the client has sent everything; then there is no answer to read.
    if (response) expect(response.status).toBe(413);
    const counts = expectOk(await desk.core.api['status.get']({})).queue;
    expect(counts).toEqual({ pending: 0, undecoded: 0 });
  });

  test('a body of exactly 1 MiB is taken', async () => {
    const frame = seatableEdit('r1', '', '');
    const body = seatableEdit('r1', '', 'x'.repeat(1024 * 1024 - Buffer.byteLength(frame)));
    expect((await post(address, body)).status).toBe(200);
    expect(await desk.sawEvents(1)).toHaveLength(1);
  });

  test('a sender that stops halfway gets 408 after ten seconds', async () => {
    const began = Date.now();
    const answer = await raw(
      `POST ${pathOf(address)} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\n{`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(Date.now() - began).toBeLessThan(13_000);
  });
});

describe('what cannot be read is kept and shown', () => {
  test.each([
    ['no JSON', 'hello', 'not-json'],
    ['nothing', '', 'not-json'],
    ['JSON of another shape', '{"hello":"world"}', 'unknown-shape'],
    ['an array', '[1,2,3]', 'unknown-shape'],
    ['deep nesting', '['.repeat(10_000) + ']'.repeat(10_000), 'too-deep'],
  ])('%s', async (_name, body, code) => {
    expect((await post(address, body)).status).toBe(200);
    const [delivery] = await undecoded();
    expect(delivery?.issue?.code).toBe(code);
    const detail = expectOk(await desk.core.api['deliveries.get']({ id: delivery?.id ?? '' }));
    expect(detail.body).toBe(body);
  });

  test('invalid UTF-8, byte for byte', async () => {
    expect((await post(address, new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]))).status).toBe(200);
    const [delivery] = await undecoded();
    expect(delivery?.issue?.code).toBe('not-utf8');
    const detail = expectOk(await desk.core.api['deliveries.get']({ id: delivery?.id ?? '' }));
    expect(detail.bodyIsText).toBe(false);
    expect(detail.curl).toContain('e//+fQ==');
  });

  async function undecoded() {
    const query = { state: 'undecoded', connectionId: null, beforeSeq: null, limit: 10 } as const;
    return expect
      .poll(async () => expectOk(await desk.core.api['deliveries.list'](query)))
      .toHaveLength(1)
      .then(async () => expectOk(await desk.core.api['deliveries.list'](query)));
  }
});
