// How the real ngrok SDK tells that a link is lost, in whatever way, and whether it comes back.
import { describe, expect, test } from 'vitest';
import { createDesk } from './ngrok-service/desk';
import { askPublicly } from './ngrok-service/public-request';
import { bindRefusals, loginRefusals } from './ngrok-service/refusals';
import type { SdkProcess } from './ngrok-service/sdk-process';

const fixed = 'fixed-for-tests.ngrok-free.app';

/** What the SDK said apart from its heartbeats. */
const news = (sdk: SdkProcess) =>
  sdk.said.filter(({ said }) => said !== 'heartbeat' && said !== 'ready');

describe('a link that was there', () => {
  test.each(['reset', 'close'] as const)('is cut (%s): both ends know', async (how) => {
    const { service, online } = await createDesk();
    const { sdk } = await online({ domain: fixed });
    service.dropLinks(how);
    expect(await sdk.hear('disconnection')).toEqual({
      said: 'disconnection',
      address: service.agentAddress,
      error: 'transport error',
    });
    expect((await sdk.hear('ended')).message).toBe(
      'error on join: Custom { kind: NotConnected, error: Reconnect(Canceled) }',
    );
    await service.facts.waitFor('disconnect');
    const answer = await askPublicly(service, fixed, '/');
    expect(answer.headers['ngrok-error-code']).toBe('ERR_NGROK_3200');
  });

  test('a request that is under way when the link is cut gets 502 and ERR_NGROK_3004', async () => {
    const { service, online } = await createDesk();
    await online({ domain: fixed });
    service.dropLinks('silent');
    const asked = askPublicly(service, fixed, '/');
    await service.facts.waitFor('request');
    service.dropLinks('reset');
    const answer = await asked;
    expect([answer.status, answer.headers['ngrok-error-code']]).toEqual([502, 'ERR_NGROK_3004']);
  });

  test('comes back by itself under the same random name, if the SDK may', async () => {
    const { service, online } = await createDesk();
    const { sdk, url } = await online({ reconnect: true });
    service.changeRandomName();
    service.dropLinks('reset');
    const again = await service.facts.waitFor('bind', 2);
    expect(again.url).toBe(url);
    expect(again.clientId).toBe((await service.facts.waitFor('login')).clientId);
    expect((await askPublicly(service, again.domain, '/')).status).toBe(200);
    expect(news(sdk).map(({ said }) => said)).toEqual(['online', 'disconnection']);
  });

  test('comes back after the service was away', async () => {
    const { service, online } = await createDesk();
    const { sdk } = await online({ domain: fixed, reconnect: true });
    await service.pause();
    await sdk.hear('disconnection', ({ error }) => error === 'reconnect error');
    await service.resume();
    expect((await service.facts.waitFor('bind', 2)).domain).toBe(fixed);
  });

  test.each([
    ['the token is revoked', 'login', loginRefusals.revokedToken, 'login-refused'],
    ['the domain is taken', 'bind', bindRefusals.online, 'bind-refused'],
  ] as const)('%s meanwhile: the code is never told', async (_, at, refusal, fact) => {
    const { service, online } = await createDesk();
    const { sdk } = await online({ domain: fixed, reconnect: true });
    service.faults[at] = refusal;
    service.dropLinks('reset');
    await service.facts.waitFor(fact);
    await sdk.hear('disconnection', ({ error }) => error === 'reconnect error');
    expect(JSON.stringify(sdk.said)).not.toContain('ERR_NGROK');
  });

  test.each(['the link is silent', 'heartbeats stay unanswered'])(
    '%s: only heartbeats without a figure tell',
    async (which) => {
      const { service, online } = await createDesk();
      const { sdk } = await online({ domain: fixed });
      if (which === 'the link is silent') service.dropLinks('silent');
      else service.faults.answerHeartbeats = false;
      await sdk.hear('heartbeat', ({ latency }) => latency === null, 2);
      expect(news(sdk).map(({ said }) => said)).toEqual(['online']);
      expect(service.bindings()).toHaveLength(1);
    },
  );

  test('a service that has not noticed the loss keeps the domain taken, and then no longer', async () => {
    const { service, online, dial } = await createDesk();
    const first = await online({ domain: fixed });
    service.faults.lingerMs = 2000;
    await first.sdk.kill();
    expect((await (await dial({ domain: fixed })).hear('refused')).message).toMatch(
      /ERR_NGROK_334$/,
    );
    const answer = await askPublicly(service, fixed, '/');
    expect(answer.headers['ngrok-error-code']).toBe('ERR_NGROK_3004');
    await service.facts.waitFor('disconnect');
    await online({ domain: fixed });
  });

  test('the service stops the endpoint: join alone tells, with the code inside', async () => {
    const { service, online } = await createDesk();
    const { sdk } = await online({ domain: fixed });
    service.stopTunnel(fixed, 'Stopped by a test.', 'ERR_NGROK_5555');
    const ended = await sdk.hear('ended');
    expect(ended.message).toBe(
      'error on join: Custom { kind: NotConnected, error: ListenerClosed { message: "Stopped by a test.", error_code: Some("ERR_NGROK_5555") } }',
    );
    expect(ended.errorCode).toBeNull();
    expect(news(sdk).map(({ said }) => said)).toEqual(['online', 'ended']);
    expect((await askPublicly(service, fixed, '/')).status).toBe(404);
  });
});
