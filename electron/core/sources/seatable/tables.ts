// Reading the rows of a table by SQL, which also covers rows kept as big data.
import { z } from 'zod';
import { err, ok, type Result } from '#shared/result';
import type { CellText, FieldSchema, Row, TableRef, TableSchema, Tables } from '../source';
import { callWith, sqlPath } from './base-api';
import { type BaseToken, tokenOf } from './base-token';
import { fieldTypeOf, showCell } from './cells';
import { type Access, hostOf } from './client';
import { type Config, plainUuid, type Target } from './config';
import { linkTo, placeOf } from './link';
import { type ColumnEntry, isSystemKey, readPeople, readTables, schemaOf } from './metadata';
import { isEmpty } from './shapes';

/** A query may give 10,000; a smaller page keeps the server answering others: https://api.seatable.com/reference/limits */
const pageSize = 1000;
const atOnce = 100;

const row = z.looseObject({ _id: z.string().min(1) });
/** https://api.seatable.com/reference/querysql; older servers name columns whatever they are asked for. */
const answer = z.object({
  metadata: z.array(z.object({ key: z.string(), name: z.string() })).nullish(),
  results: z.array(row),
});

/** How far, and the table's name: a query calls a table by it, and one asked for its pages keeps it. */
const place = z.object({ name: z.string(), offset: z.number() });

export const tables: Tables<Config, Target> = {
  of: ({ baseUuid }, { tableId }) =>
    baseUuid === undefined || tableId === undefined
      ? null
      : { baseId: plainUuid(baseUuid), tableId },

  async schema(access) {
    const base = await tokenOf(access);
    if (!base.ok) return base;
    const found = await readTables(access, base.value);
    if (!found.ok) return found;
    const hasPeople = found.value.some(({ columns }) => columns.some(isOfPeople));
    const people = hasPeople ? await readPeople(access, base.value) : ok(new Map());
    if (!people.ok && people.error.code === 'token-expired') return people;
    const names = people.ok ? Object.fromEntries(people.value) : {};
    return ok(found.value.map(schemaOf).map((one) => withNames(one, names)));
  },

  async page(access, table, cursor) {
    const from = cursor === null ? null : place.parse(JSON.parse(cursor));
    const named = await tableAt(access, table, from?.name);
    if (!named.ok) return named;
    const { base, name } = named.value;
    const offset = from?.offset ?? 0;
    const sql = `SELECT * FROM ${quoted(name)} LIMIT ${pageSize} OFFSET ${offset}`;
    const rows = await query(access, base, sql, []);
    if (!rows.ok) return rows;
    const isLast = rows.value.length < pageSize;
    const next = isLast ? null : JSON.stringify({ name, offset: offset + pageSize });
    return ok({ rows: rows.value, next });
  },

  async some(access, table, ids) {
    const named = await tableAt(access, table, undefined);
    if (!named.ok) return named;
    const { base, name } = named.value;
    const marks = ids.map(() => '?').join(', ');
    const sql = `SELECT * FROM ${quoted(name)} WHERE \`_id\` IN (${marks}) LIMIT ${atOnce}`;
    return query(access, base, sql, ids);
  },

  pageSize,
  atOnce,
  limit: () => null,
  cell: showField,
  link: (config, { baseId, tableId }, rowId, secrets) =>
    linkTo(config, placeOf(secrets, baseId), tableId, rowId),
};

/** A name is put between backticks, and has none itself: the service's own pages do not allow it. */
const quoted = (name: string): string => `\`${name.replaceAll('`', '')}\``;

async function tableAt(
  access: Access,
  { baseId, tableId }: TableRef,
  known: string | undefined,
): Promise<Result<{ readonly base: BaseToken; readonly name: string }>> {
  const base = await tokenOf(access);
  if (!base.ok) return base;
  const missing = (what: string) =>
    err({ code: 'service-not-found' as const, params: { host: hostOf(access), what } });
  if (plainUuid(base.value.uuid) !== plainUuid(baseId)) return missing(baseId);
  if (known !== undefined) return ok({ base: base.value, name: known });
  const all = await readTables(access, base.value);
  if (!all.ok) return all;
  const found = all.value.find((one) => one._id === tableId);
  return found ? ok({ base: base.value, name: found.name }) : missing(tableId);
}

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
  const byName = new Map(metadata?.map(({ key, name }) => [name, key]));
  return ok(
    results.map(({ _id: id, ...cells }) => ({
      id,
      cells: Object.fromEntries(
        Object.entries(cells)
          .map(
            ([member, value]) =>
              [keys.has(member) ? member : (byName.get(member) ?? member), value] as const,
          )
          .filter(([key, value]) => !isSystemKey(key) && !isEmpty(value)),
      ),
    })),
  );
}

const personType = 'collaborator';
const isOfPeople = ({ type }: ColumnEntry) => type === personType;
const named = z.object({ names: z.record(z.string(), z.string()) });

/** A cell of people is worded by its column alone, so the column takes their names along. */
const withNames = (table: TableSchema, names: Readonly<Record<string, string>>): TableSchema => ({
  ...table,
  fields: table.fields.map((field) =>
    field.label.type === personType
      ? { ...field, label: { ...field.label, property: { names } } }
      : field,
  ),
});

function showField(value: unknown, { label }: FieldSchema): CellText {
  const type = typeof label.type === 'string' ? label.type : undefined;
  const column = { type, data: label.property };
  const names = named.safeParse(label.property).data?.names;
  return { ...showCell(value, column, (id) => names?.[id]), type: fieldTypeOf(column) };
}
