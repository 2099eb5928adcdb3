// Says a moment the way a person would: relative under an hour, the clock today, the date before.
import type { Locale } from '#shared/locale';

const minute = 60_000;
const hour = 60 * minute;

/**
 * @param at ms since 1970
 * @param now ms since 1970
 * @param timeZone IANA name; the machine's own when left out
 */
export function sayMoment(at: number, now: number, language: Locale, timeZone?: string): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  const age = now - at;
  if (Math.abs(age) < hour) {
    const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });
    return Math.abs(age) < minute
      ? relative.format(0, 'second')
      : relative.format(-Math.trunc(age / minute), 'minute');
  }
  const day = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', ...zone });
  if (day.format(at) === day.format(now)) {
    return new Intl.DateTimeFormat(language, { timeStyle: 'short', ...zone }).format(at);
  }
  const sameYear = day.format(at).slice(0, 4) === day.format(now).slice(0, 4);
  return new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
    ...zone,
  }).format(at);
}

/** To the second, for tooltips and details. @param at ms since 1970 */
export function sayExactly(at: number, language: Locale, timeZone?: string): string {
  return new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(at);
}

/**
 * From when to when; the date is said where it is not today's, or not the same at both ends.
 * @param from ms since 1970
 * @param to ms since 1970; null: it lasts
 * @param now ms since 1970
 */
export function saySpan(
  from: number,
  to: number | null,
  now: number,
  language: Locale,
  timeZone?: string,
): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  const day = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', ...zone });
  const today = day.format(from) === day.format(now);
  const format = new Intl.DateTimeFormat(
    language,
    today
      ? { timeStyle: 'short', ...zone }
      : { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit', ...zone },
  );
  return to === null ? format.format(from) : format.formatRange(from, to);
}
