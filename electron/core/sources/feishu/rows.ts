// Records as the read calls answer them, as rows by field id, without what changes by itself.
import { z } from 'zod';
import { keepOptions } from '#shared/named-by-id';
import type { Row, Stamp } from '../source';
import { selectProperty } from './events/payload';
import { isSelfMoving } from './field-types';
import { momentMs } from './server/moment';
import type { DescribedField } from './server/schema';

/** https://open.larksuite.com/document/uAjLw4CM/ukTMukTMukTM/reference/bitable-v1/app-table-record/bitable-record-data-structure-overview */
const text = z.string().nullish().catch(null);
const someone = z
  .object({ id: z.string().min(1), name: text, en_name: text })
  .nullish()
  .catch(null);
const time = z.union([z.number(), z.string()]).nullish().catch(null);

export const record = z.object({
  record_id: z.string().min(1),
  fields: z.record(z.string(), z.unknown()),
  created_time: time,
  created_by: someone,
  last_modified_time: time,
  last_modified_by: someone,
});
export type FoundRecord = z.output<typeof record>;

/**
 * Ids and type codes of fields by their names, by which the service keys the cells of a record; of selects with the ids of
 * their options by name, since the service gives the names alone.
 */
const fieldKey = z.tuple([z.string(), z.number(), z.record(z.string(), z.string()).nullable()]);
export const fieldKeys = z.record(z.string(), fieldKey);
export type FieldKeys = z.output<typeof fieldKeys>;

export const keysOf = (fields: readonly DescribedField[]): FieldKeys =>
  Object.fromEntries(
    fields.map((one) => [one.field_name, [one.field_id, one.type, optionIds(one)]]),
  );

const selects: ReadonlySet<number> = new Set([3, 4]);

function optionIds({ type, property }: DescribedField): Readonly<Record<string, string>> | null {
  if (!selects.has(type)) return null;
  const options = selectProperty.safeParse(property).data?.options ?? [];
  return Object.fromEntries(options.flatMap(({ id, name }) => (name ? [[name, id]] : [])));
}

/** Whether a record names an option that `keys` does not know: it is new, or was renamed. */
export const hasStrangeOption = (records: readonly FoundRecord[], keys: FieldKeys): boolean =>
  records.some(({ fields }) =>
    Object.entries(fields).some(([name, value]) => {
      const options = keys[name]?.[2];
      const named: readonly unknown[] = Array.isArray(value) ? value : [value];
      return (
        options != null &&
        named.some((one) => typeof one === 'string' && one !== '' && !Object.hasOwn(options, one))
      );
    }),
  );

/** @returns the first name that `keys` does not know, or undefined */
export function strangeField(records: readonly FoundRecord[], keys: FieldKeys): string | undefined {
  return records
    .flatMap((one) => Object.keys(one.fields))
    .find((name) => !Object.hasOwn(keys, name));
}

/** @param keys must know every name in the record */
export function rowOf(found: FoundRecord, keys: FieldKeys): Row {
  const { record_id: id, fields } = found;
  const cells = Object.entries(fields).flatMap(([name, value]): [string, unknown][] => {
    const [fieldId, type, options] = keys[name] ?? [];
    if (fieldId === undefined || type === undefined || isSelfMoving(type)) return [];
    const kept = options ? keepOptions(value, options) : lasting(value);
    return isEmpty(kept) ? [] : [[fieldId, kept]];
  });
  const created = stampOf(found.created_time, found.created_by);
  const changed = stampOf(found.last_modified_time, found.last_modified_by);
  return {
    id,
    cells: Object.fromEntries(cells),
    ...(created ? { created } : {}),
    ...(changed ? { changed } : {}),
  };
}

function stampOf(when: z.output<typeof time>, who: z.output<typeof someone>): Stamp | null {
  const at = momentMs(when);
  if (at === null) return null;
  const name = who?.name || who?.en_name;
  return { at, by: who ? { id: who.id, ...(name ? { name } : {}) } : null };
}

/** Addresses that are made anew for every answer, and what else is no content of the cell. */
const passing: ReadonlySet<string> = new Set(['tmp_url', 'url', 'avatar_url', 'email']);

function lasting(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lasting);
  if (typeof value !== 'object' || value === null) return value;
  const members = new Map(Object.entries(value));
  const isThing = members.has('file_token') || members.has('id');
  return Object.fromEntries(
    [...members]
      .filter(([name]) => !(isThing && passing.has(name)))
      .map(([name, member]) => [name, lasting(member)]),
  );
}

const isEmpty = (value: unknown): boolean => {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0 || value.every(isNoText);
  return hasOnly(value, 'link_record_ids') || hasOnly(value, 'value');
};

/** A text without a letter comes as one empty segment. */
const isNoText = (one: unknown): boolean =>
  typeof one === 'object' && one !== null && 'text' in one && one.text === '' && !('link' in one);

/** A link to no record, and a formula or lookup without a result. */
const hasOnly = (value: unknown, member: string): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  const found = new Map(Object.entries(value)).get(member);
  return Array.isArray(found) && found.length === 0;
};
