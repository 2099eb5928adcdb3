// Reading the rows of a data table, page by page or one by one.
import { z } from 'zod';
import { err, ok, type Problem, type Result } from '#shared/result';
import type { Row, TableRef, Tables } from '../source';
import { refsIn, showCell } from './cells';
import { type Access, call, documentPath, hostOf } from './client';
import type { Config, Target } from './config';
import { tableCalls } from './meters';
import { type Keys, keysOf, lookLikeIds, oneRecord, recordPage, rowOf } from './rows';
import { readSchemas } from './schema';

/** The default of the call; its maximum is not documented: https://developer.kdocs.cn/server/dbt/records.html */
const pageSize = 100;

/** Where the next page starts; and, where the service names fields by name all the same, the ids to those names. */
const place = z.object({ offset: z.string(), keys: z.record(z.string(), z.string()).optional() });

export const tables: Tables<Config, Target> = {
  of: ({ fileToken }, { sheetId }) =>
    sheetId === undefined ? null : { baseId: fileToken, tableId: sheetId },
  schema: readSchemas,

  async page(access, table, cursor) {
    const from = cursor === null ? null : place.parse(JSON.parse(cursor));
    const answer = await call(access, {
      method: 'GET',
      path: recordsPath(table),
      query: { preferId: 'true', pageSize: String(pageSize), offset: from?.offset },
      answer: recordPage,
      about: table.tableId,
    });
    if (!answer.ok) return answer;
    const { records, offset } = answer.value;
    const keys = from?.keys ? ok(from.keys) : await keysFor(access, table, records);
    if (!keys.ok) return keys;
    const isKnown = !lookLikeIds(records) || from?.keys !== undefined;
    return ok({
      rows: records.map((one) => rowOf(one, keys.value)),
      next: offset ? JSON.stringify({ offset, ...(isKnown ? { keys: keys.value } : {}) }) : null,
    });
  },

  async some(access, table, ids) {
    const rows: Row[] = [];
    for (const id of ids) {
      const row = await one(access, table, id);
      if (!row.ok) return row;
      if (row.value !== null) rows.push(row.value);
    }
    return ok(rows);
  },

  pageSize,
  atOnce: 1,
  limit: ({ appKind }) => tableCalls[appKind],
  cell: showCell,
  refs: refsIn,
};

async function one(access: Access, table: TableRef, id: string): Promise<Result<Row | null>> {
  const answer = await call(access, {
    method: 'GET',
    path: `${recordsPath(table)}/${encodeURIComponent(id)}`,
    query: { preferId: 'true' },
    answer: oneRecord,
    about: id,
  });
  if (!answer.ok) return isGone(answer.error, id) ? ok(null) : answer;
  const found = answer.value;
  if (found === null) return ok(null);
  if (found.id !== undefined && found.id !== id) {
    return err({ code: 'service-shape', params: { host: hostOf(access), path: 'data.id' } });
  }
  const record = { id, fields: found.fields };
  const keys = await keysFor(access, table, [record]);
  return keys.ok ? ok(rowOf(record, keys.value)) : keys;
}

const recordsPath = ({ baseId, tableId }: TableRef): string =>
  documentPath(baseId, `sheets/${encodeURIComponent(tableId)}/records`);

/** Asks for the schema only where the keys of a reply are not surely ids. */
async function keysFor(
  access: Access,
  table: TableRef,
  records: Parameters<typeof keysOf>[0],
): Promise<Result<Keys>> {
  if (lookLikeIds(records)) return ok({});
  const schemas = await readSchemas(access, table.baseId);
  if (!schemas.ok) return schemas;
  return ok(
    keysOf(
      records,
      schemas.value.find(({ id }) => id === table.tableId),
    ),
  );
}

/**
 * A record that is not there. The code for it is not published, so the service's words tell; words about a table or a
 * document mean that more is gone than the record.
 */
function isGone({ code, params }: Problem, id: string): boolean {
  if (code === 'service-not-found') return params?.what === id;
  const said = String(params?.message ?? '');
  const isAbsent = /not[\s_-]*(exist|found)|no[\s_-]*such|不存在|已(被)?删除/i.test(said);
  const isMore = /sheet|table|file|document|数据表|文[档件]|webhook|api|route/i.test(said);
  return code === 'service-answer' && isAbsent && (/record|row|记录/i.test(said) || !isMore);
}
