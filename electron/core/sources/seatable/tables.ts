// Reading the rows of a table by SQL, which also covers rows kept as big data.
import { z } from 'zod';
import { err, ok, type Result } from '#shared/result';
import type { CellText, FieldSchema, TableRef, TableSchema, Tables } from '../source';
import { fieldTypeOf, refsIn, showCell } from './cells/cells';
import { type Config, plainUuid, type Target, within } from './config';
import { linkTo, placeOf } from './link';
import { linksIn } from './link-columns';
import { definitionChanges } from './log/structure';
import { type BaseToken, tokenOf, watchedBase } from './server/base-token';
import { type Access, hostOf } from './server/client';
import { type ColumnEntry, readTables, schemaOf } from './server/metadata';
import { readPeople } from './server/people';
import { atOnce, rowsById, rowsFrom } from './server/rows';

/** A query may give 10,000; a smaller page keeps the server answering others: https://api.seatable.com/reference/limits */
const pageSize = 1000;

/** How far, and the table's name: a query calls a table by it, and one asked for its pages keeps it. */
const place = z.object({ name: z.string(), offset: z.number() });

export const tables: Tables<Config, Target> = {
  of(config, target, secrets) {
    const baseId = watchedBase(config, target, secrets);
    const { tableId } = target;
    return baseId === undefined || tableId === undefined ? null : { baseId, tableId };
  },
  all: (config, target, secrets) =>
    target.tableId === undefined ? (watchedBase(config, target, secrets) ?? null) : null,

  async schema(access, baseId) {
    const base = await tokenOf(within(access, baseId));
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
    const rows = await rowsFrom(access, base, name, { limit: pageSize, offset });
    if (!rows.ok) return rows;
    const isLast = rows.value.length < pageSize;
    const next = isLast ? null : JSON.stringify({ name, offset: offset + pageSize });
    return ok({ rows: rows.value, next });
  },

  async some(access, table, ids) {
    const named = await tableAt(access, table, undefined);
    if (!named.ok) return named;
    const { base, name } = named.value;
    return rowsById(access, base, name, ids);
  },

  pageSize,
  atOnce,
  limit: () => null,
  cell: showField,
  definition: definitionChanges,
  refs: (value, { label }) => refsIn(value, { type: String(label.type), data: label.property }),
  links: (value, { label }, tableId) => linksIn(value, label, tableId),
  link: (config, { baseId, tableId }, rowId, secrets) =>
    linkTo(config, placeOf(secrets, baseId), tableId, rowId),
};

async function tableAt(
  access: Access,
  { baseId, tableId }: TableRef,
  known: string | undefined,
): Promise<Result<{ readonly base: BaseToken; readonly name: string }>> {
  const base = await tokenOf(within(access, baseId));
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

/** Types of columns whose cells name people by their ids. */
const personTypes: ReadonlySet<unknown> = new Set(['collaborator', 'digital-sign']);
const isOfPeople = ({ type }: ColumnEntry) => personTypes.has(type);
const named = z.object({ names: z.record(z.string(), z.string()) });

/** A cell of people is worded by its column alone, so the column takes their names along. */
const withNames = (table: TableSchema, names: Readonly<Record<string, string>>): TableSchema => ({
  ...table,
  fields: table.fields.map((field) =>
    personTypes.has(field.label.type)
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
