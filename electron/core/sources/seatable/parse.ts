// A SeaTable delivery: of a webhook, or of the live channel and the log. Strict about what names the change, tolerant about the rest.
import { z } from 'zod';
import { err, ok, type Problem, type Result } from '#shared/result';
import { parseJson, shapeProblem } from '../json';
import type { Delivery } from '../source';
import { isLinkOperation, isSingularRowOperation, rowActionOf } from './catalogue';
import { cell } from './cells/cell-entry';
import { type Entry, readEntry } from './log/entry';
import { linkOperations } from './log/operation-links';
import { rowOperations } from './log/operation-rows';
import { isOddStructure } from './log/structure-changes';

const text = z.string().nullish().catch(null);
/** Empty when the row's first column is; undefined when the payload does not say, or says it in no form that is known. */
const title = z
  .union([z.string(), z.number().transform(String), z.null().transform(() => '')])
  .optional()
  .catch(undefined);

const cells = z
  .array(cell)
  .nullish()
  .transform((list) => list ?? []);

/** https://seatable.com/help/struktur-der-webhook-daten; link operations carry `table1_…` and `table2_…` instead. */
const data = z
  .object({
    dtable_uuid: z.string().min(1),
    op_type: z.string().min(1),
    op_user: text,
    op_app: text,
    op_time: z.number().nullish().catch(null),
    table_id: text,
    table_name: text,
    row_id: text,
    row_name: title,
    row_name_option: z.unknown().optional(),
    row_data: cells,
    row_count: z.number().int().positive().nullish().catch(null),
    table1_id: text,
    table1_name: text,
    table1_row_id: text,
    table1_row_name: title,
    row_data1: cells,
    table2_id: text,
    table2_name: text,
    table2_row_id: text,
    table2_row_name: title,
    row_data2: cells,
  })
  .check(({ value, issues }) => {
    const missing = (member: 'table_id' | 'row_id') =>
      issues.push({ code: 'custom', path: [member], message: 'missing', input: undefined });
    if (rowActionOf(value.op_type) && !value.table_id) missing('table_id');
    if (isSingularRowOperation(value.op_type) && !value.row_id && (value.row_count ?? 1) === 1) {
      missing('row_id');
    }
  });
export type Data = z.infer<typeof data>;

/** `event` is always `update` today, and says nothing that `op_type` does not. */
const webhook = z.object({ data });
export type Payload =
  | { readonly kind: 'webhook'; readonly data: Data }
  | { readonly kind: 'entry'; readonly entry: Entry };

/** @returns the payload, or what is wrong with the body: `not-json`, `not-utf8`, `too-deep` or `unknown-shape` */
export function parse(delivery: Delivery): Result<Payload, Problem> {
  if (delivery.channel === 'live' || delivery.channel === 'catch-up') {
    const read = readEntry(delivery.body);
    if (!read.ok) return read;
    return isReadable(read.value) ? ok({ kind: 'entry', entry: read.value }) : err(odd);
  }
  const json = parseJson(delivery.body);
  if (!json.ok) return json;
  const checked = webhook.safeParse(json.value);
  return checked.success
    ? ok({ kind: 'webhook', data: checked.data.data })
    : err(shapeProblem(checked.error));
}

const odd: Problem = {
  code: 'unknown-shape',
  params: { path: 'operation', reason: 'another form' },
};

/** An operation on rows, links, columns or tables that is of no form that is known tells nothing, and must not pass for nothing. */
function isReadable({ operation, names }: Entry): boolean {
  const { op_type: type } = operation;
  if (rowActionOf(type)) return rowOperations(operation) !== null;
  if (isLinkOperation(type)) return linkOperations(operation, names.tables) !== null;
  return !isOddStructure(operation);
}

/**
 * ms since 1970 of a change. `op_time` is in seconds with a fraction; a value that can only be milliseconds is
 * taken as such.
 * @returns null when the payload gives no plausible time
 */
export function momentOf({ op_time: time }: Data): number | null {
  if (time === null || time === undefined || time < 1e9 || time >= 1e14) return null;
  return Math.round(time < 1e11 ? time * 1000 : time);
}
