// The rows that an operation adds, changes or removes, as https://developer.seatable.com/python/objects/communication-utils/ prints them.
import { z } from 'zod';
import type { Action } from '#shared/event';
import type { Operation } from './entry';

type Cells = Readonly<Record<string, unknown>>;

export interface RowOperation {
  readonly action: Action;
  readonly tableId: string;
  readonly rowId: string;
  /** By column key; null: not told. Of an edit only what was edited. */
  readonly before: Cells | null;
  readonly after: Cells | null;
}

const text = z.string().min(1);
const cells = z.record(z.string(), z.unknown());
const row = z.looseObject({ _id: text });
/** What is no row is left out: one that is odd must not hide the others. */
const rows = z
  .array(row.nullable().catch(null))
  .transform((all) => all.filter((one) => one !== null));
const ids = z
  .array(text.nullable().catch(null))
  .transform((all) => all.filter((one) => one !== null));
/** By row id; of one that is odd only that it changed is known. */
const byRow = z.record(z.string(), cells.catch({}));

const insertOne = z.object({ table_id: text, row_data: row });
const insertMany = z.object({ table_id: text, row_datas: rows });
const modifyOne = z.object({
  table_id: text,
  row_id: text,
  updated: cells,
  old_row: cells.nullish().catch(null),
});
const modifyMany = z.object({
  table_id: text,
  updated: byRow,
  old_rows: byRow.nullish().catch(null),
});
const deleteOne = z.object({
  table_id: text,
  row_id: text,
  deleted_row: cells.nullish().catch(null),
});
const deleteMany = z.object({
  table_id: text,
  row_ids: ids,
  deleted_rows: rows.nullish().catch(null),
});

/** @returns null when it is no operation on rows, or one of a form that is not known */
export function rowOperations(operation: Operation): readonly RowOperation[] | null {
  switch (operation.op_type) {
    case 'create_row':
    case 'insert_row': {
      // `row_id` is the row beside which it was put; the new one names itself.
      const { data } = insertOne.safeParse(operation);
      return data ? [inserted(data.table_id, data.row_data)] : null;
    }
    case 'insert_rows':
    case 'append_rows': {
      const { data } = insertMany.safeParse(operation);
      return data?.row_datas.map((one) => inserted(data.table_id, one)) ?? null;
    }
    case 'modify_row': {
      const { data } = modifyOne.safeParse(operation);
      return data ? [modified(data.table_id, data.row_id, data.updated, data.old_row)] : null;
    }
    case 'modify_rows': {
      const { data } = modifyMany.safeParse(operation);
      if (!data) return null;
      const { table_id: tableId, updated, old_rows: old } = data;
      return Object.entries(updated).map(([id, after]) => modified(tableId, id, after, old?.[id]));
    }
    case 'delete_row': {
      const { data } = deleteOne.safeParse(operation);
      return data ? [deleted(data.table_id, data.row_id, data.deleted_row)] : null;
    }
    case 'delete_rows': {
      const { data } = deleteMany.safeParse(operation);
      if (!data) return null;
      const { table_id: tableId, row_ids: gone, deleted_rows: content } = data;
      const byId = new Map(content?.toReversed().map((one) => [one._id, one]));
      return [...new Set(gone)].map((id) => deleted(tableId, id, byId.get(id)));
    }
    default:
      return null;
  }
}

const inserted = (tableId: string, after: z.output<typeof row>): RowOperation => ({
  action: 'created',
  tableId,
  rowId: after._id,
  before: {},
  after,
});

/**
 * An empty cell has no member in what was before: JSON has no word for `undefined`, which is what the sender wrote. Where there
 * is no member at all, as some senders leave it, nothing is said of before.
 */
const modified = (
  tableId: string,
  rowId: string,
  after: Cells,
  before: Cells | null | undefined,
): RowOperation => ({
  action: 'updated',
  tableId,
  rowId,
  before: before && Object.keys(before).length > 0 ? before : null,
  after,
});

const deleted = (
  tableId: string,
  rowId: string,
  before: Cells | null | undefined,
): RowOperation => ({ action: 'deleted', tableId, rowId, before: before ?? null, after: {} });

/** Whoever the rows themselves name; the log names its author beside the operation. */
export function authorIn(operation: Operation): string | null {
  const found = [
    operation.updated,
    operation.row_data,
    ...(Array.isArray(operation.row_datas) ? operation.row_datas : []),
    ...Object.values(cells.safeParse(operation.updated).data ?? {}),
  ].map((part) => z.object({ _last_modifier: text }).safeParse(part).data?._last_modifier);
  return found.find((author) => author !== undefined) ?? null;
}
