// Joins both sides of one cell into a change: the values, their words, and the chips of options.
import type { Chip, FieldChange, FieldType } from '#shared/event';
import { keptOption } from '#shared/named-by-id';
import type { FieldLabel, Labels } from '../../source';
import { type Cell, dateProperty, readProperty, selectProperty } from '../events/payload';
import { fieldType, isSelfMoving } from '../field-types';
import { personName } from '../people';
import { canonical } from './canonical';
import type { DateText } from './date-text';
import { plainText } from './value-text';
import { decode, guessType, type Stored } from './values';

export interface CellPair {
  readonly fieldId: string;
  readonly before: Cell | undefined;
  readonly after: Cell | undefined;
}

/** What is known about a field, made ready once for all its cells. */
export interface FieldView {
  readonly name: string | undefined;
  /** Whether its value is the record's title. */
  readonly primary: boolean;
  readonly type: FieldType | undefined;
  /** Tells of the last change of its record, and so changes with every other field. */
  readonly selfMoving: boolean;
  readonly dateFormat: string | undefined;
  /** IANA name of the base's time zone, where it is known. */
  readonly timeZone: string | undefined;
  /** Names of a select's options by id. */
  readonly options: ReadonlyMap<string, string>;
}

export function viewField(label: FieldLabel | undefined): FieldView {
  const options = selectProperty.safeParse(label?.property).data?.options ?? [];
  return {
    name: label?.name,
    primary: label?.primary ?? false,
    type: fieldType(label?.type, label?.property),
    selfMoving: isSelfMoving(label?.type),
    dateFormat: dateProperty.safeParse(label?.property).data?.date_formatter,
    timeZone: readProperty.safeParse(label?.property).data?.time_zone,
    options: new Map(options.map((option) => [option.id, option.name || option.id])),
  };
}

/** @returns the change, or null when both sides say the same, or no more than that something else changed */
export function cellChange(
  pair: CellPair,
  field: FieldView,
  labels: Labels,
  dates: DateText,
): FieldChange | null {
  if (field.selfMoving) return null;
  const before = decode(pair.before, field.type);
  const after = decode(pair.after, field.type);
  if (canonical(orEmpty(before.value)) === canonical(orEmpty(after.value))) return null;
  const type = field.type ?? guessType(after.value) ?? guessType(before.value);
  const typed = { ...field, type };
  const beforeChips = chipsOf(before.value, typed);
  const afterChips = chipsOf(after.value, typed);
  const texts = tellApart(
    [sayCell(before, typed, labels, dates), sayCell(after, typed, labels, dates)],
    [before, after],
    typed,
    dates,
  );
  return {
    field: {
      id: pair.fieldId,
      ...(field.name === undefined ? {} : { name: field.name }),
      ...(type === undefined ? {} : { type }),
    },
    ...(pair.before === undefined ? {} : { before: before.value }),
    ...(pair.after === undefined ? {} : { after: after.value }),
    beforeText: texts[0],
    afterText: texts[1],
    ...(beforeChips ? { beforeChips } : {}),
    ...(afterChips ? { afterChips } : {}),
  };
}

/** What a person reads in one cell; `''` when it is empty. */
export function cellText(
  cell: Cell | undefined,
  field: FieldView,
  labels: Labels,
  dates: DateText,
): string {
  const stored = decode(cell, field.type);
  const type = field.type ?? guessType(stored.value);
  return sayCell(stored, { ...field, type }, labels, dates);
}

export function sayCell(
  { value, users }: Stored,
  field: FieldView,
  labels: Pick<Labels, 'person'>,
  dates: DateText,
): string {
  switch (field.type) {
    case 'single-select':
    case 'multi-select': {
      const chips = optionChips(value, field.options);
      return chips ? chips.map((chip) => chip.text).join(', ') : plainText(value);
    }
    case 'person':
      if (users.length === 0) return plainText(value);
      return users.map((user) => personName(user, labels)).join(', ');
    case 'date':
    case 'date-time':
      return isInstant(value)
        ? dates.say(value, field.dateFormat, field.timeZone)
        : plainText(value);
    case 'percent':
      return percentText(plainText(value));
    default:
      return plainText(value);
  }
}

/** A format that hides the time of day must not make a change look like none. */
function tellApart(
  texts: readonly [string, string],
  [before, after]: readonly [Stored, Stored],
  { timeZone }: FieldView,
  dates: DateText,
): readonly [string, string] {
  if (texts[0] !== texts[1] || !isInstant(before.value) || !isInstant(after.value)) return texts;
  return [dates.sayExactly(before.value, timeZone), dates.sayExactly(after.value, timeZone)];
}

/** Instants that a calendar can show; ECMAScript's ends at ±8.64e15 ms. */
const isInstant = (value: unknown): value is number =>
  typeof value === 'number' && Math.abs(value) <= 8.64e15;

/** An empty cell comes as an empty text, an empty list, null, or not at all. */
const orEmpty = (value: unknown): unknown =>
  value === null || (Array.isArray(value) && value.length === 0) ? '' : value;

/** @returns undefined when the field is no select, or the cell is empty */
export function chipsOf(value: unknown, { options, type }: FieldView): readonly Chip[] | undefined {
  if (type !== 'single-select' && type !== 'multi-select') return undefined;
  const chips = optionChips(value, options);
  return chips && chips.length > 0 ? chips : undefined;
}

/**
 * Events name options by id, and rows are kept with both; the names are in the field's settings. An option deleted meanwhile
 * stays an id in an event. Colours are
 * numbers of a palette that the service does not publish, so chips have none.
 * @returns undefined when the value names no options
 */
function optionChips(value: unknown, options: FieldView['options']): readonly Chip[] | undefined {
  const parts: readonly unknown[] = Array.isArray(value) ? value : [value];
  const named = parts.map((one) =>
    typeof one === 'string' ? { id: one, name: one } : keptOption(one),
  );
  if (!named.every((one) => one !== null)) return undefined;
  return named
    .filter(({ id }) => id !== '')
    .map(({ id, name }) => ({ text: options.get(id) ?? name }));
}

/** Moves the point two places, on the digits themselves, so that nothing is rounded away: 0.125 is 12.5 %. */
function percentText(digits: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(digits);
  if (!match) return digits;
  const [, sign = '', whole = '', fraction = ''] = match;
  const padded = fraction.padEnd(2, '0');
  const rest = padded.slice(2).replace(/0+$/, '');
  const integer = (whole + padded.slice(0, 2)).replace(/^0+(?=\d)/, '');
  return `${sign}${integer}${rest === '' ? '' : `.${rest}`}%`;
}
