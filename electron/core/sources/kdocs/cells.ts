// One cell of Kdocs for a person: its text, and the colours of its options.
import type { Chip, FieldType } from '#shared/event';
import { namedIds } from '#shared/named-by-id';
import type { CellText, FieldSchema } from '../source';
import { fieldType } from './field-types';
import { type Option, property } from './schema';
import { textOf } from './value-text';

/** @param value as the read calls give it: a text, a number, a flag, an id of an option, objects, or a list of these */
export function showCell(value: unknown, { label }: FieldSchema): CellText {
  const type = fieldType(label.type);
  const typed = type === undefined ? {} : { type };
  if (value === null || value === undefined || value === '') return { text: '', ...typed };
  if (type === 'single-select' || type === 'multi-select') {
    const options = property.safeParse(label.property).data?.options ?? [];
    const chips = chosen(value, options, type);
    return { text: chips.map((chip) => chip.text).join(', '), ...typed, chips };
  }
  return { text: sayValue(value, type), ...typed };
}

const byId: ReadonlySet<FieldType> = new Set([
  'single-select',
  'multi-select',
  'person',
  'record-link',
]);

/** Ids of the options, people or records that a value is made of, where it is objects that carry them. */
export function refsIn(value: unknown, { label }: FieldSchema): readonly string[] | null {
  const type = fieldType(label.type);
  return type !== undefined && byId.has(type) ? namedIds(value, 'id') : null;
}

function sayValue(value: unknown, type: FieldType | undefined): string {
  switch (type) {
    case 'checkbox':
      return isChecked(value) ? '✓' : '✗';
    case 'date':
    case 'date-time':
      return typeof value === 'string' || typeof value === 'number'
        ? moment(value, type)
        : textOf(value);
    case 'long-text':
    case 'text':
      // Runs of formatted text are one text.
      return textOf(value, Array.isArray(value) && value.every(isRun) ? '' : ', ');
    default:
      return textOf(value);
  }
}

const isChecked = (value: unknown): boolean =>
  value === true || value === 1 || (typeof value === 'string' && /^(1|true|✓|是)$/i.test(value));

const isRun = (part: unknown): boolean =>
  typeof part === 'object' && part !== null && ('text' in part || 'insert' in part);

/** Options are named by their ids, as asked for, or by their texts. */
function chosen(value: unknown, options: readonly Option[], type: FieldType): readonly Chip[] {
  const find = (said: string) =>
    options.find(({ id }) => id === said) ?? options.find(({ text }) => text === said);
  const chips = (Array.isArray(value) ? value : [value]).flatMap((one): Chip[] => {
    const said = idIn(one, find) ?? textOf(one);
    const parts =
      type === 'multi-select' && typeof one === 'string' && !find(said) ? said.split(',') : [said];
    return parts
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .map((part) => {
        const { text = part, color } = find(part) ?? {};
        return { text, ...(color === undefined ? {} : { color }) };
      });
  });
  return chips;
}

/** An option may come as an object that carries its id. */
function idIn(value: unknown, find: (id: string) => Option | undefined): string | null {
  if (typeof value !== 'object' || value === null || !('id' in value)) return null;
  const id = String(value.id);
  return find(id) ? id : null;
}

/**
 * Texts of days stay as the service writes them. Moments in ISO form or as ms or seconds since 1970 are given in UTC, since
 * the document's time zone is not told.
 */
function moment(value: string | number, type: 'date' | 'date-time'): string {
  const isInstant =
    typeof value === 'number' ? value >= 1e9 && value < 1e14 : /^\d{4}-\d\d-\d\dT.*Z$/.test(value);
  if (!isInstant) return String(value);
  const at = new Date(typeof value === 'number' && value < 1e11 ? value * 1000 : value);
  if (Number.isNaN(at.getTime())) return String(value);
  const [day = '', time = ''] = at.toISOString().split('T');
  const clock = time.slice(0, time.startsWith(':00', 5) ? 5 : 8);
  return type === 'date' && clock === '00:00' ? day : `${day} ${clock} UTC`;
}
