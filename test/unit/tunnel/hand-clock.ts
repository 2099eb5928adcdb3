// A clock that a test moves by hand: timers run in order when their time has come, and promises settle in between.
import type { Clock } from '#core/ports';

export interface HandClock extends Clock {
  /** Moves on by `ms`, running what falls due on the way. */
  pass(ms: number): Promise<void>;
  /** Lets everything that waits for no timer happen. */
  settle(): Promise<void>;
  /** How many timers are set. */
  timers(): number;
}

export function createHandClock(): HandClock {
  let now = 1_000_000;
  const due = new Set<{ readonly at: number; readonly work: () => void }>();
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    now: () => now,
    after(ms, work) {
      const timer = { at: now + ms, work };
      due.add(timer);
      return () => void due.delete(timer);
    },
    async pass(ms) {
      const end = now + ms;
      for (;;) {
        await settle();
        const [next] = [...due].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (!next) break;
        due.delete(next);
        now = Math.max(now, next.at);
        next.work();
      }
      now = end;
      await settle();
    },
    settle,
    timers: () => due.size,
  };
}
