// When the public address did not lead here: only what is known is called a gap.
import { beforeEach, expect, test } from 'vitest';
import { followReach } from '#core/catchup/reach';
import type { TunnelState } from '#shared/tunnel';

let now: number;
/** From and to, of each gap; null: it lasts. */
let gaps: [from: number, to: number | null][];
let follow: (state: TunnelState) => void;

beforeEach(() => {
  now = 1000;
  gaps = [];
  follow = followReach(
    {
      gapBegan(_reason, _connection, from = now) {
        if (gaps.at(-1)?.[1] !== null) gaps.push([from, null]);
      },
      gapEnded() {
        const last = gaps.at(-1);
        if (last?.[1] === null) last[1] = now;
      },
    },
    { now: () => now },
  );
});

const url = 'https://watch.example';
const connecting: TunnelState = { kind: 'connecting' };
const proved: TunnelState = { kind: 'online', url, provedAt: 0, roundTripMs: 5 };
const heard: TunnelState = { kind: 'online', url, provedAt: 0, roundTripMs: null };
const silent: TunnelState = { kind: 'unproved', url, problem: { code: 'tunnel-unreachable' } };
const unknownName: TunnelState = {
  kind: 'unproved',
  url,
  problem: { code: 'tunnel-name-unknown' },
};
const retrying: TunnelState = {
  kind: 'retrying',
  at: 0,
  problem: { code: 'tunnel-proxy-fails' },
};
const pass = (...states: readonly TunnelState[]) => {
  for (const state of states) {
    now += 1000;
    follow(state);
  }
};

test('an address that is lost is a gap until it is back', () => {
  pass(connecting, proved, retrying, connecting, retrying, proved);
  expect(gaps).toEqual([[4000, 7000]]);
});

test('silence is none while services may come through, nor when one did', () => {
  pass(connecting, silent);
  expect(gaps).toEqual([]);
  pass(heard);
  expect(gaps).toEqual([]);
});

test('silence that a question of our own ends was one from its beginning', () => {
  pass(connecting, silent, silent, proved);
  expect(gaps).toEqual([[3000, 5000]]);
});

test('silence that turns out to be a loss was one from its beginning', () => {
  pass(connecting, silent, retrying, connecting, proved);
  expect(gaps).toEqual([[3000, 6000]]);
});

test('a name that only this machine does not know is none', () => {
  pass(connecting, unknownName, proved);
  expect(gaps).toEqual([]);
});

test('switching off ends what lasts, and forgets the silence', () => {
  pass(retrying, { kind: 'off' }, silent, { kind: 'off' }, connecting, proved);
  expect(gaps).toEqual([[2000, 3000]]);
});
