// The canary: what counts as having come back, how often it flies, and what its failing opens.
import { beforeEach, expect, test } from 'vitest';
import type { HttpRequest } from '#core/ports';
import { type Canary, createCanary } from '#core/subscriptions/canary';
import { err, ok } from '#shared/result';
import { defaultSettings } from '#shared/settings';

let url: string | null;
let reached: boolean;
let answers: (path: string) => string | null;
let told: string[];
let asked: HttpRequest[];
let canary: Canary;
let now: number;
let timers: { at: number; work: () => void }[];

/** Runs what is due, and waits for the answers. */
async function pass(ms: number): Promise<void> {
  now += ms;
  const due = timers.filter((one) => one.at <= now);
  timers = timers.filter((one) => one.at > now);
  for (const { work } of due) work();
  await new Promise((done) => setImmediate(done));
}

beforeEach(() => {
  url = 'https://hooks.example.test/tw/';
  reached = true;
  told = [];
  asked = [];
  timers = [];
  now = 1000;
  let count = 0;
  const publicAddress = () => (url === null ? null : { kind: 'own' as const, url });
  canary = createCanary(
    {
      // Only these are used.
      store: { settings: () => ({ ...defaultSettings, publicAddress: publicAddress() }) } as never,
      status: {
        receiver: () => ({ state: 'listening', url: 'http://127.0.0.1:4000', problem: null }),
        touch: () => {},
      } as never,
      pushes: { send: () => {} } as never,
      clock: {
        now: () => now,
        after(ms, work) {
          const timer = { at: now + ms, work };
          timers.push(timer);
          return () => {
            timers = timers.filter((one) => one !== timer);
          };
        },
      },
      ids: { uuid: () => '', token: () => `t${++count}` },
      http: {
        async request(request) {
          asked.push(request);
          now += 40;
          if (!reached)
            return err({ code: 'service-unreachable', params: { reason: 'ECONNREFUSED' } });
          const path = new URL(request.url).pathname.replace('/tw', '');
          return ok({ status: 200, headers: {}, text: answers(path) ?? '' });
        },
      },
    },
    {
      gapBegan: (reason, id, from) => void told.push(`began ${reason} ${id} ${from}`),
      gapEnded: (reason, id) => void told.push(`ended ${reason} ${id}`),
    },
  );
  answers = canary.answer;
  canary.start();
});

test('what comes back is timed, and asked again after five minutes', async () => {
  await canary.look();
  expect(canary.state()).toEqual({ canary: 'passed', roundTripMs: 40 });
  expect(asked[0]?.url).toBe('https://hooks.example.test/tw/canary/t1');
  await pass(5 * 60_000 - 1);
  expect(asked).toHaveLength(1);
  await pass(1);
  expect(asked).toHaveLength(2);
});

test('a failure opens a gap from when it last came back, says where, and is tried again soon', async () => {
  await canary.look();
  const cameBack = now;
  reached = false;
  await pass(5 * 60_000);
  expect(canary.state()).toEqual({ canary: 'failed', roundTripMs: null });
  expect(told.at(-1)).toBe(`began unreachable null ${cameBack}`);
  expect(canary.problem()).toEqual({
    code: 'canary-failed',
    params: { host: 'hooks.example.test', reason: 'ECONNREFUSED', port: '4000' },
  });
  reached = true;
  await pass(30_000);
  expect(told.at(-1)).toBe('ended unreachable null');
  expect(canary.problem()).toBeNull();
});

test('a server that says yes to everything is not this machine', async () => {
  answers = () => 'yes';
  await canary.look();
  expect(canary.state().canary).toBe('failed');
  expect(canary.problem()?.params?.reason).toBe('HTTP 200');
});

test('a nonce is good for one request, and only while it is out', async () => {
  await canary.look();
  expect(canary.answer('/canary/t1')).toBeNull();
  expect(canary.answer('/canary/')).toBeNull();
  expect(canary.answer('/in/t1')).toBeNull();
});

test('without a public address nothing is tried', async () => {
  url = null;
  await canary.look();
  expect(canary.state()).toEqual({ canary: 'not-tried', roundTripMs: null });
  expect(asked).toEqual([]);
});
