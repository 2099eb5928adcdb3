// Meters that their service has declared used up: left alone for a while, also over restarts, then tried with care.
import type { Clock, Log } from '../ports';
import { errorName } from '../redact-log';
import { type Store, StoreFailure } from '../store/store';
import { hourMs } from './allowance';

/** ms after the service said that nothing is left. */
const restMs = hourMs;
/** ms that the first work after a rest has to find out, before another may try. */
const trialMs = 60_000;

/** One piece of work at a service; it may take several calls. */
export type Work = object;

interface Rest {
  /** ms since 1970. */
  readonly until: number;
  readonly trial: { readonly at: number; readonly by: Work } | null;
}

export interface Rests {
  /** @returns ms since 1970 until which calls of this work must wait; null: they need not */
  until(key: string, by: Work | null): number | null;
  /** Whether the rest is over, and no call has shown yet that the service answers again. */
  isTrial(key: string): boolean;
  begin(key: string): void;
  /** A call is made. */
  tried(key: string, by: Work | null): void;
  /** The service answers again. */
  end(key: string): void;
}

export function createRests(needs: {
  readonly store: Pick<Store, 'resting' | 'saveResting'>;
  readonly clock: Clock;
  readonly log: Log;
}): Rests {
  const { store, clock, log } = needs;
  const rests = new Map<string, Rest>(
    Object.entries(store.resting()).map(([key, until]) => [
      key,
      // The clock may have been wrong when it was written.
      { until: Math.min(until, clock.now() + restMs), trial: null },
    ]),
  );

  function save(): void {
    try {
      store.saveResting(Object.fromEntries([...rests].map(([key, { until }]) => [key, until])));
    } catch (error) {
      // It holds until the next start.
      if (!(error instanceof StoreFailure)) throw error;
      log.warn('a rest could not be written', { error: errorName(error) });
    }
  }

  const isTrial = (key: string) =>
    (rests.get(key)?.until ?? Number.POSITIVE_INFINITY) <= clock.now();

  return {
    until(key, by) {
      const rest = rests.get(key);
      if (!rest) return null;
      if (!isTrial(key)) return rest.until;
      const { trial } = rest;
      const isFree = trial === null || trial.by === by || trial.at + trialMs <= clock.now();
      return isFree ? null : trial.at + trialMs;
    },
    isTrial,
    begin(key) {
      rests.set(key, { until: clock.now() + restMs, trial: null });
      save();
    },
    tried(key, by) {
      const rest = rests.get(key);
      if (!rest || !by || !isTrial(key) || rest.trial?.by === by) return;
      rests.set(key, { ...rest, trial: { at: clock.now(), by } });
    },
    end(key) {
      if (rests.delete(key)) save();
    },
  };
}
