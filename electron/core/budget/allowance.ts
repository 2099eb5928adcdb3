// How far each purpose may go, how fast calls are being used, and when some become free again. Pure.
import type { BudgetState } from '#shared/budget';
import { assertNever } from '#shared/result';

/** What a call is for; the later ones stop first when calls run short. */
export type Purpose = 'person' | 'hooks' | 'values' | 'compare';

export const hourMs = 3_600_000;

/**
 * Whole hours are counted, so the oldest one counts until its last minute is 24 hours ago: whenever the service's own day
 * begins, no more than the limit falls into it.
 */
export const hoursKept = 25;

/** Calls by hour since 1970. */
export type Hours = ReadonlyMap<number, number>;

const share = { compare: 0.85, values: 0.95 } as const;
/** Kept for what the person asks for; at least one call. */
const reserve = 0.02;
/** Above it calls are saved, and sooner when the pace of the last hours would lead to the wall. */
const saving = { anyway: 0.7, atThisPace: 0.3 } as const;

/** @returns how many calls of `limit` may be used up before this purpose stops */
export function ceiling(limit: number, purpose: Purpose): number {
  switch (purpose) {
    case 'person':
      return limit;
    case 'hooks':
      return Math.max(0, limit - Math.max(1, Math.ceil(limit * reserve)));
    case 'values':
      return Math.floor(limit * share.values);
    case 'compare':
      return Math.floor(limit * share.compare);
    default:
      return assertNever(purpose);
  }
}

/** @param now ms since 1970 */
export function usedIn(hours: Hours, now: number): number {
  const oldest = Math.floor(now / hourMs) - hoursKept;
  return [...hours].reduce((sum, [hour, calls]) => (hour > oldest ? sum + calls : sum), 0);
}

/** @returns calls in 24 hours at the pace of the last three */
export function forecastOf(hours: Hours, now: number): number {
  const hour = Math.floor(now / hourMs);
  const past = now / hourMs - hour;
  const at = (back: number) => hours.get(hour - back) ?? 0;
  return Math.round((at(0) + at(1) + at(2) + at(3) * (1 - past)) * 8);
}

export function stateOf(used: number, limit: number, forecast: number): BudgetState {
  if (used >= ceiling(limit, 'hooks')) return 'spent';
  const ahead = forecast > limit && used >= limit * saving.atThisPace;
  return used >= limit * saving.anyway || ahead ? 'saving' : 'enough';
}

/** @returns ms since 1970 when fewer than `ceiling` calls count, if none is made meanwhile */
export function freeFrom(hours: Hours, now: number, ceiling: number): number {
  let left = usedIn(hours, now);
  const current = Math.floor(now / hourMs);
  for (let hour = current - hoursKept + 1; hour <= current; hour += 1) {
    if (left < ceiling) return now;
    left -= hours.get(hour) ?? 0;
    if (left < ceiling) return (hour + hoursKept) * hourMs;
  }
  // Nothing at all is allowed to this purpose.
  return now + 24 * hourMs;
}
