// A clock that stands still until it is moved: timers fire in order, and what they begin is waited for.
import type { Clock } from '#core/ports';

export interface ManualClock extends Clock {
  /** Moves on by `ms`, firing what is due on the way. */
  advance(ms: number): Promise<void>;
  /** Jumps without firing anything on the way, as a machine does that sleeps. */
  jump(ms: number): void;
  /** The process is no more; its timers are gone. */
  clear(): void;
}

export function createManualClock(start: number): ManualClock {
  let now = start;
  let timers: { at: number; work: () => void }[] = [];
  async function advance(ms: number): Promise<void> {
    const until = now + ms;
    await quiet();
    for (;;) {
      const due = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      timers = timers.filter((timer) => timer !== due);
      now = Math.max(now, due.at);
      due.work();
      await quiet();
    }
    now = until;
  }
  return {
    now: () => now,
    after(ms, work) {
      const timer = { at: now + ms, work };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    advance,
    clear() {
      timers = [];
    },
    jump(ms) {
      // Timers stand still meanwhile.
      for (const timer of timers) timer.at += ms;
      now += ms;
    },
  };
}

/** Everything that needs no timer has come to rest. */
export async function quiet(): Promise<void> {
  for (let turn = 0; turn < 25; turn += 1) await new Promise<void>((go) => setImmediate(go));
}
