// A network that is back is noticed by knocking where the way out begins: politely, and only while a link is wanted.
import { createServer } from 'node:net';
import { beforeEach, describe, expect, test } from 'vitest';
import { createKnocker } from '#core/tunnel/door';
import { createReachWatch, type ReachWatch } from '#core/tunnel/reach-watch';
import type { TunnelState } from '#shared/tunnel';
import { createHandClock, type HandClock } from './hand-clock';

const retrying: TunnelState = {
  kind: 'retrying',
  at: 0,
  problem: { code: 'ngrok-no-network' },
};
const online: TunnelState = { kind: 'online', url: 'https://e.org', provedAt: 0, roundTripMs: 1 };

describe('a network that is away', () => {
  let clock: HandClock;
  let watch: ReachWatch;
  let isThere: boolean;
  let knocks: number;
  let backs: number[];
  beforeEach(() => {
    clock = createHandClock();
    const start = clock.now();
    isThere = false;
    knocks = 0;
    backs = [];
    watch = createReachWatch({
      clock,
      knock: async () => {
        knocks += 1;
        return isThere;
      },
      back: () => backs.push(clock.now() - start),
    });
  });

  test('is noticed within a second when it is back, and then left in peace', async () => {
    watch.heed(retrying);
    await clock.pass(20_500);
    expect(knocks).toBe(21);
    isThere = true;
    await clock.pass(60_000);
    expect([knocks, backs]).toEqual([22, [21_000]]);
    expect(clock.timers()).toBe(0);
  });

  test('is asked for more seldom after five minutes', async () => {
    watch.heed(retrying);
    await clock.pass(5 * 60_000);
    const before = knocks;
    await clock.pass(60_000);
    expect(knocks - before).toBeLessThanOrEqual(13);
  });

  test('is asked for once at each failed try, and wakes nobody, when it was not away', async () => {
    isThere = true;
    watch.heed(retrying);
    await clock.pass(10_000);
    watch.heed({ kind: 'connecting' });
    watch.heed(retrying);
    await clock.pass(10_000);
    expect([knocks, backs]).toEqual([2, []]);
  });

  const others: readonly TunnelState[] = [
    online,
    { kind: 'off' },
    { kind: 'failed', problem: { code: 'ngrok-token-wrong' } },
  ];
  test.each(others)('is no concern once the address is $kind', async (state) => {
    watch.heed(retrying);
    await clock.pass(3000);
    watch.heed(state);
    const before = knocks;
    isThere = true;
    await clock.pass(60_000);
    expect([knocks, backs]).toEqual([before, []]);
  });
});

test('a knock is a connection, closed at once, and no more', async () => {
  let heard = '';
  const server = createServer((socket) => {
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.toString();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const knocker = createKnocker();
  await knocker.remember({ host: 'localhost', port });
  expect(await knocker.knock({ host: '127.0.0.1', port }, 1000)).toBe(true);
  await new Promise((resolve) => server.close(resolve));
  expect(await knocker.knock({ host: '127.0.0.1', port }, 1000)).toBe(false);
  expect(heard).toBe('');
});
