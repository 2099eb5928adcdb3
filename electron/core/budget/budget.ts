// Calls to services, counted in the store by the hour, and what may still be made.
import type { BudgetMeter, BudgetState } from '#shared/budget';
import type { SourceId } from '#shared/event';
import type { Problem } from '#shared/result';
import type { Clock, HttpRequest, Log } from '../ports';
import { errorName } from '../redact-log';
import type { BoundMeter } from '../sources/bound-source';
import { type Store, StoreFailure } from '../store/store';
import {
  ceiling,
  forecastOf,
  freeFrom,
  hourMs,
  hoursKept,
  type Purpose,
  stateOf,
  usedIn,
} from './allowance';
import { createRests, type Work } from './rests';

export type { Purpose };

export interface Budget {
  /** Asks before a call. @returns why it must not be made now, `budget-spent` */
  refusal(
    source: SourceId,
    meters: readonly BoundMeter[],
    request: HttpRequest,
    purpose: Purpose,
    work?: Work,
  ): Problem | null;
  /** Counts a call that was made, whatever came of it. @param work several calls may belong to it */
  count(source: SourceId, meters: readonly BoundMeter[], request: HttpRequest, work?: Work): void;
  /** The service itself says that nothing is left: calls of the meter rest until an hour later, over restarts too. */
  exhausted(source: SourceId, meters: readonly BoundMeter[], request: HttpRequest): void;
  /** Work with calls of the meter succeeded. */
  answered(source: SourceId, meter: BoundMeter, purpose: Purpose): void;
  /** A rest is over, and nothing has succeeded since. */
  isTrial(source: SourceId, meter: BoundMeter): boolean;
  /** The worst of the meters. */
  state(source: SourceId, meters: readonly BoundMeter[]): BudgetState;
  meter(source: SourceId, meter: BoundMeter): BudgetMeter;
}

/**
 * Calls are counted here at once and written together: a crash forgets those of the last `flushMs`, and of these at most
 * `flushAt`.
 */
const flushMs = 5000;
const flushAt = 50;

export interface BudgetNeeds {
  readonly store: Pick<Store, 'usage' | 'transaction' | 'resting' | 'saveResting'>;
  readonly clock: Clock;
  readonly log: Log;
}

export interface RunningBudget extends Budget {
  /** Writes what is not written yet. */
  stop(): void;
}

export function createBudget({ store, clock, log }: BudgetNeeds): RunningBudget {
  const made = new Map<string, Map<number, number>>();
  const rests = createRests({ store, clock, log });
  let unsaved: { readonly key: string; readonly hour: number }[] = [];
  let cancelFlush: (() => void) | null = null;
  let stopped = false;
  const thisHour = () => Math.floor(clock.now() / hourMs);

  for (const { meter, hour, calls } of store.usage.since(thisHour() - hoursKept)) {
    hoursOf(meter).set(hour, calls);
  }

  function hoursOf(key: string): Map<number, number> {
    const found = made.get(key) ?? new Map<number, number>();
    made.set(key, found);
    return found;
  }

  function flush(): void {
    cancelFlush?.();
    cancelFlush = null;
    const calls = new Map<string, { key: string; hour: number; calls: number }>();
    for (const { key, hour } of unsaved) {
      const name = `${hour} ${key}`;
      calls.set(name, { key, hour, calls: (calls.get(name)?.calls ?? 0) + 1 });
    }
    if (calls.size === 0) return;
    try {
      store.transaction(() => {
        for (const one of calls.values()) store.usage.add(one.key, one.hour, one.calls);
        store.usage.trim(thisHour() - hoursKept);
      });
      unsaved = [];
    } catch (error) {
      // They stay counted here, and are written with the next ones.
      if (!(error instanceof StoreFailure)) throw error;
      log.warn('calls could not be counted on disk', { error: errorName(error) });
    }
  }

  function add(key: string): void {
    const hour = thisHour();
    const hours = hoursOf(key);
    hours.set(hour, (hours.get(hour) ?? 0) + 1);
    for (const old of hours.keys()) if (old <= hour - hoursKept) hours.delete(old);
    // The store is closed behind the last call; one that was still under way is not worth waiting for.
    if (stopped) return;
    unsaved.push({ key, hour });
    if (unsaved.length % flushAt === 0) flush();
    else cancelFlush ??= clock.after(flushMs, flush);
  }

  function look(source: SourceId, meter: BoundMeter): BudgetMeter {
    const key = keyOf(source, meter);
    const now = clock.now();
    const hours = hoursOf(key);
    const used = usedIn(hours, now);
    const forecast = forecastOf(hours, now);
    const rest = rests.until(key, null);
    const state = rest === null ? stateOf(used, meter.limit, forecast) : 'spent';
    const { id, label, limit } = meter;
    const freeAt =
      state === 'spent' ? (rest ?? freeFrom(hours, now, ceiling(limit, 'hooks'))) : null;
    return { source, id, label, used, limit, forecast, state, freeAt };
  }

  /** @returns when the purpose may go on; null when it may now */
  function waitUntil(
    key: string,
    limit: number,
    purpose: Purpose,
    work: Work | null,
  ): number | null {
    // What a person asks for is tried: it is how they find out that the service answers again.
    const rest = purpose === 'person' ? null : rests.until(key, work);
    if (rest !== null) return rest;
    const hours = hoursOf(key);
    const top = ceiling(limit, purpose);
    return usedIn(hours, clock.now()) < top ? null : freeFrom(hours, clock.now(), top);
  }

  return {
    refusal(source, meters, request, purpose, work) {
      for (const meter of meters) {
        if (!meter.counts(request)) continue;
        const key = keyOf(source, meter);
        const until = waitUntil(key, meter.limit, purpose, work ?? null);
        if (until === null) continue;
        const now = clock.now();
        return {
          code: 'budget-spent',
          params: {
            service: new URL(request.url).host,
            used: usedIn(hoursOf(key), now),
            limit: meter.limit,
            minutes: Math.max(1, Math.ceil((until - now) / 60_000)),
          },
        };
      }
      return null;
    },
    count(source, meters, request, work) {
      for (const meter of meters) {
        if (!meter.counts(request)) continue;
        add(keyOf(source, meter));
        rests.tried(keyOf(source, meter), work ?? null);
      }
    },
    exhausted(source, meters, request) {
      for (const meter of meters) {
        if (meter.counts(request)) rests.begin(keyOf(source, meter));
      }
    },
    answered(source, meter, purpose) {
      const key = keyOf(source, meter);
      // Other work that succeeds during the rest was begun before it.
      if (purpose === 'person' || rests.isTrial(key)) rests.end(key);
    },
    isTrial: (source, meter) => rests.isTrial(keyOf(source, meter)),
    state(source, meters) {
      const states = meters.map((meter) => look(source, meter).state);
      return (
        states.find((one) => one === 'spent') ?? states.find((one) => one === 'saving') ?? 'enough'
      );
    },
    meter: look,
    stop() {
      flush();
      stopped = true;
    },
  };
}

const keyOf = (source: SourceId, meter: BoundMeter) => `${source}/${meter.id}`;
