// The service's field types: their codes, names and places in the common vocabulary.
import type { FieldType } from '#shared/event';
import { dateProperty, numberProperty, readProperty } from './events/payload';

// https://open.larksuite.com/document/uAjLw4CM/ukTMukTMukTM/reference/bitable-v1/app-table-field/guide
const table: ReadonlyMap<number, readonly [name: string, type: FieldType]> = new Map([
  [1, ['Text', 'text']],
  [2, ['Number', 'number']],
  [3, ['SingleSelect', 'single-select']],
  [4, ['MultiSelect', 'multi-select']],
  [5, ['DateTime', 'date-time']],
  [7, ['Checkbox', 'checkbox']],
  [11, ['User', 'person']],
  [13, ['Phone', 'phone']],
  [15, ['Url', 'url']],
  [17, ['Attachment', 'attachment']],
  [18, ['SingleLink', 'record-link']],
  [19, ['Lookup', 'formula']],
  [20, ['Formula', 'formula']],
  [21, ['DuplexLink', 'record-link']],
  [22, ['Location', 'location']],
  [23, ['GroupChat', 'other']],
  [24, ['Stage', 'other']],
  [1001, ['CreatedTime', 'date-time']],
  [1002, ['ModifiedTime', 'date-time']],
  [1003, ['CreatedUser', 'person']],
  [1004, ['ModifiedUser', 'person']],
  [1005, ['AutoNumber', 'auto-number']],
  [3001, ['Button', 'other']],
]);

/** When and by whom a record was last changed: every change would be followed by one of these. */
const selfMoving: ReadonlySet<unknown> = new Set([1002, 1004]);

/** @param code as a label or an event gives it */
export const isSelfMoving = (code: unknown): boolean => selfMoving.has(code);

/** Fields that share a type code and look different; only the API tells. */
const byLook: ReadonlyMap<string, FieldType> = new Map([
  ['Email', 'email'],
  ['Currency', 'currency'],
  ['Rating', 'rating'],
]);

/** The service's own name of a type, or its code where that is new. */
export function typeName(code: number): string {
  return table.get(code)?.[0] ?? String(code);
}

/**
 * @param code as a label or an event gives it
 * @param property the field's settings, which tell a percentage from a number and a day from a moment
 * @returns undefined when the code is not known
 */
export function fieldType(code: unknown, property: unknown): FieldType | undefined {
  const type = typeof code === 'number' ? table.get(code)?.[1] : undefined;
  const shown = byLook.get(readProperty.safeParse(property).data?.ui_type ?? '');
  if (shown !== undefined && (type === 'text' || type === 'number')) return shown;
  if (type === 'number') {
    const format = numberProperty.safeParse(property).data?.formatter ?? '';
    if (format.includes('%')) return 'percent';
    return /[¥$€£]/.test(format) ? 'currency' : 'number';
  }
  if (type === 'date-time') {
    const format = dateProperty.safeParse(property).data?.date_formatter;
    return format === undefined || /[Hh]/.test(format) ? 'date-time' : 'date';
  }
  return type;
}
