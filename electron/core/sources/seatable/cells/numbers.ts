// Numbers and durations as SeaTable shows them, by the settings of their column.
import { z } from 'zod';
import type { FieldType } from '#shared/event';

const word = z.string().optional().catch(undefined);

const numberSettings = z
  .object({
    format: word,
    decimal: word,
    thousands: word,
    precision: z.number().int().min(0).max(20).optional().catch(undefined),
    enable_precision: z.boolean().optional().catch(undefined),
    currency_symbol: word,
    currency_symbol_position: word,
  })
  .catch({});

const durationSettings = z.object({ duration_format: word }).catch({});

const symbols: ReadonlyMap<string, string> = new Map([
  ['dollar', '$'],
  ['euro', '€'],
  ['yuan', '¥'],
]);

const separators: ReadonlyMap<string, string> = new Map([
  ['comma', ','],
  ['dot', '.'],
  ['space', ' '],
]);

export function numberType(settings: unknown): FieldType {
  const { format } = numberSettings.parse(settings);
  if (format === 'percent') return 'percent';
  return format !== undefined && (symbols.has(format) || format === 'custom_currency')
    ? 'currency'
    : 'number';
}

/** @param settings the column's `column_data`; a percent is stored as a fraction */
export function showNumber(value: number, settings: unknown): string {
  const column = numberSettings.parse(settings);
  const { format, precision } = column;
  // 0.07 * 100 is 7.000000000000001 in binary; 15 digits are what a double keeps.
  const scaled = format === 'percent' ? Number((value * 100).toPrecision(15)) : value;
  const digits =
    column.enable_precision && precision !== undefined ? scaled.toFixed(precision) : String(scaled);
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(digits);
  if (!parts) return digits;
  const [, sign = '', whole = '', fraction] = parts;
  const grouped = whole.replace(
    /\B(?=(\d{3})+$)/g,
    () => separators.get(column.thousands ?? '') ?? '',
  );
  const amount =
    fraction === undefined
      ? grouped
      : `${grouped}${column.decimal === 'comma' ? ',' : '.'}${fraction}`;
  if (format === 'percent') return `${sign}${amount}%`;
  const symbol =
    format === 'custom_currency' ? (column.currency_symbol ?? '') : symbols.get(format ?? '');
  if (!symbol) return sign + amount;
  return column.currency_symbol_position === 'after'
    ? `${sign}${amount}${symbol}`
    : `${sign}${symbol}${amount}`;
}

/** @param seconds shown as `h:mm`, or `h:mm:ss` when the column says so or seconds would be lost */
export function showDuration(seconds: number, settings: unknown): string {
  const { duration_format: format } = durationSettings.parse(settings);
  const total = Math.round(Math.abs(seconds));
  const two = (part: number) => String(part).padStart(2, '0');
  const hours = Math.floor(total / 3600);
  const minutes = two(Math.floor((total % 3600) / 60));
  const rest = total % 60;
  const sign = seconds < 0 ? '-' : '';
  return format === 'h:mm:ss' || rest !== 0
    ? `${sign}${hours}:${minutes}:${two(rest)}`
    : `${sign}${hours}:${minutes}`;
}
