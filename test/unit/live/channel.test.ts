// When a channel is opened, how long it rests, and what is heard of one that is gone.
import { expect, test } from 'vitest';
import { restAfter } from '#core/live/back-off';
import { createChannel, type Opening, type Permit } from '#core/live/channel';
import { err, ok, type Problem } from '#shared/result';
import { createManualClock, quiet } from '../snapshots/manual-clock';

const broken: Problem = { code: 'service-unreachable', params: { host: 'h', reason: 'gone' } };

function bench() {
  const clock = createManualClock(0);
  const opened: {
    up(): void;
    fail(problem: Problem, retry?: 'soon' | 'slow' | 'never'): void;
    end(problem: Problem, retry: 'soon' | 'slow' | 'never'): void;
    deliver(): Promise<boolean>;
    isClosed: boolean;
  }[] = [];
  const told: string[] = [];
  const state: { permit: Permit; released: number } = {
    permit: ok({
      release() {
        state.released += 1;
      },
    }),
    released: 0,
  };
  const channel = createChannel({
    clock,
    random: () => 1,
    permit: () => state.permit,
    open(listener): Opening {
      let settle: (outcome: Awaited<Opening['outcome']>) => void = () => {};
      const outcome = new Promise<Awaited<Opening['outcome']>>((resolve) => {
        settle = resolve;
      });
      const one = {
        up: () => settle(ok(null)),
        fail: (problem: Problem, retry?: 'soon' | 'slow' | 'never') =>
          settle(err({ problem, retry: retry ?? null })),
        end: listener.ended,
        deliver: () => listener.deliver({ body: new Uint8Array(), repeatKey: null }),
        isClosed: false,
      };
      opened.push(one);
      return {
        outcome,
        close() {
          one.isClosed = true;
        },
      };
    },
    deliver: async () => true,
    onUp: () => told.push('up'),
    onDown: () => told.push('down'),
    onChange: () => {},
  });
  const last = () => {
    const one = opened.at(-1);
    if (!one) throw new Error('nothing was opened');
    return one;
  };
  return { clock, channel, opened, told, last, state };
}

test('rests grow from a second to a minute, and less than half of one is never cut off', () => {
  expect([1, 2, 3, 6, 7, 99].map((tries) => restAfter(tries, 'soon', 1))).toEqual([
    1000, 2000, 4000, 32_000, 60_000, 60_000,
  ]);
  expect(restAfter(1, 'soon', 0)).toBe(500);
  expect(restAfter(1, 'slow', 1)).toBe(60_000);
});

test('each failure makes the next rest longer, until the channel has lasted', async () => {
  const { clock, channel, opened, last, told } = bench();
  channel.wake();
  last().fail(broken);
  await quiet();
  expect(channel.view()).toEqual({ kind: 'retrying', at: 1000, problem: broken });
  await clock.advance(1000);
  last().fail(broken, 'soon');
  await clock.advance(1999);
  expect(opened).toHaveLength(2);
  await clock.advance(1);
  last().up();
  await quiet();
  expect(channel.view()).toMatchObject({ kind: 'on', since: clock.now() });
  last().end(broken, 'soon');
  expect(channel.view()).toMatchObject({ kind: 'retrying', at: clock.now() + 4000 });
  await clock.advance(4000);
  last().up();
  await clock.advance(30_000);
  last().end(broken, 'soon');
  expect(channel.view()).toMatchObject({ kind: 'retrying', at: clock.now() + 1000 });
  expect(told).toEqual(['down', 'down', 'up', 'down', 'up', 'down']);
});

test('what only the person can mend is not tried again by itself', async () => {
  const { clock, channel, opened, last, state } = bench();
  channel.wake();
  last().fail({ code: 'service-refused', params: { host: 'h' } });
  await clock.advance(3_600_000);
  channel.wake();
  expect(opened).toHaveLength(1);
  expect(channel.view().kind).toBe('failed');
  expect(state.released).toBe(1);
  channel.again();
  expect(opened).toHaveLength(2);
});

test('a channel that rests is opened at once after waking; one that was just heard is left alone', async () => {
  const { clock, channel, opened, last } = bench();
  channel.wake();
  last().fail(broken);
  await quiet();
  channel.wake();
  expect(opened).toHaveLength(2);
  last().up();
  await clock.advance(60_000);
  await last().deliver();
  channel.wake();
  expect(opened).toHaveLength(2);
  clock.jump(3_600_000);
  channel.wake();
  expect(opened.map(({ isClosed }) => isClosed)).toEqual([false, true, false]);
});

test('nothing is heard of one that was replaced or closed', async () => {
  const { channel, opened, last, told } = bench();
  channel.wake();
  const first = last();
  channel.wake();
  first.up();
  first.end(broken, 'soon');
  await quiet();
  expect(told).toEqual([]);
  expect(opened).toHaveLength(2);
  channel.close();
  last().up();
  await quiet();
  expect(told).toEqual([]);
  expect(await last().deliver()).toBe(false);
  expect(last().isClosed).toBe(true);
});

test('without the right to open it, it asks again until it has it', async () => {
  const { clock, channel, opened, state } = bench();
  const free = state.permit;
  state.permit = err({ code: 'live-elsewhere', params: { pid: '7' } });
  channel.wake();
  await clock.advance(20_000);
  expect(channel.view()).toMatchObject({ kind: 'failed', problem: { code: 'live-elsewhere' } });
  expect(opened).toHaveLength(0);
  state.permit = free;
  await clock.advance(5000);
  expect(opened).toHaveLength(1);
});

test.each(['app-refused', 'service-refused'] as const)(
  'a refusal stays said while it is tried again by itself, and is over once it is taken back (%s)',
  async (code) => {
    const { channel, opened, last, clock } = bench();
    const refused: Problem = { code, params: { host: 'h' } };
    channel.wake();
    last().fail(refused, 'slow');
    await clock.advance(0);
    expect(channel.view()).toEqual({ kind: 'failed', problem: refused });
    await clock.advance(60_000);
    expect(opened).toHaveLength(2);
    expect(channel.view().kind).toBe('failed');
    last().up();
    await clock.advance(0);
    expect(channel.view().kind).toBe('on');
  },
);
