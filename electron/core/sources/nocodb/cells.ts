// One cell of NocoDB for a person: its text, the colours of its options, whether it is empty, and what makes it equal to another.
import { z } from 'zod';
import type { Chip } from '#shared/event';
import { keepOptions, keptOption, namedIds } from '#shared/named-by-id';
import { jsonOf } from '../json';
import type { Column } from './columns';
import { dateText, duration, moment } from './dates';

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
const button = z.object({ label: z.string() });

/** Nothing linked is 0, whether the server says 0 or nothing at all. */
const counting = new Set(['Links', 'Rollup', 'Count']);

export function isEmpty(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  );
}

/** Whether nobody entered anything: such a cell is not worth a line when a row is new. */
export function isUnset(value: unknown, column: Column): boolean {
  if (isEmpty(value)) return true;
  if (column.uidt === 'Checkbox') return !isChecked(value);
  // NocoDB draws as many stars as there are, so that none and 0 look alike.
  return (column.uidt === 'Rating' || isCounting(column)) && Number(value) === 0;
}

const isCounting = ({ uidt }: Column): boolean => counting.has(uidt ?? '');

/** What NocoDB shows while nobody entered anything. */
function unsetText(column: Column): string {
  if (column.uidt === 'Checkbox') return '✗';
  return isCounting(column) ? '0' : '';
}

/** @param value as NocoDB's body carries it: names of options, seconds, objects of people, files and linked rows */
export function showCell(value: unknown, column: Column): Shown {
  if (isUnset(value, column)) return { text: unsetText(column) };
  switch (column.uidt) {
    case 'Checkbox':
      return { text: '✓' };
    case 'SingleSelect':
      return chipped([optionName(value, column)], column);
    case 'MultiSelect':
      return chipped(
        partsOf(value).map((one) => optionName(one, column)),
        column,
      );
    case 'Percent':
      return { text: `${plain(value)}%` };
    case 'Currency':
      return { text: money(value, column.currency) };
    case 'Duration':
      return { text: duration(value) ?? plain(value) };
    case 'GeoData':
      return { text: plain(value).replace(/\s*;\s*/, ', ') };
    case 'Attachment':
      return { text: plain(decoded(value)) };
    case 'JSON':
      return { text: compact(decoded(value)) };
    case 'Date':
      return { text: dateText(plain(value), column.dateFormat) };
    case 'DateTime':
    case 'CreatedTime':
    case 'LastModifiedTime':
      return { text: moment(plain(value), column.dateFormat) };
    case 'Button':
      return { text: button.safeParse(decoded(value)).data?.label ?? '' };
    case null:
      return { text: moment(plain(value), null) };
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

/** A body gives several names as one text. */
const partsOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value)
    ? value
    : plain(value)
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '');

/** Of an option that is kept with its id, the name of today. */
function optionName(value: unknown, { optionIds }: Column): string {
  const kept = keptOption(value);
  if (!kept) return plain(value);
  return Object.entries(optionIds).find(([, id]) => id === kept.id)?.[0] ?? kept.name;
}

const people: ReadonlySet<string> = new Set([
  'User',
  'Collaborator',
  'CreatedBy',
  'LastModifiedBy',
]);

/** Ids of the options, people or linked rows that a kept value is made of; null for what it says itself. */
export function refsIn(value: unknown, { uidt }: Column): readonly string[] | null {
  if (uidt === 'SingleSelect' || uidt === 'MultiSelect' || people.has(uidt ?? '')) {
    return namedIds(value, 'id');
  }
  return uidt === 'LinkToAnotherRecord' ? (namedIds(value, 'Id') ?? namedIds(value, 'id')) : null;
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

/** Some databases keep JSON and files as text, and the body then carries text. */
function decoded(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  return jsonOf(value) ?? value;
}

/** Two values are the same cell when this is the same text. */
export function essence(value: unknown, column: Column): string {
  return JSON.stringify(isUnset(value, column) ? null : (lastingValue(value, column) ?? null));
}

/** What a value is, without what NocoDB makes anew for each answer: signed addresses of files, details of a person. */
function lastingValue(value: unknown, { uidt }: Column): unknown {
  if (uidt === 'Checkbox') return isChecked(value);
  const kept = uidt === 'Attachment' || uidt === 'JSON' ? decoded(value) : value;
  return uidt === 'JSON' ? kept : lasting(kept, ({ id }) => id, fileKey);
}

/** A value as it is kept to be compared with a later one, and still says all that a person reads. */
export function keptValue(value: unknown, { uidt, optionIds }: Column): unknown {
  if (uidt === 'SingleSelect') return keepOptions(value, optionIds);
  if (uidt === 'MultiSelect') return keepOptions(partsOf(value), optionIds);
  if (uidt === 'Checkbox') return isChecked(value);
  const kept = uidt === 'Attachment' || uidt === 'JSON' ? decoded(value) : value;
  return uidt === 'JSON' ? kept : lasting(kept, (who) => who, fileGist);
}

type Person = z.output<typeof person>;
type File = z.output<typeof file>;

const fileKey = ({ title, path, url }: File) => [title, path ?? url];
const fileGist = ({ title, path, url, mimetype }: File) => ({
  title,
  ...(path == null ? { url } : { path }),
  mimetype,
});

function lasting(
  value: unknown,
  ofPerson: (who: Person) => unknown,
  ofFile: (one: File) => unknown,
): unknown {
  if (isEmpty(value)) return null;
  if (Array.isArray(value)) return value.map((one) => lasting(one, ofPerson, ofFile));
  if (typeof value !== 'object') return value;
  const who = person.safeParse(value);
  if (who.success) return ofPerson(who.data);
  const attached = file.safeParse(value);
  return attached.success && isFile(attached.data) ? ofFile(attached.data) : value;
}
