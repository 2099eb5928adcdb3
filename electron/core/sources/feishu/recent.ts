// What changed lately in a table, by its column of the last modification, where it has one: the call filters by whole days only, but sorts.
import { z } from 'zod';
import { err, ok, type Result } from '#shared/result';
import type { Recent, TableRef } from '../source';
import type { FeishuConfig } from './config';
import { fieldKeys } from './rows';
import { type Access, hostOf } from './server/client';
import { momentMs } from './server/moment';
import { readFields } from './server/schema';
import { mayBeHidden, placeIn, searchPage, withIds } from './server/search';
import { admitted } from './server/token';

/** Type code of the column that the service fills in itself. */
const modifiedTime = 1002;
/** ms that are read further back: a change may have been on its way while the mark was set. */
const overlap = 60_000;

const place = z.object({ token: z.string(), by: z.string(), keys: fieldKeys });
/** The same of a list of ids. `by` null: the table has no such column. */
const idPlace = z.object({ token: z.string(), by: z.string().nullable() });

export const recent: Recent<FeishuConfig> = {
  async mark(given, table) {
    const own = await admitted(given);
    if (!own.ok) return own;
    const by = await columnOf(own.value, table);
    if (!by.ok || by.value === null) return by;
    const newest = await searchPage(own.value, table, { size: 1, newestBy: by.value });
    if (!newest.ok) return newest;
    const at = momentMs(newest.value.items?.[0]?.last_modified_time);
    return ok(at === null ? null : String(at));
  },

  async since(given, table, mark, cursor) {
    const own = await admitted(given);
    if (!own.ok) return own;
    const access = own.value;
    const from = placeIn(cursor, place);
    const by = from ? ok(from.by) : await columnOf(access, table);
    if (!by.ok) return by;
    // The column was removed since the mark was set.
    if (by.value === null) {
      const params = { host: hostOf(access), what: table.tableId };
      return err({ code: 'service-not-found', params });
    }
    const found = await searchPage(access, table, { token: from?.token, newestBy: by.value });
    if (!found.ok) return found;
    const { items, has_more: hasMore, page_token: token } = found.value;
    const keyed = await withIds(access, table, items ?? [], from?.keys);
    if (!keyed.ok) return keyed;
    const { rows, keys } = keyed.value;
    const isOld = (at: number | undefined) => at !== undefined && at < Number(mark) - overlap;
    const isOver = isOld(rows.at(-1)?.changed?.at) || !hasMore || !token;
    return ok({
      rows: rows.filter(({ changed }) => !isOld(changed?.at)),
      next: isOver ? null : JSON.stringify({ token, by: by.value, keys }),
    });
  },

  async count(given, table) {
    const own = await admitted(given);
    if (!own.ok) return own;
    const found = await searchPage(own.value, table, { size: 1 });
    if (!found.ok) return found;
    const { total } = found.value;
    if (total === 0) {
      const hidden = await mayBeHidden(own.value, table);
      if (!hidden.ok) return hidden;
    }
    if (typeof total === 'number') return ok(total);
    const host = hostOf(own.value);
    return err({ code: 'service-shape', params: { host, path: 'data.total' } });
  },

  async ids(given, table, cursor) {
    const own = await admitted(given);
    if (!own.ok) return own;
    const from = placeIn(cursor, idPlace);
    const by = from ? ok(from.by) : await columnOf(own.value, table);
    if (!by.ok) return by;
    const found = await searchPage(own.value, table, {
      token: from?.token,
      ...(by.value === null ? {} : { only: [by.value] }),
    });
    if (!found.ok) return found;
    const { items, has_more: hasMore, page_token: token } = found.value;
    const ids = (items ?? []).map((one) => one.record_id);
    const next = hasMore && token ? JSON.stringify({ token, by: by.value }) : null;
    return ok({ ids, next });
  },
};

/** @returns the name of the table's column of the last modification; null where it has none */
async function columnOf(
  access: Access,
  { baseId, tableId }: TableRef,
): Promise<Result<string | null>> {
  const fields = await readFields(access, baseId, tableId);
  if (!fields.ok) return fields;
  return ok(fields.value.find(({ type }) => type === modifiedTime)?.field_name ?? null);
}
