// A link is kept alive: opened, proved, opened anew, and left alone where only the person can help.
import { beforeEach, describe, expect, test } from 'vitest';
import { createSupervisor, type Supervisor } from '#core/tunnel/supervisor';
import type { ProbeFault, TunnelFault, TunnelLink, TunnelProvider } from '#core/tunnel/tunnel';
import { err, ok, type Result } from '#shared/result';
import type { TunnelState } from '#shared/tunnel';
import { createHandClock, type HandClock } from './hand-clock';

const receiver = 'http://127.0.0.1:1';
const url = 'https://watch.example';
const lost: TunnelFault = { problem: { code: 'ngrok-link-lost' }, retry: 'soon' };
const busy: TunnelFault = { problem: { code: 'ngrok-domain-busy' }, retry: 'slow' };
const wrongToken: TunnelFault = { problem: { code: 'ngrok-token-wrong' }, retry: 'never' };
const stranger: ProbeFault = {
  problem: { code: 'tunnel-stranger' },
  retry: 'soon',
  unclear: 'stranger',
};
const proxyFails: ProbeFault = { problem: { code: 'tunnel-proxy-fails' }, retry: 'soon' };
const unknownName: ProbeFault = {
  problem: { code: 'tunnel-name-unknown' },
  retry: 'soon',
  unclear: 'name',
};
const silence: ProbeFault = {
  problem: { code: 'tunnel-unreachable' },
  retry: 'soon',
  unclear: 'silence',
};

/** A way to the outside whose every move the test decides. */
function createStage(clock: HandClock) {
  const stage = {
    /** What the next tries find; `hang`: they never end by themselves. */
    open: 'works' as 'works' | 'hang' | TunnelFault,
    probe: 'works' as 'works' | 'hang' | ProbeFault,
    /** ms that an answer takes. */
    probeMs: 0,
    tries: [] as number[],
    proofs: [] as number[],
    openLinks: 0,
    aborted: 0,
    closeHangs: false,
    lose: (_fault: TunnelFault) => {},
  };
  const provider: TunnelProvider = {
    open(_receiver, signal) {
      stage.tries.push(clock.now());
      signal.addEventListener('abort', () => {
        stage.aborted += 1;
      });
      if (stage.open === 'hang') return new Promise(() => {});
      if (stage.open !== 'works') return Promise.resolve(err(stage.open));
      let finish = (_fault: TunnelFault | null) => {};
      const gone = new Promise<TunnelFault | null>((resolve) => {
        finish = resolve;
      });
      stage.openLinks += 1;
      stage.lose = (fault) => finish(fault);
      const link: TunnelLink = {
        url,
        gone,
        async close() {
          if (stage.closeHangs) await new Promise(() => {});
          stage.openLinks -= 1;
          finish(null);
        },
      };
      return Promise.resolve(ok(link));
    },
  };
  const probe = {
    async ask(
      _url: string,
      timeoutMs: number,
    ): Promise<Result<{ readonly roundTripMs: number }, ProbeFault>> {
      stage.proofs.push(clock.now());
      if (stage.probe === 'hang') return new Promise(() => {});
      if (stage.probeMs > 0) {
        const ms = Math.min(stage.probeMs, timeoutMs);
        await new Promise<void>((resolve) => clock.after(ms, resolve));
        if (stage.probeMs > timeoutMs) return err(silence);
      }
      return stage.probe === 'works' ? ok({ roundTripMs: 5 }) : err(stage.probe);
    },
  };
  return { stage, provider, probe };
}

let clock: HandClock;
let supervisor: Supervisor;
let stage: ReturnType<typeof createStage>['stage'];
let provider: TunnelProvider;
let states: TunnelState[];

beforeEach(() => {
  clock = createHandClock();
  const made = createStage(clock);
  ({ stage, provider } = made);
  states = [];
  supervisor = createSupervisor({
    clock,
    probe: made.probe,
    random: () => 0.5,
    onState: (state) => states.push(state),
  });
});

const kinds = () => states.map(({ kind }) => kind);
/** ms between one try and the next. */
const waits = () => stage.tries.slice(1).map((at, index) => at - (stage.tries[index] ?? 0));

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

test('a link that stands is proved again every ten minutes, and closed when it fails', async () => {
  supervisor.start(provider, receiver);
  await clock.pass(20 * 60_000);
  expect(stage.proofs).toHaveLength(3);
  stage.probe = stranger;
  await clock.pass(10 * 60_000);
  expect(supervisor.state()).toMatchObject({ kind: 'retrying', problem: stranger.problem });
  expect(stage.openLinks).toBe(0);
});

test('a name that is unknown here keeps the link, says so, and is asked for again', async () => {
  stage.probe = unknownName;
  supervisor.start(provider, receiver);
  await clock.pass(5000);
  expect(supervisor.state()).toEqual({ kind: 'unproved', url, problem: unknownName.problem });
  stage.probe = 'works';
  await clock.pass(4000);
  expect(supervisor.state().kind).toBe('online');
  expect(stage.tries).toHaveLength(1);
});

describe('an address that no question of ours comes back through', () => {
  const foreign = () => ({ ...provider, isForeign: true, proveEvery: () => 60_000 });

  test('keeps its link and is not called lost while none ever did', async () => {
    stage.probe = silence;
    supervisor.start(provider, receiver);
    await clock.pass(60_000);
    expect(kinds()).not.toContain('retrying');
    expect(supervisor.state()).toEqual({ kind: 'unproved', url, problem: silence.problem });
    expect(stage.tries).toHaveLength(1);
  });

  test('is lost when one did before', async () => {
    supervisor.start(foreign(), receiver);
    await clock.settle();
    stage.probe = silence;
    await clock.pass(60_000);
    expect(supervisor.state()).toMatchObject({ kind: 'retrying', problem: silence.problem });
  });

  test('is proved by a delivery, and stays so with later ones', async () => {
    stage.probe = silence;
    supervisor.start(foreign(), receiver);
    await clock.pass(5000);
    supervisor.arrived();
    const first = { kind: 'online', url, provedAt: clock.now(), roundTripMs: null };
    expect(supervisor.state()).toEqual(first);
    await clock.pass(10 * 60_000);
    expect(supervisor.state()).toEqual(first);
    supervisor.arrived();
    const last = { ...first, provedAt: clock.now() };
    await clock.pass(60_000);
    expect(supervisor.state()).toEqual(last);
    expect(kinds().slice(1)).not.toContain('connecting');
    stage.probe = 'works';
    await clock.pass(60_000);
    expect(supervisor.state()).toMatchObject({ kind: 'online', roundTripMs: 5 });
  });

  test('is back with a delivery though a stranger answers our questions', async () => {
    supervisor.start(foreign(), receiver);
    await clock.settle();
    stage.probe = stranger;
    await clock.pass(60_000);
    expect(supervisor.state().kind).toBe('retrying');
    supervisor.arrived();
    await clock.settle();
    expect(supervisor.state()).toMatchObject({ kind: 'online', roundTripMs: null });
    await clock.pass(60 * 60_000);
    expect(supervisor.state()).toMatchObject({ kind: 'online', roundTripMs: null });
    stage.probe = proxyFails;
    await clock.pass(60_000);
    expect(supervisor.state()).toMatchObject({ kind: 'retrying', problem: proxyFails.problem });
  });

  test('is not proved by what a link that is gone had still brought', async () => {
    stage.probe = silence;
    supervisor.start(provider, receiver);
    await clock.settle();
    supervisor.arrived();
    expect(supervisor.state().kind).toBe('online');
    stage.lose(lost);
    await clock.settle();
    supervisor.arrived();
    expect(supervisor.state().kind).toBe('retrying');
    await clock.pass(2000);
    expect(supervisor.state().kind).toBe('unproved');
  });
});

test('a delivery changes nothing about an address that is proved', async () => {
  supervisor.start(provider, receiver);
  await clock.settle();
  supervisor.arrived();
  expect(supervisor.state()).toMatchObject({ kind: 'online', roundTripMs: 5 });
  stage.probe = stranger;
  await clock.pass(10 * 60_000);
  expect(supervisor.state().kind).toBe('retrying');
});

describe('when the person wants to know', () => {
  test('a slow link is given its time, and stays', async () => {
    supervisor.start(provider, receiver);
    await clock.settle();
    stage.probeMs = 4000;
    supervisor.check();
    await clock.pass(4000);
    expect(supervisor.state()).toMatchObject({ kind: 'online', provedAt: clock.now() });
    expect(stage.tries).toHaveLength(1);
  });

  test('a waiting try is made at once', async () => {
    stage.open = busy;
    supervisor.start(provider, receiver);
    await clock.pass(5000);
    supervisor.check();
    await clock.settle();
    expect(waits()).toEqual([5000]);
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

test('a way that costs nothing is proved every minute', async () => {
  supervisor.start({ ...provider, proveEvery: () => 60_000 }, receiver);
  await clock.settle();
  expect(stage.proofs).toHaveLength(1);
  stage.probe = stranger;
  await clock.pass(60_000);
  expect(stage.proofs).toHaveLength(2);
  expect(supervisor.state()).toMatchObject({ kind: 'retrying', problem: stranger.problem });
});
