// A clock that stands still until a test moves it.
import type { Clock } from '#core/ports';

export interface TestClock extends Clock {
  /** Moves on, and runs the timers that fall due, in their order. */
  advance(ms: number): void;
}

/** @param start ms since 1970 */
export function createTestClock(start: number): TestClock {
  let now = start;
  let timers: { readonly at: number; readonly work: () => void }[] = [];
  return {
    now: () => now,
    after(ms, work) {
      const timer = { at: now + ms, work };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    advance(ms) {
      const end = now + ms;
      for (;;) {
        const [next] = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (!next) break;
        timers = timers.filter((one) => one !== next);
        now = Math.max(now, next.at);
        next.work();
      }
      now = end;
    },
  };
}
