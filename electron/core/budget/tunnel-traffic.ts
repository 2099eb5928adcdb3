// What came and went through a tunnel whose service limits a month, counted at the receiver and kept by the day.

import type { PublicAddress } from '#shared/public-address';
import type { Problem, ProblemCode } from '#shared/result';
import type { TunnelState } from '#shared/tunnel';
import { freePlan, type NgrokPlan } from '#shared/tunnel-ngrok';
import type { MonthMeter, TunnelUsage } from '#shared/tunnel-usage';
import type { Clock, Log } from '../ports';
import type { Carried } from '../receiver/carried';
import { errorName } from '../redact-log';
import { type Store, StoreFailure } from '../store/store';
import { dayMs, monthMeter, monthOf, paceDays, usedInMonth } from './month';

export interface TunnelTraffic {
  /** A request that came by the tunnel, whatever was answered. Does nothing while no such tunnel is used. */
  count(carried: Carried): void;
  /** What the tunnel's service says of its limits. */
  heed(state: TunnelState): void;
  /** null while no tunnel is used whose service limits a month. */
  usage(): TunnelUsage | null;
  /** What runs out, or has run out by our own count; what the service itself says is the tunnel's to tell. */
  problem(): Problem | null;
  /** ms until the address may be proved again: a request of our own costs as much as another. */
  proveEvery(): number;
  /** Writes what is not written yet. */
  stop(): void;
}

export interface TunnelTrafficNeeds {
  readonly store: Pick<Store, 'traffic' | 'transaction'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly address: () => PublicAddress | null;
  /** `usage` has changed. */
  readonly changed: () => void;
}

/** ms and requests after which they are written; a crash forgets no more. */
const flush = { everyMs: 5000, at: 50 } as const;

/**
 * ms between two proofs; the usual ones are about 4400 requests a month, of the 20,000 that ngrok's free plan has. Once
 * all are used there is nothing to save, and whether ngrok still carries must be known soon.
 */
const proofs = { enough: 10 * 60_000, saving: 30 * 60_000, spent: 10 * 60_000 } as const;

/** What the service says itself, and of which limit. */
const declarations: Readonly<Partial<Record<ProblemCode, MonthMeter['id']>>> = {
  'ngrok-quota-month': 'requests',
  'ngrok-quota-data': 'data-out',
};

const warnings = {
  requests: { saving: 'ngrok-requests-short', spent: 'ngrok-requests-spent' },
  'data-out': { saving: 'ngrok-data-short', spent: 'ngrok-data-spent' },
} as const;

const counted = ['requests', 'bytesIn', 'bytesOut'] as const;
type Counted = (typeof counted)[number];

export function createTunnelTraffic(needs: TunnelTrafficNeeds): TunnelTraffic {
  const { store, clock, log } = needs;
  const days: Record<Counted, Map<number, number>> = {
    requests: new Map(),
    bytesIn: new Map(),
    bytesOut: new Map(),
  };
  let unsaved: { readonly day: number; readonly carried: Carried }[] = [];
  let cancelFlush: (() => void) | null = null;
  let stopped = false;
  /** Until when each was declared used up: the end of that month. */
  const declaredUntil = new Map<MonthMeter['id'], number>();

  /** null while ngrok is not used. */
  const plan = (): NgrokPlan | null => {
    const address = needs.address();
    return address?.kind === 'ngrok' ? (address.plan ?? freePlan) : null;
  };
  const today = () => Math.floor(clock.now() / dayMs);
  const oldestKept = () => Math.min(monthOf(clock.now()).from / dayMs, today() - paceDays);

  for (const one of store.traffic.since(oldestKept())) {
    for (const what of counted) days[what].set(one.day, one[what]);
  }

  function save(): void {
    cancelFlush?.();
    cancelFlush = null;
    if (unsaved.length === 0) return;
    try {
      store.transaction(() => {
        for (const [day, sum] of byDay(unsaved)) store.traffic.add(day, sum);
        store.traffic.trim(oldestKept());
      });
      unsaved = [];
    } catch (error) {
      // They stay counted here, and are written with the next ones.
      if (!(error instanceof StoreFailure)) throw error;
      log.warn('requests could not be counted on disk', { error: errorName(error) });
    }
  }

  function meters(allowed: NgrokPlan): readonly MonthMeter[] {
    const now = clock.now();
    const declared = (id: MonthMeter['id']) => (declaredUntil.get(id) ?? 0) > now;
    const bytes = allowed.gigabytes === null ? null : allowed.gigabytes * 1e9;
    return [
      monthMeter('requests', days.requests, now, {
        limit: allowed.requests,
        declared: declared('requests'),
      }),
      monthMeter('data-out', days.bytesOut, now, { limit: bytes, declared: declared('data-out') }),
    ];
  }

  const known = () => {
    const allowed = plan();
    return allowed === null ? [] : meters(allowed);
  };

  return {
    count(carried) {
      if (stopped || plan() === null) return;
      const day = today();
      const one = { requests: 1, ...carried };
      for (const what of counted) {
        days[what].set(day, (days[what].get(day) ?? 0) + one[what]);
        for (const old of days[what].keys()) if (old < oldestKept()) days[what].delete(old);
      }
      unsaved.push({ day, carried });
      if (unsaved.length % flush.at === 0) save();
      else cancelFlush ??= clock.after(flush.everyMs, save);
      needs.changed();
    },
    heed(state) {
      // It carries again, or the address is another one.
      if (state.kind === 'online' || state.kind === 'off') declaredUntil.clear();
      const id = 'problem' in state ? declarations[state.problem.code] : undefined;
      if (id !== undefined) declaredUntil.set(id, monthOf(clock.now()).until);
    },
    usage() {
      const found = known();
      if (found.length === 0) return null;
      const now = clock.now();
      return { ...monthOf(now), meters: found, received: usedInMonth(days.bytesIn, now) };
    },
    problem() {
      const found = known().filter(({ declared }) => !declared);
      const worst =
        found.find(({ state }) => state === 'spent') ??
        found.find(({ state }) => state === 'saving');
      if (!worst || worst.state === 'enough') return null;
      const { id, used, limit, state, runsOutAt } = worst;
      const { until } = monthOf(clock.now());
      return {
        code: warnings[id][state],
        // Coarse, so that the sentence does not change with every request.
        params: {
          percent: limit === null ? 100 : Math.min(100, Math.floor((used / limit) * 100)),
          limit: Math.round((limit ?? 0) / (id === 'requests' ? 1 : 1e6)),
          at: Math.floor((runsOutAt ?? until) / dayMs) * dayMs,
          until,
        },
      };
    },
    proveEvery: () => proofs[known().find(({ id }) => id === 'requests')?.state ?? 'enough'],
    stop() {
      save();
      stopped = true;
    },
  };
}

function byDay(
  unsaved: readonly { readonly day: number; readonly carried: Carried }[],
): ReadonlyMap<number, Carried & { readonly requests: number }> {
  const sums = new Map<number, Carried & { readonly requests: number }>();
  for (const { day, carried } of unsaved) {
    const sum = sums.get(day) ?? { requests: 0, bytesIn: 0, bytesOut: 0 };
    sums.set(day, {
      requests: sum.requests + 1,
      bytesIn: sum.bytesIn + carried.bytesIn,
      bytesOut: sum.bytesOut + carried.bytesOut,
    });
  }
  return sums;
}
