// Reading the rows of a table, page by page or by name.
import { z } from 'zod';
import { err, ok, type Result } from '#shared/result';
import { parseJson } from '../json';
import type { Row, TableRef, Tables } from '../source';
import { type Access, call, hostOf } from './client';
import { baseTokenOf, type FeishuConfig, type FeishuTarget } from './config';
import { addressOf } from './draft';
import { readPast } from './past';
import { showCell } from './read-cells';
import {
  type FieldKeys,
  type FoundRecord,
  fieldKeys,
  keysOf,
  record,
  rowOf,
  strangeField,
} from './rows';
import { readBase, readFields, readSchema, tablePath } from './schema';
import { admitted } from './token';

/** The most of the call: https://open.larksuite.com/document/uAjLw4CM/ukTMukTMukTM/reference/bitable-v1/app-table-record/search */
const pageSize = 500;
/** https://open.larksuite.com/document/uAjLw4CM/ukTMukTMukTM/reference/bitable-v1/app-table-record/batch_get */
const atOnce = 100;

const recordPage = z.object({
  items: z.array(record).nullish(),
  has_more: z.boolean().nullish(),
  page_token: z.string().nullish(),
});
const ids = z.array(z.string()).nullish();
const named = z.object({
  records: z.array(record).nullish(),
  absent_record_ids: ids,
  forbidden_record_ids: ids,
});

/** Where the next page starts, and the names of the fields, which need not be asked for again. */
const place = z.object({ token: z.string(), keys: fieldKeys });

export const tables: Tables<FeishuConfig, FeishuTarget> = {
  of(config, target) {
    const baseId = baseTokenOf(config, target);
    if (baseId === undefined || target.tableId === undefined) return null;
    return { baseId, tableId: target.tableId };
  },
  all: (config, target) =>
    target.tableId === undefined ? (baseTokenOf(config, target) ?? null) : null,
  schema: readSchema,
  past: readPast,

  async page(given, table, cursor) {
    const own = await admitted(given);
    if (!own.ok) return own;
    const access = own.value;
    const from = placeOf(cursor);
    const answer = await searchPage(access, table, from?.token);
    if (!answer.ok) return answer;
    const { items, has_more: hasMore, page_token: token } = answer.value;
    const found = items ?? [];
    if (found.length === 0 && !from) {
      const hidden = await mayBeHidden(access, table);
      if (!hidden.ok) return hidden;
    }
    const keyed = await withIds(access, table, found, from?.keys);
    if (!keyed.ok) return keyed;
    const { rows, keys } = keyed.value;
    return ok({ rows, next: hasMore && token ? JSON.stringify({ token, keys }) : null });
  },

  async some(given, table, wanted) {
    const own = await admitted(given);
    if (!own.ok) return own;
    const access = own.value;
    const answer = await call(access, {
      method: 'POST',
      path: `${tablePath(table.baseId, table.tableId)}/records/batch_get`,
      json: { record_ids: wanted, user_id_type: 'open_id', automatic_fields: true },
      answer: named,
      about: table.tableId,
    });
    if (!answer.ok) return answer;
    const { records, absent_record_ids: absent, forbidden_record_ids: forbidden } = answer.value;
    if ((forbidden ?? []).length > 0) return err(hides(access, table));
    const found = records ?? [];
    const accounted = new Set([...found.map((one) => one.record_id), ...(absent ?? [])]);
    if (!wanted.every((id) => accounted.has(id))) {
      // Neither there nor absent: what is not said must not count as deleted.
      return err({ code: 'service-shape', params: { host: hostOf(access), path: 'data.records' } });
    }
    const keyed = await withIds(access, table, found, undefined);
    return keyed.ok ? ok(keyed.value.rows) : keyed;
  },

  pageSize,
  atOnce,
  // Calls are limited by the second, not by the day.
  limit: () => null,
  cell: showCell,
  link: (config, { baseId, tableId }, rowId) =>
    addressOf(config, { base: baseId, table: tableId, record: rowId }),
};

function searchPage(access: Access, { baseId, tableId }: TableRef, token?: string) {
  return call(access, {
    method: 'POST',
    path: `${tablePath(baseId, tableId)}/records/search`,
    query: { user_id_type: 'open_id', page_size: String(pageSize), page_token: token },
    json: { automatic_fields: true },
    answer: recordPage,
    about: tableId,
  });
}

/** Cells by field id; names that are not known, as after a renaming, are asked for. */
async function withIds(
  access: Access,
  { baseId, tableId }: TableRef,
  found: readonly FoundRecord[],
  known: FieldKeys | undefined,
): Promise<Result<{ readonly rows: readonly Row[]; readonly keys: FieldKeys }>> {
  let keys = known ?? {};
  if (strangeField(found, keys) !== undefined) {
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
async function mayBeHidden(access: Access, table: TableRef): Promise<Result<null>> {
  const base = await readBase(access, table.baseId);
  if (!base.ok) return base;
  return base.value.advanced ? err(hides(access, table)) : ok(null);
}

const hides = (access: Access, { tableId }: TableRef) =>
  ({ code: 'rows-hidden', params: { host: hostOf(access), what: tableId } }) as const;

function placeOf(cursor: string | null): z.output<typeof place> | null {
  if (cursor === null) return null;
  const json = parseJson(Buffer.from(cursor));
  return (json.ok ? place.safeParse(json.value).data : undefined) ?? null;
}
