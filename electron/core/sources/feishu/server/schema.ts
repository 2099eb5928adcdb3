// Bases, tables and fields as the service describes them.
import { z } from 'zod';
import { ok, type Result } from '#shared/result';
import type { FieldSchema, TableSchema } from '../../source';
import { timeZoneOf } from '../config';
import { type Access, call, callPages, part } from './client';
import { admitted } from './token';

const text = z.string().nullish().catch(null);

/** https://open.larksuite.com/document/uAjLw4CM/ukTMukTMukTM/reference/bitable-v1/app/get */
const app = z.object({
  app: z.object({
    name: text,
    time_zone: text,
    /** Rows may be hidden from those who do not manage the base. */
    is_advanced: z.boolean().nullish().catch(null),
  }),
});
const table = z.object({ table_id: z.string().min(1), name: text });
const field = z.object({
  field_id: z.string().min(1),
  field_name: z.string(),
  type: z.number(),
  ui_type: text,
  is_primary: z.boolean().nullish().catch(null),
  property: z.record(z.string(), z.unknown()).nullish().catch(null),
});
export type DescribedField = z.output<typeof field>;

export interface BaseFacts {
  readonly name: string;
  /** IANA name, as the connection says, else as the base does. */
  readonly timeZone: string;
  readonly advanced: boolean;
}

const basePath = (baseId: string): string => `bitable/v1/apps/${part(baseId)}`;
export const tablePath = (baseId: string, tableId: string): string =>
  `${basePath(baseId)}/tables/${part(tableId)}`;

export async function readBase(access: Access, baseId: string): Promise<Result<BaseFacts>> {
  const path = basePath(baseId);
  const found = await call(access, { method: 'GET', path, answer: app, about: baseId });
  if (!found.ok) return found;
  const { name, time_zone: own, is_advanced: advanced } = found.value.app;
  const timeZone = access.config.timeZone ?? (own || timeZoneOf(access.config));
  return ok({ name: name ?? '', timeZone, advanced: advanced ?? false });
}

/** https://open.larksuite.com/document/uAjLw4CM/ukTMukTMukTM/reference/bitable-v1/app-table/list */
export async function readTables(
  access: Access,
  baseId: string,
): Promise<Result<readonly { readonly id: string; readonly name: string }[]>> {
  const wanted = {
    method: 'GET',
    path: `${basePath(baseId)}/tables`,
    query: { page_size: '100' },
    about: baseId,
  } as const;
  const found = await callPages(access, wanted, table);
  if (!found.ok) return found;
  return ok(found.value.map((one) => ({ id: one.table_id, name: one.name ?? '' })));
}

/** https://open.larksuite.com/document/uAjLw4CM/ukTMukTMukTM/reference/bitable-v1/app-table-field/list */
export function readFields(
  access: Access,
  baseId: string,
  tableId: string,
): Promise<Result<readonly DescribedField[]>> {
  const wanted = {
    method: 'GET',
    path: `${tablePath(baseId, tableId)}/fields`,
    query: { page_size: '100' },
    about: tableId,
  } as const;
  return callPages(access, wanted, field);
}

/**
 * All tables of a base with their fields: one call a table, since the service has none for all.
 * @param wanted only these come with their fields; null or absent: all
 */
export async function readSchema(
  access: Access,
  baseId: string,
  wanted?: readonly string[] | null,
): Promise<Result<readonly TableSchema[]>> {
  const own = await admitted(access);
  if (!own.ok) return own;
  const base = await readBase(own.value, baseId);
  if (!base.ok) return base;
  const tables = await readTables(own.value, baseId);
  if (!tables.ok) return tables;
  const schemas: TableSchema[] = [];
  for (const { id, name } of tables.value) {
    const isWanted = wanted?.includes(id) ?? true;
    const fields = isWanted ? await readFields(own.value, baseId, id) : ok([]);
    if (!fields.ok) return fields;
    const described = fields.value.map((one) => fieldSchema(one, base.value.timeZone));
    schemas.push({ id, name, fields: described, views: [] });
  }
  return ok(schemas);
}

/**
 * Two members are put into the settings: `ui_type`, which tells apart what shares a type code, and the base's `time_zone`,
 * without which a day has no meaning.
 */
export function fieldSchema(one: DescribedField, timeZone: string): FieldSchema {
  const property = {
    ...one.property,
    ...(one.ui_type ? { ui_type: one.ui_type } : {}),
    time_zone: timeZone,
  };
  return {
    id: one.field_id,
    label: {
      name: one.field_name,
      type: one.type,
      property,
      primary: one.is_primary ?? false,
    },
  };
}
