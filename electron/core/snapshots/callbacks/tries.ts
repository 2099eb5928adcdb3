// How long values are tried to be read, before their change is told without them.
import type { Problem } from '#shared/result';
import type { Clock } from '../../ports';

/** ms before each further try; the last of them from then on. */
const steps = [2000, 5000, 15_000, 30_000, 60_000, 120_000, 300_000] as const;
/** ms; a service that does not answer so long is not waited for any more. */
const longest = 10 * 60_000;
/** ms between two tries at least, when something suggests that the service answers again. */
const shortest = 15_000;

/** Asking again would give the same answer. */
const final: ReadonlySet<Problem['code']> = new Set([
  'budget-spent',
  'sign-in-needed',
  'token-expired',
  'service-refused',
  'service-not-found',
  'secret-lost',
  'setup-invalid',
  'not-found',
]);

/** What a service that gives no single rows answers to a question for one; it says nothing of the table as a whole. */
const answers: ReadonlySet<Problem['code']> = new Set([
  'service-answer',
  'service-refused',
  'service-not-found',
  'service-shape',
]);

/** Pure. Whether the service has answered, though not with the rows: the whole table may still be read. */
export const isAnswer = (code: Problem['code']): boolean => answers.has(code);

/**
 * Pure.
 * @param tries that failed before this one
 * @param elapsed ms since the first
 * @returns ms to wait before the next try; null: there is none
 */
export function pauseAfter(code: Problem['code'], tries: number, elapsed: number): number | null {
  if (final.has(code) || elapsed >= longest) return null;
  const step = steps[Math.min(tries, steps.length - 1)];
  return step === undefined ? null : Math.min(step, longest - elapsed);
}

interface Pauses {
  /** Resolves after `ms`, or sooner when it is shortened. */
  take(key: string, ms: number): Promise<void>;
  shorten(key: string): void;
  stop(): void;
}

interface Pause {
  /** ms since 1970. */
  readonly since: number;
  readonly until: number;
  readonly end: () => void;
  readonly cancel: () => void;
}

export function createPauses(clock: Clock): Pauses {
  const under = new Map<string, Pause>();
  return {
    take: (key, ms) =>
      new Promise((go) => {
        const end = () => {
          under.delete(key);
          go();
        };
        const since = clock.now();
        under.set(key, { since, until: since + ms, end, cancel: clock.after(ms, end) });
      }),
    shorten(key) {
      const pause = under.get(key);
      const until = (pause?.since ?? 0) + shortest;
      if (!pause || until >= pause.until) return;
      pause.cancel();
      const cancel = clock.after(Math.max(0, until - clock.now()), pause.end);
      under.set(key, { ...pause, until, cancel });
    },
    stop() {
      for (const { cancel } of under.values()) cancel();
      under.clear();
    },
  };
}
