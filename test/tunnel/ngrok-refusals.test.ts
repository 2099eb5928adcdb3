// How the real ngrok SDK tells each refusal: what the app's own table of errors is built on.
import { describe, expect, test } from 'vitest';
import { createDesk } from './ngrok-service/desk';
import { bindRefusals, loginRefusals } from './ngrok-service/refusals';
import type { SdkProcess } from './ngrok-service/sdk-process';
import { createNgrokService } from './ngrok-service/service';

const fixed = 'fixed-for-tests.ngrok-free.app';
const token = 'a token that is repeated';

/** What the SDK said apart from its heartbeats. */
const news = (sdk: SdkProcess) =>
  sdk.said.filter(({ said }) => said !== 'heartbeat' && said !== 'ready');

const oneLine = (text: string) => text.replaceAll('{token}', token);

describe('refused', () => {
  test.each(Object.values(loginRefusals))('login, $code', async (refusal) => {
    const { service, dial } = await createDesk();
    service.faults.tokens.set(token, refusal);
    const sdk = await dial({ authtoken: token });
    expect(await sdk.hear('refused')).toEqual({
      said: 'refused',
      at: 'login',
      message: `failed to connect session: ${oneLine(refusal.text)} error_code: ${refusal.code}`,
      code: 'GenericFailure',
      errorCode: refusal.code,
    });
    expect(service.facts.count('login')).toBe(0);
    expect(await service.facts.waitFor('login-refused')).toEqual({ code: refusal.code });
  });

  test.each(Object.values(bindRefusals))('endpoint, $code', async (refusal) => {
    const { service, dial } = await createDesk();
    service.faults.domains.set(fixed, refusal);
    const sdk = await dial({ domain: fixed });
    expect(await sdk.hear('refused')).toEqual({
      said: 'refused',
      at: 'bind',
      message: `failed to start listener: ${refusal.text} error_code: ${refusal.code}`,
      code: 'GenericFailure',
      errorCode: null,
    });
    expect(service.bindings()).toEqual([]);
    const fact = await service.facts.waitFor('bind-refused');
    expect(fact).toEqual({ code: refusal.code, domain: fixed });
  });

  test('no token at all', async () => {
    const { dial } = await createDesk();
    const sdk = await dial({ authtoken: '' });
    expect((await sdk.hear('refused')).errorCode).toBe('ERR_NGROK_4018');
  });

  test('one session too many, and welcome again once there is room', async () => {
    const { service, online, dial } = await createDesk({ sessionLimit: 1 });
    const first = await online();
    const second = await dial();
    expect((await second.hear('refused')).errorCode).toBe('ERR_NGROK_108');
    await first.sdk.kill();
    await service.facts.waitFor('disconnect');
    await online();
  });

  test('a domain that another agent holds', async () => {
    const { online, dial } = await createDesk();
    await online({ domain: fixed });
    const second = await dial({ domain: fixed });
    expect((await second.hear('refused')).message).toMatch(/ error_code: ERR_NGROK_334$/);
  });

  test('everyone, while a fault says so', async () => {
    const { service, dial } = await createDesk();
    service.faults.login = loginRefusals.oldAgent;
    expect((await (await dial()).hear('refused')).errorCode).toBe('ERR_NGROK_120');
    service.faults.login = null;
    service.faults.bind = bindRefusals.foreign;
    expect((await (await dial()).hear('refused')).at).toBe('bind');
  });
});

describe('no way to the service', () => {
  const unreachable = 'failed to connect session: failed to establish tcp connection';
  const untrusted = 'failed to connect session: tls handshake error';

  test('nothing listens, until it does again on the same port', async () => {
    const { service, dial, online } = await createDesk();
    await service.pause();
    const sdk = await dial();
    expect(await sdk.hear('refused')).toMatchObject({ message: unreachable, errorCode: null });
    await service.resume();
    await online();
  });

  test('the name does not resolve', async () => {
    const { dial } = await createDesk();
    const sdk = await dial({ serverAddr: 'nobody.invalid:443' });
    expect(await sdk.hear('refused')).toMatchObject({ message: unreachable, errorCode: null });
  });

  test('the certificate is from another authority, or the trusted text is none', async () => {
    const { dial } = await createDesk();
    const other = await createNgrokService();
    await other.close();
    for (const ca of [other.ca, 'no certificate']) {
      const sdk = await dial({ ca });
      expect(await sdk.hear('refused')).toMatchObject({ message: untrusted, errorCode: null });
    }
  });

  test('the address is none: thrown at once', async () => {
    const { dial } = await createDesk();
    const sdk = await dial({ serverAddr: 'no port' });
    expect((await sdk.hear('threw')).message).toBe('invalid server address: no port');
  });

  test('a login that is never answered is not told; its heartbeats go on', async () => {
    const { service, dial } = await createDesk();
    service.faults.hangLogins = true;
    const sdk = await dial();
    await service.facts.waitFor('hang');
    await sdk.hear('heartbeat', ({ latency }) => latency !== null, 2);
    expect(news(sdk)).toEqual([]);
  });

  test.each(['reset', 'close'] as const)('the link ends (%s) in the login', async (how) => {
    const { service, dial } = await createDesk();
    service.faults.hangLogins = true;
    const sdk = await dial();
    await service.facts.waitFor('hang');
    service.dropLinks(how);
    expect(await sdk.hear('refused')).toMatchObject({
      at: 'login',
      message: 'failed to connect session: failed to deserialize rpc response',
      errorCode: null,
    });
  });
});
