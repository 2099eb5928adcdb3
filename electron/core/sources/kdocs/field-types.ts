// The service's field types in the common vocabulary.
import type { FieldType } from '#shared/event';

/**
 * By the service's name in small letters. The vendor's pages print only some of them
 * (https://developer.kdocs.cn/server/dbt/create-dbt.html, https://developer.kdocs.cn/server/dbt/schemas.html); the others are
 * names under which its products show the same kinds of field.
 */
const types: ReadonlyMap<string, FieldType> = new Map<string, FieldType>([
  ['singlelinetext', 'text'],
  ['multilinetext', 'long-text'],
  ['note', 'long-text'],
  ['richtext', 'long-text'],
  ['number', 'number'],
  ['currency', 'currency'],
  ['percentage', 'percent'],
  ['percent', 'percent'],
  ['complete', 'percent'],
  ['rating', 'rating'],
  ['checkbox', 'checkbox'],
  ['date', 'date'],
  ['datetime', 'date-time'],
  ['createdtime', 'date-time'],
  ['lastmodifiedtime', 'date-time'],
  ['duration', 'duration'],
  ['singleselect', 'single-select'],
  ['multiselect', 'multi-select'],
  ['multipleselect', 'multi-select'],
  ['contact', 'person'],
  ['createdby', 'person'],
  ['lastmodifiedby', 'person'],
  ['attachment', 'attachment'],
  ['link', 'record-link'],
  ['onewaylink', 'record-link'],
  ['url', 'url'],
  ['hyperlink', 'url'],
  ['email', 'email'],
  ['phone', 'phone'],
  ['address', 'location'],
  ['formula', 'formula'],
  ['autonumber', 'auto-number'],
]);

/** @returns `other` for a type that is not known, undefined where none is told */
export function fieldType(type: string | number | undefined): FieldType | undefined {
  return type === undefined ? undefined : (types.get(String(type).toLowerCase()) ?? 'other');
}
