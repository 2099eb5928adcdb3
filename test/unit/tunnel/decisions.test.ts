// What is decided about a tunnel without touching one: waits, questions, networks, and what ngrok's words mean.
import { describe, expect, test } from 'vitest';
import { countFailure, waitAfter } from '#core/tunnel/backoff';
import { doorOf } from '#core/tunnel/door';
import { createNetworkWatch } from '#core/tunnel/network-watch';
import { ngrokCodeFault, troubleFault } from '#core/tunnel/ngrok/faults';
import { cleanText, codeIn } from '#core/tunnel/ngrok/sdk-text';
import { createProofs } from '#core/tunnel/proofs';
import { publicAddress } from '#shared/public-address';
import { createHandClock } from './hand-clock';

describe('the wait before the next try', () => {
  test('is spread by chance, and never longer than 30 s', () => {
    expect([0, 0.5, 1].map((random) => waitAfter('soon', 3, random))).toEqual([3200, 4000, 4800]);
    expect([0, 1].map((random) => waitAfter('soon', 50, random))).toEqual([24_000, 30_000]);
    expect([0, 1].map((random) => waitAfter('slow', 1, random))).toEqual([48_000, 72_000]);
    expect([0, 1].map((random) => waitAfter('held', 50, random))).toEqual([8000, 10_000]);
    expect([1, 2, 50].map((failures) => waitAfter('soon', failures, 0.5, 3000))).toEqual([
      1000, 2000, 3000,
    ]);
    expect(waitAfter('never', 1, 0.5)).toBeNull();
  });

  test('counts from one again after a minute online', () => {
    expect([null, 59_999, 60_000].map((online) => countFailure(4, online))).toEqual([5, 5, 1]);
  });
});

test('only a question that we asked within the last seconds is answered', async () => {
  const clock = createHandClock();
  let next = 0;
  const token = () => {
    next += 1;
    return `token-${next}`;
  };
  const proofs = createProofs(clock, { uuid: token, token });
  const { nonce, answer } = proofs.ask();
  expect(answer).not.toBe(nonce);
  expect(proofs.answer(nonce)).toBe(answer);
  expect(proofs.answer('guess')).toBeNull();
  await clock.pass(20_001);
  expect(proofs.answer(nonce)).toBeNull();
});

describe('another network', () => {
  test('is noticed; the loss of the last one and the same one again are not', async () => {
    const clock = createHandClock();
    const changes: number[] = [];
    let addresses = '10.0.0.1';
    const start = clock.now();
    const watch = createNetworkWatch(
      clock,
      () => true,
      () => changes.push(clock.now() - start),
      () => addresses,
    );
    watch.start();
    await clock.pass(2000);
    addresses = '';
    await clock.pass(1000);
    addresses = '10.0.0.2';
    await clock.pass(3000);
    expect(changes).toEqual([4000]);
    watch.stop();
    expect(clock.timers()).toBe(0);
  });
});

test('after a network that went, the next one is seen within a second, also while a link stands', async () => {
  const clock = createHandClock();
  const changes: number[] = [];
  let addresses = '10.0.0.1';
  const start = clock.now();
  const watch = createNetworkWatch(
    clock,
    () => false,
    () => changes.push(clock.now() - start),
    () => addresses,
  );
  watch.start();
  addresses = '';
  await clock.pass(6000);
  addresses = '10.0.0.2';
  await clock.pass(1000);
  expect(changes).toEqual([7000]);
  watch.stop();
});

test.each([
  [{ kind: 'own', url: 'https://tables.example.org/base' }, 'tables.example.org', 443],
  [{ kind: 'own', url: 'http://127.0.0.1:8080' }, '127.0.0.1', 8080],
  [{ kind: 'ngrok' }, 'connect.ngrok-agent.com', 443],
  [{ kind: 'ngrok', region: 'eu' }, 'connect.eu.ngrok-agent.com', 443],
  [{ kind: 'ngrok', serverAddr: '[::1]:4443' }, '::1', 4443],
  // What is no address is asked for all the same, and not found.
  [{ kind: 'ngrok', serverAddr: '10.0.0.256:443' }, '10.0.0.256', 443],
  [
    {
      kind: 'ssh',
      host: 'example.org',
      user: 'me',
      port: 2222,
      bindPort: 9010,
      url: 'https://e.org',
    },
    'example.org',
    2222,
  ],
])('the way to the outside begins where %j says', (address, host, port) => {
  expect(doorOf(publicAddress.parse(address))).toEqual({ host, port });
});

describe('what ngrok says', () => {
  test.each([
    [105, 'ngrok-token-malformed', 'never'],
    [107, 'ngrok-token-wrong', 'never'],
    [108, 'ngrok-session-limit', 'slow'],
    [120, 'ngrok-version-old', 'never'],
    [300, 'ngrok-token-revoked', 'never'],
    [319, 'ngrok-domain-unreserved', 'never'],
    [320, 'ngrok-domain-foreign', 'never'],
    [334, 'ngrok-domain-busy', 'slow'],
    [702, 'ngrok-quota-rate', 'slow'],
    [725, 'ngrok-quota-data', 'rare'],
    [726, 'ngrok-quota-connections', 'rare'],
    [727, 'ngrok-quota-month', 'rare'],
    [734, 'ngrok-quota-minute', 'slow'],
    [3004, 'ngrok-edge-lost-agent', 'soon'],
    [3200, 'ngrok-endpoint-offline', 'soon'],
    [4018, 'ngrok-token-missing', 'never'],
    [8012, 'ngrok-agent-lost-receiver', 'soon'],
    [9999, 'ngrok-other', 'slow'],
  ])('ERR_NGROK_%i', (number, code, retry) => {
    expect(ngrokCodeFault(`ERR_NGROK_${number}`)).toMatchObject({ problem: { code }, retry });
  });

  test.each([
    [
      'session',
      'failed to connect session: failed to establish tcp connection',
      'ngrok-no-network',
    ],
    ['session', 'failed to connect session: tls handshake error', 'ngrok-tls-refused'],
    ['session', 'failed to connect session: failed to deserialize rpc response', 'ngrok-link-lost'],
    ['set-up', 'invalid server address: x', 'ngrok-setting-refused'],
    ['timeout', '', 'ngrok-no-answer'],
    ['heartbeat', '', 'ngrok-link-lost'],
    ['stop-command', '', 'ngrok-stopped-there'],
  ] as const)('%s %s', (at, text, code) => {
    expect(troubleFault({ kind: 'trouble', at, code: null, text }).problem.code).toBe(code);
  });

  test('is told without the token and without the code a second time', () => {
    const said =
      'failed to connect session: Your authtoken: abc\nTry again error_code: ERR_NGROK_105';
    expect(cleanText(said, 'abc')).toBe('Your authtoken: [secret] Try again');
    expect(codeIn(new Error(said))).toBe('ERR_NGROK_105');
  });

  test('is told without any part of a token that looks like a secret only in its middle', () => {
    const token = `start.${'c1'.repeat(20)}.end`;
    expect(cleanText(`not ${token} today`, token)).toBe('not [secret] today');
  });
});
