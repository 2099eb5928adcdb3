// Records as the read calls answer them, in every form that is documented or seen, as rows by field id.
import { z } from 'zod';
import { jsonOf } from '../json';
import type { Row, TableSchema } from '../source';

const id = z.union([z.string().min(1), z.number().transform(String)]);

/** An object, or the same as text that holds JSON, as the vendor's sibling platform answers. */
const fields = z.preprocess(
  (given) => {
    if (typeof given !== 'string') return given ?? {};
    return given.trim() === '' ? {} : jsonOf(given);
  },
  z.record(z.string(), z.unknown()),
);

const record = z.object({ id, fields });
type Found = z.output<typeof record>;

/** A page: https://developer.kdocs.cn/server/dbt/records.html. One that cannot be read must not pass for a deleted one. */
export const recordPage = z.object({
  records: z.array(record),
  offset: z.union([z.string(), z.number().transform(String)]).nullish(),
});

/**
 * One record: https://developer.kdocs.cn/server/dbt/get-records.html. Its reply is folded away there: bare, in `record`, or
 * alone in `records`; null when there is none.
 */
export const oneRecord = z.preprocess((given) => {
  const content = z.record(z.string(), z.unknown()).safeParse(given).data ?? {};
  if (Array.isArray(content.records)) return content.records[0] ?? null;
  if (content.record !== undefined) return content.record;
  if (Object.keys(content).length === 0) return null;
  // Another wrapping must not pass for a record without cells.
  return 'id' in content || 'fields' in content ? content : 'no record';
}, z.object({ id: id.optional(), fields }).nullable());

/**
 * Field ids are short, such as `B` or `Ti` in the vendor's samples.
 * @returns whether every field is surely named by its id, so that no schema is needed to tell
 */
export const lookLikeIds = (records: readonly Found[]): boolean =>
  records.every((one) => Object.keys(one.fields).every((key) => /^[A-Za-z]{1,3}$/.test(key)));

/** Ids by what a reply names fields by. */
export type Keys = Readonly<Record<string, string>>;

/** @returns nothing when all keys are ids of the table's fields already */
export function keysOf(records: readonly Found[], table: TableSchema | undefined): Keys {
  const ids = new Set(table?.fields.map((field) => field.id));
  const used = new Set(records.flatMap((one) => Object.keys(one.fields)));
  if ([...used].every((key) => ids.has(key))) return {};
  // Names come last: then a field that is called like another's id is still found by its name.
  return Object.fromEntries([
    ...[...ids].map((one) => [one, one]),
    ...(table?.fields ?? []).map((field) => [field.label.name, field.id]),
  ]);
}

export function rowOf({ id: rowId, fields: cells }: Found, keys: Keys): Row {
  return {
    id: rowId,
    cells: Object.fromEntries(
      Object.entries(cells)
        .filter(([, value]) => !isEmpty(value))
        .map(([key, value]) => [Object.hasOwn(keys, key) ? (keys[key] ?? key) : key, value]),
    ),
  };
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);
