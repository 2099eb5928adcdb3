// Dates as SeaTable shows them, by the settings of their column.
import { z } from 'zod';

const settings = z.object({ format: z.string() });

/** The orders of day, month and year a date column offers: https://api.seatable.com/reference/models (date). */
const days: ReadonlyMap<string, (day: Day) => string> = new Map([
  ['YYYY-MM-DD', ({ d, m, y }) => `${y}-${two(m)}-${two(d)}`],
  ['DD/MM/YYYY', ({ d, m, y }) => `${two(d)}/${two(m)}/${y}`],
  ['D/M/YYYY', ({ d, m, y }) => `${d}/${m}/${y}`],
  ['M/D/YYYY', ({ d, m, y }) => `${m}/${d}/${y}`],
  ['DD.MM.YYYY', ({ d, m, y }) => `${two(d)}.${two(m)}.${y}`],
]);

interface Day {
  readonly y: string;
  readonly m: number;
  readonly d: number;
}

const two = (part: number) => String(part).padStart(2, '0');

/** @returns true when the column shows the time of the day */
export function hasTime(data: unknown): boolean {
  return formatOf(data).includes('H');
}

/**
 * @param value `2022-06-01`, `2022-06-01 02:00` or `2022-06-01T02:00:00+02:00`; the clock is taken as written, since the
 *   offset is that of the server, which is what SeaTable shows
 * @param data the column's `column_data`
 * @returns the value as written when its format is not known, or when it is no date
 */
export function showDate(value: string, data: unknown): string {
  const [, order = '', withTime] = /^(\S+)( HH:mm)?$/.exec(formatOf(data)) ?? [];
  const show = days.get(order);
  const found =
    /^(\d{4})-(\d\d?)-(\d\d?)(?:[ T](\d\d?):(\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/.exec(
      value.trim(),
    );
  if (!show || !found) return value;
  const [, y = '', month, date, hour, minute] = found;
  const day = { y, m: Number(month), d: Number(date) };
  if (!exists(day) || Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59) return value;
  // A value without a time gets none: midnight would be an invention.
  return withTime && hour !== undefined ? `${show(day)} ${two(Number(hour))}:${minute}` : show(day);
}

function exists({ d, m, y }: Day): boolean {
  // Day 0 of the next month is the last of this one.
  return m >= 1 && m <= 12 && d >= 1 && d <= new Date(Date.UTC(Number(y), m, 0)).getUTCDate();
}

function formatOf(data: unknown): string {
  const known = settings.safeParse(data);
  return known.success ? known.data.format.trim() : '';
}
