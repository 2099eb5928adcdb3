// Reads the bodies of NocoDB hooks of version 2 and 3; see https://nocodb.com/docs/product-docs/automation/webhook
import { z } from 'zod';
import { err, ok, type Problem, type Result } from '#shared/result';
import { parseJson, shapeProblem } from '../json';
import type { Delivery } from '../source';

const row = z.record(z.string(), z.unknown());
const rows = z.array(row);
/** A column's title, and the cell's value. */
export type Row = z.output<typeof row>;

const text = z.string().min(1);
const counted = z.number().int().nonnegative().optional();

const body = z.object({
  type: z.string().regex(/^\w+\.\w+\.\w+$/, 'expected three words joined by dots'),
  id: text.optional(),
  base_id: text.nullish(),
  version: z.string().nullish(),
  // Only the paid editions name the person, and only when the hook is told to.
  user: z
    .object({ id: text, email: z.string().nullish(), display_name: z.string().nullish() })
    .nullish(),
  data: z.object({
    table_id: text,
    table_name: z.string().nullish(),
    view_id: z.string().nullish(),
    view_name: z.string().nullish(),
    rows: rows.nullish(),
    records: rows.nullish(),
    previous_rows: rows.nullish(),
    previous_records: rows.nullish(),
    rows_inserted: counted,
    rows_updated: counted,
    rows_deleted: counted,
  }),
});

export interface NocodbPayload {
  /** `records` for changes of rows; other words (`view`, …) for what paid editions report besides. */
  readonly scope: string;
  /** `after` for a change, `manual` for a hook that a person started with a button. */
  readonly event: string;
  /** `insert`, `update`, `delete`, `trigger`, or a word this version does not know; `bulk` is dropped. */
  readonly operation: string;
  /** The delivery's own uuid. */
  readonly id: string | null;
  readonly baseId: string | null;
  readonly user: { readonly id: string; readonly name: string } | null;
  readonly table: { readonly id: string; readonly name?: string };
  readonly view: { readonly id: string; readonly name?: string } | null;
  readonly rows: readonly Row[];
  readonly previousRows: readonly Row[];
  /** Rows touched when the body lists none: a bulk insert of hooks of version 2 says `rows_inserted` only. */
  readonly count: number | null;
  /** false: it has no list at all, as for a new row of a table whose key has several columns (seen in 0.301.3). */
  readonly lists: boolean;
}

/** @returns `not-utf8`, `not-json`, `too-deep`, or `unknown-shape` with the member that differs */
export function parse(delivery: Delivery): Result<NocodbPayload, Problem> {
  const json = parseJson(delivery.body);
  if (!json.ok) return json;
  const checked = body.safeParse(json.value);
  if (!checked.success) return err(shapeProblem(checked.error));
  const { type, id, base_id, user, data } = checked.data;
  const [scope = '', event = '', operation = ''] = type.split('.');
  return ok({
    scope,
    event,
    operation: operation.replace(/^bulk(?=[A-Z])/, '').toLowerCase(),
    id: id ?? null,
    baseId: base_id ?? null,
    user: user ? { id: user.id, name: user.display_name || user.email || user.id } : null,
    table: named(data.table_id, data.table_name),
    view: data.view_id ? named(data.view_id, data.view_name) : null,
    rows: data.rows ?? data.records ?? [],
    previousRows: data.previous_rows ?? data.previous_records ?? [],
    lists: (data.rows ?? data.records) != null,
    count: data.rows_inserted ?? data.rows_updated ?? data.rows_deleted ?? null,
  });
}

function named(id: string, name: string | null | undefined): { id: string; name?: string } {
  return name ? { id, name } : { id };
}
