// Links between rows, as an operation tells them: which rows, and by which column.
import { z } from 'zod';
import type { Names, Operation } from './entry';
import type { ColumnEntry } from './metadata';

export interface LinkedRow {
  readonly tableId: string;
  readonly rowId: string;
  /** null: the column of this side is not known. */
  readonly column: ColumnEntry | null;
  /** Ids of linked rows; undefined: not told. */
  readonly before?: readonly string[];
  readonly after?: readonly string[];
}

const text = z.string().min(1);
const pair = z.object({
  link_id: text.nullish().catch(null),
  table1_id: text,
  table1_row_id: text,
  table2_id: text,
  table2_row_id: text,
});
const idsByRow = z.record(z.string(), z.array(text));
const many = z.object({
  link_id: text.nullish().catch(null),
  table_id: text,
  row_id_list: z.array(text),
  other_rows_ids_map: idsByRow.nullish().catch(null),
  old_other_rows_ids_map: idsByRow.nullish().catch(null),
});

/** @returns null when it is no such operation, or one of a form that is not known */
export function linkOperations(operation: Operation, names: Names): readonly LinkedRow[] | null {
  const one = pair.safeParse(operation).data;
  if (one) {
    const { link_id: link, table1_id, table1_row_id, table2_id, table2_row_id } = one;
    const isSame = table1_id === table2_id && table1_row_id === table2_row_id;
    const first = { tableId: table1_id, rowId: table1_row_id };
    const second = { tableId: table2_id, rowId: table2_row_id };
    return (isSame ? [first] : [first, second]).map((side) => ({
      ...side,
      column: linkColumn(names, side.tableId, link),
    }));
  }
  const { data } = many.safeParse(operation);
  if (!data) return null;
  const { other_rows_ids_map: after, old_other_rows_ids_map: before } = data;
  const column = linkColumn(names, data.table_id, data.link_id);
  return [...new Set(data.row_id_list)].map((rowId) => ({
    tableId: data.table_id,
    rowId,
    column,
    ...(before ? { before: before[rowId] ?? [] } : {}),
    ...(after ? { after: after[rowId] ?? [] } : {}),
  }));
}

const settings = z.object({ link_id: text });

/** Both columns of a link carry its id; within one table there may be two, and then nobody says which. */
function linkColumn(
  { tables }: Pick<Names, 'tables'>,
  tableId: string,
  link: string | null | undefined,
): ColumnEntry | null {
  const found = tables
    .filter(({ _id }) => _id === tableId)
    .flatMap(({ columns }) => columns)
    .filter(({ data }) => settings.safeParse(data).data?.link_id === link);
  return link && found.length === 1 ? (found[0] ?? null) : null;
}
