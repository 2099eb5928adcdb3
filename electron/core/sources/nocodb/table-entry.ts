// One table as the server describes it: its columns with what their cells take to be read, and its views.
import { z } from 'zod';
import { ok, type Result } from '#shared/result';
import { jsonOf } from '../json';
import { type Access, call } from './client';
import type { ColumnEntry } from './columns';

const id = z.string().min(1);
const titled = z.object({ id, title: z.string() });

/** NocoDB answers 1, 0, true, false or null, by its database. */
const flag = z
  .unknown()
  .optional()
  .transform((value) => value === true || value === 1);

const text = z.string().optional().catch(undefined);

/** An object, or the same as text where the database keeps JSON as text. */
const settings = z.preprocess(
  (value) => (typeof value === 'string' ? (jsonOf(value) ?? null) : value),
  z.object({ currency_code: text, date_format: text }).nullish().catch(null),
);

const option = z.object({ id: text, title: z.string(), color: z.string().nullish() });
const column = z.object({
  id,
  title: z.string(),
  uidt: z.string(),
  pk: flag,
  pv: flag,
  system: flag,
  meta: settings.optional(),
  colOptions: z
    .object({ options: z.array(option).optional().catch(undefined) })
    .nullish()
    .catch(null),
});
const table = titled.extend({
  base_id: id.nullish(),
  columns: z.array(column),
  views: z.array(titled).nullish().catch(null),
});

export interface TableEntry {
  readonly id: string;
  readonly name: string;
  readonly baseId: string | null;
  /** In the server's order. */
  readonly columns: readonly ColumnEntry[];
  readonly views: readonly { readonly id: string; readonly name: string }[];
}

export async function readTable(access: Access, tableId: string): Promise<Result<TableEntry>> {
  const path = `/api/v2/meta/tables/${encodeURIComponent(tableId)}`;
  const found = await call(access, { method: 'GET', path, answer: table, about: tableId });
  if (!found.ok) return found;
  const { title, base_id: baseId, columns, views } = found.value;
  return ok({
    id: tableId,
    name: title,
    baseId: baseId ?? null,
    columns: columns.map(entryOf),
    views: (views ?? []).map((view) => ({ id: view.id, name: view.title })),
  });
}

const dated: ReadonlySet<string> = new Set(['Date', 'DateTime', 'CreatedTime', 'LastModifiedTime']);

function entryOf(one: z.output<typeof column>): ColumnEntry {
  const { title, uidt, id: columnId, pk, pv, system, meta, colOptions } = one;
  const currency = uidt === 'Currency' ? meta?.currency_code : undefined;
  const dateFormat = dated.has(uidt) ? meta?.date_format : undefined;
  const options = colOptions?.options?.map(({ id: optionId, title: called, color }) => ({
    text: called,
    ...(optionId === undefined ? {} : { id: optionId }),
    ...(color && /^#[0-9a-f]{6}$/i.test(color) ? { color: color.toLowerCase() } : {}),
  }));
  return {
    title,
    uidt,
    about: {
      columnId,
      pk,
      pv,
      system,
      ...(currency === undefined ? {} : { currency }),
      ...(dateFormat === undefined ? {} : { dateFormat }),
      ...(options === undefined ? {} : { options }),
    },
  };
}
