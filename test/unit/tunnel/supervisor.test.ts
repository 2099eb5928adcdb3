// A link is kept alive: opened, opened anew, and left alone where only the person can help.
import { describe, expect, test } from 'vitest';
import type { TunnelProvider } from '#core/tunnel/tunnel';
import {
  busy,
  clock,
  kinds,
  lost,
  provider,
  receiver,
  stage,
  stranger,
  supervisor,
  url,
  waits,
  wrongToken,
} from './stage';

test('is online once the way through the address is proved, and not before', async () => {
  stage.probe = 'hang';
  supervisor.start(provider, receiver);
  await clock.settle();
  expect(supervisor.state()).toEqual({ kind: 'connecting' });
  supervisor.wake();
  stage.probe = 'works';
  supervisor.wake();
  await clock.settle();
  expect(supervisor.state()).toEqual({
    kind: 'online',
    url,
    provedAt: clock.now(),
    roundTripMs: 5,
  });
});

test('tries again after 1, 2, 4 … 30 s', async () => {
  stage.open = lost;
  supervisor.start(provider, receiver);
  await clock.pass(150_000);
  expect(waits().slice(0, 8)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  expect(supervisor.state()).toMatchObject({ kind: 'retrying', problem: lost.problem });
});

test('waits a minute where a shorter wait cannot help', async () => {
  stage.open = busy;
  supervisor.start(provider, receiver);
  await clock.pass(125_000);
  expect(waits()).toEqual([60_000, 60_000]);
});

test('leaves alone what only the person can mend, also when the machine wakes up', async () => {
  stage.open = wrongToken;
  supervisor.start(provider, receiver);
  await clock.pass(3_600_000);
  supervisor.wake();
  await clock.pass(60_000);
  expect(stage.tries).toHaveLength(1);
  expect(supervisor.state()).toEqual({ kind: 'failed', problem: wrongToken.problem });
});

test('begins again with 1 s after a minute online, and goes on doubling before that', async () => {
  stage.open = lost;
  supervisor.start(provider, receiver);
  await clock.pass(7500); // tries at 0, 1, 3 and 7 s
  stage.open = 'works';
  await clock.pass(8000);
  expect(supervisor.state().kind).toBe('online');
  stage.open = lost;
  await clock.pass(30_000);
  stage.lose(lost);
  await clock.settle();
  expect(supervisor.state()).toMatchObject({ kind: 'retrying', at: clock.now() + 16_000 });
  stage.open = 'works';
  await clock.pass(16_000);
  await clock.pass(60_000);
  stage.lose(lost);
  await clock.settle();
  expect(supervisor.state()).toMatchObject({ kind: 'retrying', at: clock.now() + 1000 });
});

describe('when the machine wakes up or changes its network', () => {
  test('a waiting try is made at once, and the next ones come soon', async () => {
    stage.open = lost;
    supervisor.start(provider, receiver);
    await clock.pass(100_000);
    const before = stage.tries.length;
    supervisor.wake();
    await clock.pass(3100);
    expect(stage.tries.slice(before).map((at) => at - clock.now() + 3100)).toEqual([0, 1000, 3000]);
  });

  test('a try that hangs is given up', async () => {
    stage.open = 'hang';
    supervisor.start(provider, receiver);
    await clock.pass(5000);
    stage.open = 'works';
    supervisor.wake();
    await clock.pass(1000);
    expect(stage.aborted).toBe(1);
    expect(supervisor.state().kind).toBe('online');
  });

  test('a link that fails its proof is opened anew without delay', async () => {
    supervisor.start(provider, receiver);
    await clock.pass(5000);
    stage.probe = stranger;
    supervisor.wake();
    stage.probe = 'works';
    await clock.settle();
    expect(supervisor.state().kind).toBe('online');
    expect([stage.openLinks, waits()]).toEqual([1, [5000]]);
  });
});

describe('stop', () => {
  test('closes the link, and nothing happens afterwards', async () => {
    supervisor.start(provider, receiver);
    await clock.settle();
    await supervisor.stop();
    await supervisor.stop();
    stage.lose(lost);
    await clock.pass(3_600_000);
    expect(kinds()).toEqual(['connecting', 'online', 'off']);
    expect([stage.openLinks, clock.timers()]).toEqual([0, 0]);
  });

  test('takes a second at most, whatever the link does', async () => {
    stage.closeHangs = true;
    supervisor.start(provider, receiver);
    await clock.settle();
    let isDone = false;
    void supervisor.stop().then(() => {
      isDone = true;
    });
    await clock.pass(999);
    expect(isDone).toBe(false);
    await clock.pass(1);
    expect(isDone).toBe(true);
  });

  test('gives up a try that is under way', async () => {
    stage.open = 'hang';
    supervisor.start(provider, receiver);
    await clock.settle();
    const stopped = supervisor.stop();
    await clock.pass(1000);
    await stopped;
    expect(stage.aborted).toBe(1);
    expect(supervisor.state()).toEqual({ kind: 'off' });
  });
});

test('starting twice with the same provider changes nothing; with another, the old link goes first', async () => {
  supervisor.start(provider, receiver);
  supervisor.start(provider, receiver);
  await clock.settle();
  expect(stage.tries).toHaveLength(1);
  const open: number[] = [];
  const other: TunnelProvider = {
    open(where, signal) {
      open.push(stage.openLinks);
      return provider.open(where, signal);
    },
  };
  supervisor.start(other, receiver);
  await clock.settle();
  expect(open).toEqual([0]);
  expect(stage.openLinks).toBe(1);
});
