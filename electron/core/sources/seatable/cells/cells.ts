// One cell of SeaTable for a person: its type in the shared vocabulary, its text, and the colours of its options.
import { z } from 'zod';
import type { Chip, FieldType } from '#shared/event';
import { keptOption, namedIds } from '#shared/named-by-id';
import { hasTime, showDate } from './dates';
import { numberType, showDuration, showNumber } from './numbers';
import {
  compact,
  isEmpty,
  type NameOf,
  showCheck,
  showFiles,
  showLinks,
  showLongText,
  showLoose,
  showPeople,
  showPlace,
  showSignature,
} from './shapes';

export interface Shown {
  readonly text: string;
  readonly chips?: readonly Chip[];
}

export interface Column {
  /** SeaTable's own name of the type; undefined when neither the payload nor an earlier one says. */
  readonly type: string | undefined;
  /** The column's settings: options, formats. */
  readonly data: unknown;
}

/**
 * Column types and the raw form of their values:
 * https://api.seatable.com/reference/models, and https://github.com/seatable/dtable-ui-component (dtable-value.js).
 */
const types: ReadonlyMap<string, FieldType> = new Map<string, FieldType>([
  ['text', 'text'],
  ['email', 'email'],
  ['url', 'url'],
  ['long-text', 'long-text'],
  ['number', 'number'],
  ['checkbox', 'checkbox'],
  ['date', 'date'],
  ['duration', 'duration'],
  ['single-select', 'single-select'],
  ['multiple-select', 'multi-select'],
  ['collaborator', 'person'],
  ['file', 'attachment'],
  ['image', 'attachment'],
  ['link', 'record-link'],
  ['formula', 'formula'],
  ['link-formula', 'formula'],
  ['rate', 'rating'],
  ['geolocation', 'location'],
  ['auto-number', 'auto-number'],
]);

export function fieldTypeOf({ type, data }: Column): FieldType {
  if (type === 'number') return numberType(data);
  if (type === 'date') return hasTime(data) ? 'date-time' : 'date';
  return types.get(type ?? '') ?? 'other';
}

/** @param value as events give it (option ids, user ids, seconds, fractions) or as reads do (names of options, dates with an offset) */
export function showCell(value: unknown, { type, data }: Column, nameOf: NameOf): Shown {
  if (isEmpty(value)) return { text: '' };
  switch (type) {
    case 'number':
    case 'formula':
    case 'link-formula':
      return { text: typeof value === 'number' ? showNumber(value, data) : showLoose(value) };
    case 'duration':
      return { text: typeof value === 'number' ? showDuration(value, data) : compact(value) };
    case 'date':
      return { text: typeof value === 'string' ? showDate(value, data) : compact(value) };
    case 'checkbox':
      return { text: showCheck(value) };
    case 'single-select':
    case 'multiple-select':
      return showOptions(value, data);
    case 'collaborator':
      return { text: showPeople(value, nameOf) };
    case 'file':
    case 'image':
      return { text: showFiles(value) };
    case 'link':
      return { text: showLinks(value) };
    case 'long-text':
      return { text: showLongText(value) };
    case 'geolocation':
      return { text: showPlace(value) };
    case 'digital-sign':
      return { text: showSignature(value, nameOf) };
    default:
      return { text: compact(value) };
  }
}

/** A cell of a row by its column's settings, where people's names do not matter. */
export const textOf = (value: unknown, { type, data }: Omit<Column, 'data'> & { data?: unknown }) =>
  showCell(value, { type, data }, () => undefined).text;

const option = z.object({
  id: z.union([z.string(), z.number().transform(String)]),
  name: z.string(),
  color: z.string().optional().catch(undefined),
});
const optionSettings = z.object({ options: z.array(z.unknown()) });

/** @returns ids of a select column's options by their names; none for other columns */
export function optionIds(settings: unknown): Readonly<Record<string, string>> {
  const listed = optionSettings.safeParse(settings).data?.options ?? [];
  const options = listed.flatMap((entry) => option.safeParse(entry).data ?? []);
  return Object.fromEntries(options.map(({ id, name }) => [name, id]));
}

/** Ids of the options or linked rows that a value as it is kept names; null for what it says itself. */
export function refsIn(value: unknown, { type }: Column): readonly string[] | null {
  if (type === 'single-select' || type === 'multiple-select') return namedIds(value, 'id');
  return type === 'link' ? (namedIds(value, 'row_id')?.toSorted() ?? null) : null;
}

/** @returns the name and colour of an option of a select column, or undefined when its settings do not list it */
export function optionOf(id: string, settings: unknown): Chip | undefined {
  const listed = optionSettings.safeParse(settings);
  if (!listed.success) return undefined;
  const options = listed.data.options.flatMap((entry) => option.safeParse(entry).data ?? []);
  // Reads give the name where events give the id.
  const found = options.find((one) => one.id === id) ?? options.find((one) => one.name === id);
  if (!found) return undefined;
  const { name, color } = found;
  return color && /^#[0-9a-f]{6}$/i.test(color) ? { text: name, color } : { text: name };
}

function showOptions(value: unknown, settings: unknown): Shown {
  const chips = (Array.isArray(value) ? value : [value])
    .filter((id) => !isEmpty(id))
    .map((one) => {
      const kept = keptOption(one);
      const id = kept?.id ?? compact(one);
      return optionOf(id, settings) ?? { text: kept?.name ?? id };
    });
  return { text: chips.map((chip) => chip.text).join(', '), chips };
}
