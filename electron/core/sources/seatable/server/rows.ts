// Rows of a table, read by SQL, which also covers rows kept as big data.
import { z } from 'zod';
import { keepOptions } from '#shared/named-by-id';
import { ok, type Result } from '#shared/result';
import type { Row } from '../../source';
import { optionIds } from '../cells/cells';
import { isEmpty } from '../cells/shapes';
import { callWith, sqlPath } from './base-api';
import type { BaseToken } from './base-token';
import type { Access } from './client';
import { isSystemKey } from './metadata';

/** Ids that one query may ask for. */
export const atOnce = 100;

const text = z.string().min(1).optional().catch(undefined);
const row = z.looseObject({
  _id: z.string().min(1),
  _ctime: text,
  _creator: text,
  _mtime: text,
  _last_modifier: text,
});
/** https://api.seatable.com/reference/querysql; older servers name columns whatever they are asked for. */
const answer = z.object({
  metadata: z
    .array(z.object({ key: z.string(), name: z.string(), data: z.unknown().optional() }))
    .nullish(),
  results: z.array(row),
});

/** @param table its name, by which a query calls it */
export function rowsFrom(
  access: Access,
  base: BaseToken,
  table: string,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<Result<readonly Row[]>> {
  return query(access, base, `SELECT * FROM ${quoted(table)} LIMIT ${limit} OFFSET ${offset}`, []);
}

/** @param ids at most `atOnce`; those that are not there any more are left out */
export function rowsById(
  access: Access,
  base: BaseToken,
  table: string,
  ids: readonly string[],
): Promise<Result<readonly Row[]>> {
  const marks = ids.map(() => '?').join(', ');
  const sql = `SELECT * FROM ${quoted(table)} WHERE \`_id\` IN (${marks}) LIMIT ${atOnce}`;
  return query(access, base, sql, ids);
}

function stamped(member: 'created' | 'changed', time: string | undefined, by: string | undefined) {
  const at = Date.parse(time ?? '');
  return Number.isNaN(at) ? {} : { [member]: { at, by: by === undefined ? null : { id: by } } };
}

/** A name is put between backticks, and has none itself: the service's own pages do not allow it. */
const quoted = (name: string): string => `\`${name.replaceAll('`', '')}\``;

async function query(
  access: Access,
  base: BaseToken,
  sql: string,
  parameters: readonly string[],
): Promise<Result<readonly Row[]>> {
  const found = await callWith(access, base, {
    method: 'POST',
    path: sqlPath,
    json: { sql, convert_keys: false, ...(parameters.length > 0 ? { parameters } : {}) },
    answer,
  });
  if (!found.ok) return found;
  const { metadata, results } = found.value;
  const keys = new Set(metadata?.map(({ key }) => key));
  const options = new Map(metadata?.map(({ key, data }) => [key, optionIds(data)]));
  const byName = new Map(metadata?.map(({ key, name }) => [name, key]));
  return ok(
    results.map(({ _id: id, ...cells }) => ({
      id,
      ...stamped('created', cells._ctime, cells._creator),
      ...stamped('changed', cells._mtime, cells._last_modifier),
      cells: Object.fromEntries(
        Object.entries(cells)
          .map(
            ([member, value]) =>
              [keys.has(member) ? member : (byName.get(member) ?? member), value] as const,
          )
          .filter(([key, value]) => !isSystemKey(key) && !isEmpty(value))
          .map(([key, value]) => [key, keepOptions(value, options.get(key) ?? {})]),
      ),
    })),
  );
}
