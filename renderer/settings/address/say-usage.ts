// Amounts and days of a month's allowance, as the person's language writes them. Pure.
import type { Locale } from '#shared/locale';
import type { MonthMeter } from '#shared/tunnel-usage';

/** @param value requests, or bytes: told in megabytes, and from a thousand of them on in gigabytes */
export function sayAmount(id: MonthMeter['id'], value: number, language: Locale): string {
  if (id === 'requests') return new Intl.NumberFormat(language).format(Math.round(value));
  const isLarge = value >= 1e9;
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: isLarge ? 'gigabyte' : 'megabyte',
    maximumSignificantDigits: value < 1e6 ? 1 : 3,
  }).format(value / (isLarge ? 1e9 : 1e6));
}

/** @param at ms since 1970; the months are those of UTC, and so is the day */
export function sayDay(at: number, language: Locale): string {
  const format = { month: 'long', day: 'numeric', timeZone: 'UTC' } as const;
  const day = new Intl.DateTimeFormat(language, format).format(at);
  return language === 'fr' ? day.replace(/^1 /, '1er ') : day;
}
