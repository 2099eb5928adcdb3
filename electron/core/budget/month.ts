// What of a month's allowance is used, and whether it lasts at the pace of the last days. Pure.
import type { BudgetState } from '#shared/budget';
import type { MonthMeter } from '#shared/tunnel-usage';

export const dayMs = 86_400_000;

/** What was counted in a day, by days since 1970 (UTC). */
export type Days = ReadonlyMap<number, number>;

/** Days that the pace is taken from, today included; weekdays and weekends are then in it as they come. */
export const paceDays = 7;
/** Part of a limit that must be used before its end is foretold: the first busy hour of a month says little. */
const foretoldFrom = 0.3;

/** @returns the calendar month (UTC) that `now` lies in, ms since 1970, the end excluded */
export function monthOf(now: number): { readonly from: number; readonly until: number } {
  const date = new Date(now);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return { from: Date.UTC(year, month), until: Date.UTC(year, month + 1) };
}

/** @returns what was counted since the month began */
export function usedInMonth(days: Days, now: number): number {
  const first = monthOf(now).from / dayMs;
  return [...days].reduce((sum, [day, count]) => (day >= first ? sum + count : sum), 0);
}

/**
 * @param limit null: none is known
 * @param declared the service itself says that nothing is left
 */
export function monthMeter(
  id: MonthMeter['id'],
  days: Days,
  now: number,
  { limit, declared }: { readonly limit: number | null; readonly declared: boolean },
): MonthMeter {
  const used = usedInMonth(days, now);
  const { until } = monthOf(now);
  const pace = paceOf(days, now);
  const forecast = Math.round(used + pace * (until - now));
  const isSpent = declared || (limit !== null && used >= limit);
  const endsAt =
    isSpent || limit === null || pace === 0 ? null : Math.round(now + (limit - used) / pace);
  const runsOutAt = endsAt !== null && endsAt < until ? endsAt : null;
  const isShort = runsOutAt !== null && limit !== null && used >= limit * foretoldFrom;
  const state: BudgetState = isSpent ? 'spent' : isShort ? 'saving' : 'enough';
  return { id, used, limit, forecast, state, runsOutAt, declared };
}

/** @returns a ms, over the last days, or over those since counting began; at least over one */
function paceOf(days: Days, now: number): number {
  const first = Math.floor(now / dayMs) - paceDays + 1;
  const recent = [...days].filter(([day]) => day >= first);
  const began = days.size === 0 ? first : Math.max(first, Math.min(...days.keys()));
  const sum = recent.reduce((total, [, count]) => total + count, 0);
  return sum / Math.max(dayMs, now - began * dayMs);
}
