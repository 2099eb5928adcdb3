// Time as a simulated service sees it: the machine's, or one that a test moves by hand.

export interface SimulatorClock {
  /** ms since 1970. */
  now(): number;
  /** @returns a function that cancels the timer */
  after(ms: number, work: () => void): () => void;
}

export interface ControlledClock extends SimulatorClock {
  /** Moves time on and runs what came due, in order. @param ms 0 or more */
  advance(ms: number): void;
}

export function createSystemClock(): SimulatorClock {
  return {
    now: () => Date.now(),
    after(ms, work) {
      const timer = setTimeout(work, ms);
      return () => clearTimeout(timer);
    },
  };
}

/** @param start ms since 1970; the default is a noon in China, far from the change of day */
export function createControlledClock(start = Date.UTC(2026, 10, 21, 4)): ControlledClock {
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
        const due = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!due) break;
        timers = timers.filter((one) => one !== due);
        now = Math.max(now, due.at);
        due.work();
      }
      now = end;
    },
  };
}
