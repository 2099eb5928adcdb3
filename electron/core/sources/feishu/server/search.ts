// Searching the records of a table, page by page: all of them, or the newest first.
import { z } from 'zod';
import { err, ok, type Result } from '#shared/result';
import { parseJson } from '../../json';
import type { Row, TableRef } from '../../source';
import {
  type FieldKeys,
  type FoundRecord,
  hasStrangeOption,
  keysOf,
  record,
  rowOf,
  strangeField,
} from '../rows';
import { type Access, call, hostOf } from './client';
import { readBase, readFields, tablePath } from './schema';

/** The most of the call: https://open.larksuite.com/document/uAjLw4CM/ukTMukTMukTM/reference/bitable-v1/app-table-record/search */
export const pageSize = 500;

const recordPage = z.object({
  items: z.array(record).nullish(),
  has_more: z.boolean().nullish(),
  page_token: z.string().nullish(),
  total: z.number().nullish(),
});

export interface Search {
  readonly token?: string | undefined;
  readonly size?: number;
  /** Name of the field to sort by, the greatest first. */
  readonly newestBy?: string;
  /** Names of the fields that are needed; absent: all. */
  readonly only?: readonly string[];
}

export function searchPage(
  access: Access,
  { baseId, tableId }: TableRef,
  { token, size = pageSize, newestBy, only }: Search,
) {
  return call(access, {
    method: 'POST',
    path: `${tablePath(baseId, tableId)}/records/search`,
    query: { user_id_type: 'open_id', page_size: String(size), page_token: token },
    json: {
      automatic_fields: true,
      ...(newestBy === undefined ? {} : { sort: [{ field_name: newestBy, desc: true }] }),
      ...(only === undefined ? {} : { field_names: only }),
    },
    answer: recordPage,
    about: tableId,
  });
}

/** Where a page starts, as the one before it has noted; undefined: at the beginning. */
export function placeIn<T>(cursor: string | null, form: z.ZodType<T>): T | undefined {
  const json = cursor === null ? null : parseJson(Buffer.from(cursor));
  return json?.ok ? form.safeParse(json.value).data : undefined;
}

/** Cells by field id; names of fields and options that are not known, as after a renaming, are asked for. */
export async function withIds(
  access: Access,
  { baseId, tableId }: TableRef,
  found: readonly FoundRecord[],
  known: FieldKeys | undefined,
): Promise<Result<{ readonly rows: readonly Row[]; readonly keys: FieldKeys }>> {
  let keys = known ?? {};
  const isStrange = strangeField(found, keys) !== undefined;
  if (isStrange || (known !== undefined && hasStrangeOption(found, keys))) {
    const fields = await readFields(access, baseId, tableId);
    if (!fields.ok) return fields;
    keys = keysOf(fields.value);
    if (strangeField(found, keys) !== undefined) {
      return err({
        code: 'service-shape',
        params: { host: hostOf(access), path: 'data.items.fields' },
      });
    }
  }
  return ok({ rows: found.map((one) => rowOf(one, keys)), keys });
}

/**
 * With advanced permissions, a caller that does not manage the base gets a success without rows: a table that looks empty
 * must not be taken for one whose rows were all deleted.
 */
export async function mayBeHidden(access: Access, table: TableRef): Promise<Result<null>> {
  const base = await readBase(access, table.baseId);
  if (!base.ok) return base;
  return base.value.advanced ? err(hides(access, table)) : ok(null);
}

export const hides = (access: Access, { tableId }: TableRef) =>
  ({ code: 'rows-hidden', params: { host: hostOf(access), what: tableId } }) as const;
