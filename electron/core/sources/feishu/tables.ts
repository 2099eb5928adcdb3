// Reading the rows of a table, page by page or by name.
import { z } from 'zod';
import { err, ok } from '#shared/result';
import type { Tables } from '../source';
import { linksIn, refsIn, showCell } from './cells/read-cells';
import { baseTokenOf, type FeishuConfig, type FeishuTarget } from './config';
import { addressOf } from './events/draft';
import { definitionChanges } from './events/field-event';
import { isSelfMoving } from './field-types';
import { readPast } from './past';
import { recent } from './recent';
import { fieldKeys, record } from './rows';
import { call, hostOf } from './server/client';
import { readSchema, tablePath } from './server/schema';
import { hides, mayBeHidden, pageSize, placeIn, searchPage, withIds } from './server/search';
import { admitted } from './server/token';

/** https://open.larksuite.com/document/uAjLw4CM/ukTMukTMukTM/reference/bitable-v1/app-table-record/batch_get */
const atOnce = 100;

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
    const from = placeIn(cursor, place);
    const answer = await searchPage(access, table, { token: from?.token });
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

  recent,
  pageSize,
  atOnce,
  // Calls are limited by the second, not by the day.
  limit: () => null,
  cell: showCell,
  definition: definitionChanges,
  refs: refsIn,
  links: linksIn,
  holds: ({ label }) => !isSelfMoving(label.type),
  link: (config, { baseId, tableId }, rowId) =>
    addressOf(config, { base: baseId, table: tableId, record: rowId }),
  tableLink: (config, { baseId, tableId }) => addressOf(config, { base: baseId, table: tableId }),
};
