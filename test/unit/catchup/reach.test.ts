// When a connection was cut off from the public address: from when it was last known to lead here until it does again.
import { beforeEach, describe, expect, test } from 'vitest';
import { createReach, type Reach } from '#core/catchup/reach';
import type { Hearer } from '#core/connections/ways';
import type { TunnelState } from '#shared/tunnel';
import { createHandClock } from '../tunnel/hand-clock';

const second = 1000;
let clock: ReturnType<typeof createHandClock>;
/** Connection, from and to of each gap, in s after the start; null: it lasts. */
let gaps: [id: string, from: number, to: number | null][];
let hearers: readonly Hearer[];
let reach: Reach;

const sinceStart = (ms: number) => Math.round((ms - begin) / second);
let begin: number;

beforeEach(() => {
  clock = createHandClock();
  begin = clock.now();
  gaps = [];
  hearers = [{ connectionId: 'a', follows: true }];
  reach = createReach({
    clock,
    hearers: () => hearers,
    catchUp: {
      gapBegan(_reason, id, from = clock.now()) {
        if (!gaps.some(([whose, , to]) => whose === id && to === null)) {
          gaps.push([id ?? '', sinceStart(from), null]);
        }
      },
      gapEnded(_reason, id) {
        const open = gaps.find(([whose, , to]) => whose === id && to === null);
        if (open) open[2] = sinceStart(clock.now());
      },
    },
  });
  reach.start();
});

const url = 'https://watch.example';
const connecting: TunnelState = { kind: 'connecting' };
const off: TunnelState = { kind: 'off' };
const proved = (): TunnelState => ({ kind: 'online', url, provedAt: clock.now(), roundTripMs: 5 });
const heard = (): TunnelState => ({
  kind: 'online',
  url,
  provedAt: clock.now(),
  roundTripMs: null,
});
const silent: TunnelState = { kind: 'unproved', url, problem: { code: 'tunnel-unreachable' } };
const unknownName: TunnelState = {
  kind: 'unproved',
  url,
  problem: { code: 'tunnel-name-unknown' },
};
const retrying = (code: 'tunnel-proxy-fails' | 'ngrok-link-lost'): TunnelState => ({
  kind: 'retrying',
  at: 0,
  problem: { code },
});
const refused = retrying('tunnel-proxy-fails');
const lost = retrying('ngrok-link-lost');

/** @param s seconds from now at which the state is entered */
const enter = async (s: number, state: TunnelState | (() => TunnelState)) => {
  await clock.pass(s * second);
  reach.heed(typeof state === 'function' ? state() : state);
};

describe('an address that stood', () => {
  beforeEach(() => enter(1, proved));

  test('is a gap from its last proof until it is back, however late the loss is found', async () => {
    await enter(60, proved);
    await enter(60, refused);
    await enter(5, connecting);
    await enter(1, proved);
    expect(gaps).toEqual([['a', 61, 127]]);
  });

  test('is said to be one once it lasts', async () => {
    await enter(60, refused);
    await clock.pass(9 * second);
    expect(gaps).toEqual([]);
    await clock.pass(2 * second);
    expect(gaps).toEqual([['a', 1, null]]);
  });

  test('is lost at most two heartbeats before its link says so', async () => {
    await enter(600, lost);
    await enter(2, proved);
    expect(gaps).toEqual([['a', 581, 603]]);
  });

  test('is not lost before the last delivery that came', async () => {
    await clock.pass(30 * second);
    reach.arrived('a');
    await enter(20, refused);
    await enter(1, proved);
    expect(gaps).toEqual([['a', 31, 52]]);
  });

  test('does not lead here by another that is not proved', async () => {
    await enter(60, refused);
    await enter(30, connecting);
    await enter(1, unknownName);
    await enter(300, silent);
    expect(gaps).toEqual([['a', 1, null]]);
    await enter(10, heard);
    expect(gaps).toEqual([['a', 1, 402]]);
  });

  test('leads nowhere once it is switched off, for who needs it', async () => {
    hearers = [{ connectionId: 'b', follows: true }];
    await enter(10, off);
    await clock.pass(60 * second);
    expect(gaps).toEqual([['b', 11, null]]);
    await enter(1, connecting);
    await enter(1, proved);
    expect(gaps).toEqual([['b', 11, 73]]);
  });

  test('is nobody’s gap where nobody needs it', async () => {
    hearers = [];
    await enter(60, refused);
    await clock.pass(100 * second);
    await enter(1, proved);
    expect(gaps).toEqual([]);
  });

  test('is a gap of each that needs it, and ends with the connection', async () => {
    hearers = [...hearers, { connectionId: 'b', follows: true }];
    await enter(60, refused);
    await clock.pass(20 * second);
    hearers = hearers.slice(1);
    reach.look();
    expect(gaps).toEqual([
      ['a', 1, 81],
      ['b', 1, null],
    ]);
  });

  test('is one until the hooks have followed to another', async () => {
    await enter(60, lost);
    hearers = [{ connectionId: 'a', follows: false }];
    await enter(5, proved);
    await clock.pass(100 * second);
    expect(gaps).toEqual([['a', 41, null]]);
    hearers = [{ connectionId: 'a', follows: true }];
    reach.look();
    expect(gaps).toEqual([['a', 41, 166]]);
  });

  test('is no gap of the time that the machine slept, which is told as such', async () => {
    await clock.pass(3600 * second);
    reach.woke();
    await enter(2, refused);
    await enter(1, proved);
    expect(gaps).toEqual([['a', 3601, 3604]]);
  });
});

describe('after the start', () => {
  test('an address that comes at once is no gap', async () => {
    await enter(1, connecting);
    await enter(1, proved);
    expect(gaps).toEqual([]);
  });

  test('one that does not come was none from the beginning', async () => {
    await enter(0, connecting);
    await enter(16, lost);
    await clock.pass(11 * second);
    expect(gaps).toEqual([['a', 0, null]]);
  });

  test('silence is none while services may come through, nor when one did', async () => {
    await enter(0, connecting);
    await enter(10, silent);
    await clock.pass(60 * second);
    expect(gaps).toEqual([]);
    await enter(1, heard);
    expect(gaps).toEqual([]);
  });

  test('silence that a question of our own ends was one from the beginning', async () => {
    await enter(0, connecting);
    await enter(10, silent);
    await enter(60, proved);
    expect(gaps).toEqual([['a', 0, 70]]);
  });

  test('a name that only this machine does not know is none', async () => {
    await enter(0, connecting);
    await enter(10, unknownName);
    await enter(60, proved);
    expect(gaps).toEqual([]);
  });

  test('no address at all is one for who was called before', async () => {
    reach.heed(off);
    await clock.pass(20 * second);
    expect(gaps).toEqual([['a', 0, null]]);
  });

  test('who quits has not mended the way', async () => {
    await enter(1, proved);
    await enter(5, lost);
    reach.stop();
    reach.heed(off);
    expect(gaps).toEqual([['a', 1, null]]);
  });
});
