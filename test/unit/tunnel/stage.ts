// A supervisor over a way to the outside whose every move the test decides; new for each test.
import { beforeEach } from 'vitest';
import { createSupervisor, type Supervisor } from '#core/tunnel/supervisor';
import type { ProbeFault, TunnelFault, TunnelLink, TunnelProvider } from '#core/tunnel/tunnel';
import { err, ok, type Result } from '#shared/result';
import type { TunnelState } from '#shared/tunnel';
import { createHandClock, type HandClock } from './hand-clock';

export const receiver = 'http://127.0.0.1:1';
export const url = 'https://watch.example';
export const lost: TunnelFault = { problem: { code: 'ngrok-link-lost' }, retry: 'soon' };
export const busy: TunnelFault = { problem: { code: 'ngrok-domain-busy' }, retry: 'slow' };
export const wrongToken: TunnelFault = { problem: { code: 'ngrok-token-wrong' }, retry: 'never' };
export const stranger: ProbeFault = {
  problem: { code: 'tunnel-stranger' },
  retry: 'soon',
  unclear: 'stranger',
};
export const proxyFails: ProbeFault = { problem: { code: 'tunnel-proxy-fails' }, retry: 'soon' };
export const unknownName: ProbeFault = {
  problem: { code: 'tunnel-name-unknown' },
  retry: 'soon',
  unclear: 'name',
};
export const silence: ProbeFault = {
  problem: { code: 'tunnel-unreachable' },
  retry: 'soon',
  unclear: 'silence',
};

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

export let clock: HandClock;
export let supervisor: Supervisor;
export let stage: ReturnType<typeof createStage>['stage'];
export let provider: TunnelProvider;
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

export const kinds = () => states.map(({ kind }) => kind);
/** ms between one try and the next. */
export const waits = () => stage.tries.slice(1).map((at, index) => at - (stage.tries[index] ?? 0));
