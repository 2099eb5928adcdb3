// The real ngrok SDK logs in to the double, goes online and carries public requests.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createDesk } from './ngrok-service/desk';
import { askPublicly } from './ngrok-service/public-request';
import { edgeRefusals } from './ngrok-service/refusals';
import { startSdkProcess } from './ngrok-service/sdk-process';

const hash = (body: Uint8Array): string => createHash('sha256').update(body).digest('hex');
const fixed = 'fixed-for-tests.ngrok-free.app';

describe('login and endpoint', () => {
  test('the service learns token, metadata, heartbeat and handlers', async () => {
    const { service, online } = await createDesk();
    await online({ authtoken: 'the token of a test', metadata: '{"app":"a test"}' });
    const [login] = service.sessions();
    expect(login?.authtoken === 'the token of a test').toBe(true);
    expect(login).toMatchObject({
      metadata: '{"app":"a test"}',
      heartbeatIntervalMs: 1000,
      heartbeatToleranceMs: 1000,
      obeys: { stop: true, restart: true, update: true },
    });
    expect(login?.userAgent).toContain('ngrok-javascript/1.7.0');
    expect(service.bindings()[0]).toMatchObject({ metadata: '{"app":"a test"}' });
  });

  test('a fixed domain is the one that is bound, and freed when the process dies', async () => {
    const { service, online } = await createDesk();
    const { sdk, url } = await online({ domain: fixed });
    expect(url).toBe(`https://${fixed}`);
    await sdk.kill();
    await service.facts.waitFor('disconnect');
    expect(service.bindings()).toEqual([]);
    expect(service.sessions()).toEqual([]);
    expect((await online({ domain: fixed })).url).toBe(`https://${fixed}`);
  });

  test('without a domain the name is random, and stays until it is changed', async () => {
    const { service, online } = await createDesk();
    const first = await online();
    await first.sdk.kill();
    await service.facts.waitFor('disconnect');
    const second = await online();
    expect(second.url).toBe(first.url);
    service.changeRandomName();
    const third = await online();
    expect(third.url).toMatch(/^https:\/\/[0-9a-f]+\.ngrok-free\.app$/);
    expect(third.url).not.toBe(first.url);
  });

  test('the authority can be trusted from a file', async () => {
    const { service, online } = await createDesk();
    const folder = mkdtempSync(join(tmpdir(), 'ngrok-service-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const rootCas = join(folder, 'ca.pem');
    writeFileSync(rootCas, service.ca);
    await online({ rootCas });
    expect(service.bindings()).toHaveLength(1);
  });

  test('the authority can be trusted because the system trusts it', async () => {
    const { service, order } = await createDesk();
    const folder = mkdtempSync(join(tmpdir(), 'ngrok-service-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const trusted = join(folder, 'ca.pem');
    writeFileSync(trusted, service.ca);
    // https://docs.rs/rustls-native-certs: this variable stands in for the system's store
    const sdk = await startSdkProcess({ SSL_CERT_FILE: trusted });
    sdk.send(order({ rootCas: 'host' }));
    await sdk.hear('online');
    const other = await startSdkProcess();
    other.send(order({ rootCas: 'host' }));
    expect((await other.hear('refused')).message).toMatch(/: tls handshake error$/);
  });

  test('a closed listener is off, while the session stays', async () => {
    const { service, online } = await createDesk();
    const { sdk } = await online({ domain: fixed });
    sdk.send('close');
    await service.facts.waitFor('unbind');
    await sdk.hear('joined');
    await sdk.hear('closed');
    expect(service.bindings()).toEqual([]);
    expect(service.sessions()).toHaveLength(1);
  });
});

describe('public requests', () => {
  test('150 KB arrive and return unchanged, with the headers a signature needs', async () => {
    const { service, received, online } = await createDesk();
    await online({ domain: fixed });
    const body = randomBytes(150_000);
    const answer = await askPublicly(service, fixed, '/hooks/x?a=%20b', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-signature': 'abc' },
      body,
    });
    expect(answer.status).toBe(200);
    expect(hash(answer.body)).toBe(hash(body));
    const [request] = received;
    expect(hash(request?.body ?? Buffer.alloc(0))).toBe(hash(body));
    expect(request).toMatchObject({
      method: 'POST',
      path: '/hooks/x?a=%20b',
      headers: {
        host: fixed,
        'x-signature': 'abc',
        'x-forwarded-proto': 'https',
        'x-forwarded-host': fixed,
        'x-forwarded-for': '127.0.0.1',
      },
    });
  });

  test('50 at the same time do not mix, and no stream is left over', async () => {
    const { service, online } = await createDesk();
    await online({ domain: fixed });
    const bodies = Array.from({ length: 50 }, () => randomBytes(150_000));
    const answers = await Promise.all(
      bodies.map((body) => askPublicly(service, fixed, '/', { method: 'POST', body })),
    );
    expect(answers.map(({ body }) => hash(body))).toEqual(bodies.map(hash));
    await expect.poll(service.openStreams).toBe(1); // the heartbeat's
  });

  test('a body larger than the window of a stream passes', async () => {
    const { service, online } = await createDesk();
    await online({ domain: fixed });
    const body = randomBytes(3_000_000);
    const answer = await askPublicly(service, fixed, '/', { method: 'POST', body });
    expect(hash(answer.body)).toBe(hash(body));
  });

  test('an address that was announced as a door needs no DNS', async () => {
    const { service, received, online } = await createDesk({ announce: 'door' });
    const { url } = await online({ domain: fixed });
    expect(url).toBe(await service.edgeUrl(fixed));
    const answer = await fetch(`${url}/`, { method: 'POST', body: 'hello' });
    expect(await answer.text()).toBe('hello');
    expect(received[0]?.headers.host).toBe(new URL(url).host);
  });

  test('nobody online for a domain: 404 and ERR_NGROK_3200, by name and at the door', async () => {
    const { service } = await createDesk();
    const byName = await askPublicly(service, fixed, '/');
    const atDoor = await fetch(await service.edgeUrl(fixed));
    expect([byName.status, byName.headers['ngrok-error-code']]).toEqual([404, 'ERR_NGROK_3200']);
    expect([atDoor.status, atDoor.headers.get('ngrok-error-code')]).toEqual([
      404,
      'ERR_NGROK_3200',
    ]);
  });

  test.each(Object.entries(edgeRefusals))('%s is told to the sender alone', async (_, refusal) => {
    const { service, received, online } = await createDesk();
    const { sdk } = await online({ domain: fixed });
    service.faults.edge = refusal;
    const answer = await askPublicly(service, fixed, '/');
    expect(answer.status).toBe(refusal.status);
    expect(answer.headers['ngrok-error-code']).toBe(refusal.code);
    expect(received).toEqual([]);
    expect(sdk.said.filter(({ said }) => said !== 'heartbeat').at(-1)?.said).toBe('online');
  });

  test('only a browser that does not ask to skip it gets the page in between', async () => {
    const { service, received, online } = await createDesk();
    await online({ domain: fixed });
    const headers = { 'user-agent': 'Mozilla/5.0' };
    const shown = await askPublicly(service, fixed, '/', { headers });
    expect(shown.headers['ngrok-error-code']).toBe('ERR_NGROK_6024');
    expect(received).toEqual([]);
    const skipping = { ...headers, 'ngrok-skip-browser-warning': '1' };
    await askPublicly(service, fixed, '/', { headers: skipping });
    expect(received).toHaveLength(1);
  });

  test('latency is added to each request', async () => {
    const { service, online } = await createDesk();
    await online({ domain: fixed });
    service.faults.latencyMs = 300;
    const start = performance.now();
    await askPublicly(service, fixed, '/');
    expect(performance.now() - start).toBeGreaterThanOrEqual(299);
  });

  test('a receiver that does not listen: the SDK itself answers 502, without a code', async () => {
    const { service, online, closeReceiver } = await createDesk();
    await online({ domain: fixed });
    closeReceiver();
    const answer = await askPublicly(service, fixed, '/');
    expect(answer.status).toBe(502);
    expect(answer.body.toString()).toMatch(/^failed to dial backend: /);
    expect(answer.headers['ngrok-error-code']).toBeUndefined();
  });
});

describe("the dashboard's commands", () => {
  test('reach their handlers', async () => {
    const { service, online } = await createDesk();
    const { sdk } = await online();
    for (const command of ['stop', 'restart', 'update'] as const) {
      expect(await service.command(command)).toEqual([{}]);
      await sdk.hear(command);
    }
  });

  test('are announced as unknown, and refused, without handlers', async () => {
    const { service, online } = await createDesk();
    await online({ obey: false });
    expect(service.sessions()[0]?.obeys).toEqual({ stop: false, restart: false, update: false });
    expect(await service.command('stop')).toEqual([
      { Error: 'the agent has not defined a callback for this operation' },
    ]);
  });
});
