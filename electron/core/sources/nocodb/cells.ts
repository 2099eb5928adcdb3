// One cell of NocoDB for a person: its text, the colours of its options, whether it is empty, and what makes it equal to another.
import { z } from 'zod';
import type { Chip } from '#shared/event';
import type { Column } from './columns';

export interface Shown {
  readonly text: string;
  readonly chips?: readonly Chip[];
}

const fields = z.record(z.string(), z.unknown());
const person = z.object({ id: z.string(), email: z.string(), display_name: z.string().nullish() });
const file = z.object({
  title: z.string().nullish(),
  path: z.string().nullish(),
  url: z.string().nullish(),
  mimetype: z.string().nullish(),
});

/** Values that are there before anybody entered one: not worth a line when a row is new. */
const unsetNumber = new Set(['Rating', 'Links', 'Rollup', 'Count']);

export function isEmpty(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  );
}

export function isUnset(value: unknown, column: Column): boolean {
  if (isEmpty(value)) return true;
  if (column.uidt === 'Checkbox') return !isChecked(value);
  return unsetNumber.has(column.uidt ?? '') && Number(value) === 0;
}

/** @param value as NocoDB's body carries it: names of options, seconds, objects of people, files and linked rows */
export function showCell(value: unknown, column: Column): Shown {
  if (column.uidt === 'Checkbox') return { text: isChecked(value) ? '✓' : '✗' };
  if (isEmpty(value)) return { text: '' };
  switch (column.uidt) {
    case 'SingleSelect':
      return chipped([plain(value)], column);
    case 'MultiSelect':
      return chipped(Array.isArray(value) ? value.map(plain) : plain(value).split(','), column);
    case 'Percent':
      return { text: `${plain(value)}%` };
    case 'Currency':
      return { text: money(value, column.currency) };
    case 'Duration':
      return { text: duration(value) };
    case 'GeoData':
      return { text: plain(value).replace(/\s*;\s*/, ', ') };
    case 'Attachment':
      return { text: plain(decoded(value)) };
    case 'JSON':
      return { text: compact(decoded(value)) };
    case 'DateTime':
      return { text: moment(plain(value)) };
    case null:
      return { text: moment(plain(value)) };
    default:
      return { text: plain(value) };
  }
}

/** Text for a value of any shape; an object is known by its members, so that it also works while the column is not known. */
function plain(value: unknown): string {
  if (isEmpty(value)) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? '✓' : '✗';
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) {
    return value
      .map(plain)
      .filter((text) => text !== '')
      .join(', ');
  }
  const who = person.safeParse(value);
  if (who.success) return who.data.display_name || who.data.email;
  const attached = file.safeParse(value);
  if (attached.success && isFile(attached.data)) return attached.data.title || 'file';
  const row = fields.safeParse(value);
  return (row.success ? linkedTitle(row.data) : null) ?? JSON.stringify(value);
}

const isFile = (value: z.output<typeof file>): boolean =>
  typeof value.title === 'string' && (value.mimetype ?? value.path ?? value.url) != null;

/** A linked row carries its key and its primary value: `{"Id":1,"Name":"…"}`. */
function linkedTitle(row: Readonly<Record<string, unknown>>): string | null {
  const keys = Object.keys(row);
  const key = keys.find((one) => /^id$/i.test(one));
  if (key === undefined || keys.length > 2) return null;
  const title = row[keys.find((one) => one !== key) ?? key];
  if (typeof title === 'object' && title !== null) return null;
  return plain(isEmpty(title) ? row[key] : title);
}

/** @returns the person a cell names, of several the first */
export function personOf(value: unknown): { readonly id: string; readonly name: string } | null {
  const who = person.safeParse(Array.isArray(value) ? value[0] : value);
  return who.success ? { id: who.data.id, name: who.data.display_name || who.data.email } : null;
}

function chipped(names: readonly string[], { options }: Column): Shown {
  const chips = names
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => options.find((option) => option.text === name) ?? { text: name });
  return { text: chips.map((chip) => chip.text).join(', '), chips };
}

const compact = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

function isChecked(value: unknown): boolean {
  return value === true || value === 1 || value === '1' || value === 'true';
}

function money(value: unknown, currency: string | null): string {
  const amount = Number(value);
  if (currency === null || !/^[A-Z]{3}$/i.test(currency) || !Number.isFinite(amount))
    return plain(value);
  return new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    useGrouping: false,
    minimumFractionDigits: 0,
    maximumFractionDigits: 20,
  }).format(amount);
}

/** @param value seconds; shown as `h:mm`, with seconds where there are any */
function duration(value: unknown): string {
  const seconds = Number(value);
  if (!Number.isFinite(seconds)) return plain(value);
  const whole = Math.abs(seconds);
  const two = (part: number) => String(part).padStart(2, '0');
  const rest = Number((whole % 60).toFixed(3));
  const clock = `${Math.floor(whole / 3600)}:${two(Math.floor((whole % 3600) / 60))}`;
  const tail = rest === 0 ? '' : `:${rest < 10 ? '0' : ''}${rest}`;
  return `${seconds < 0 ? '-' : ''}${clock}${tail}`;
}

/** NocoDB gives moments in UTC as `2026-11-21 08:00:00+00:00`; other text is left as it is. */
function moment(text: string): string {
  const found = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(:\d\d)?(?:\.\d+)?(?:\+00:00|Z)$/.exec(text);
  if (!found) return text;
  const [, day = '', minute = '', second = ':00'] = found;
  return `${day} ${minute}${second === ':00' ? '' : second} UTC`;
}

/** Some databases keep JSON and files as text, and the body then carries text. */
function decoded(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/**
 * What a value is, without what NocoDB makes anew for each delivery: signed addresses of files, details of a person. Two
 * values are the same cell when this is the same text.
 */
export function essence(value: unknown, column: Column): string {
  if (column.uidt === 'Checkbox') return JSON.stringify(isChecked(value));
  const kept = column.uidt === 'Attachment' || column.uidt === 'JSON' ? decoded(value) : value;
  return JSON.stringify(column.uidt === 'JSON' && !isEmpty(kept) ? kept : lasting(kept));
}

function lasting(value: unknown): unknown {
  if (isEmpty(value)) return null;
  if (Array.isArray(value)) return value.map(lasting);
  if (typeof value !== 'object') return value;
  const who = person.safeParse(value);
  if (who.success) return who.data.id;
  const attached = file.safeParse(value);
  if (attached.success && isFile(attached.data)) {
    return [attached.data.title, attached.data.path ?? attached.data.url];
  }
  return value;
}
