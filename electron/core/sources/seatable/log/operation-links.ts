// Links between rows, as an operation tells them: which rows, by which column, and what came and went.
import { z } from 'zod';
import type { ColumnEntry, TableEntry } from '../server/metadata';
import type { Operation } from './entry';

export interface LinkedRow {
  readonly tableId: string;
  readonly rowId: string;
  /** null: the column of this side is not known. */
  readonly column: ColumnEntry | null;
  /** Ids of the rows that it leads to since, and no longer leads to. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** The row at the other end of one link; undefined: an operation on several. */
  readonly peer?: string;
  /** Of a link within one table, the row that it leads to: where one column holds both ends, it may show nothing of it. */
  readonly isReached?: boolean;
  /** All that it led to and leads to; undefined: the operation tells the difference alone. */
  readonly before?: readonly string[];
  readonly after?: readonly string[];
}

const text = z.string().min(1);
const pair = z.object({
  op_type: text,
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
  other_table_id: text.nullish().catch(null),
  row_id_list: z.array(text),
  other_rows_ids_map: idsByRow.nullish().catch(null),
  old_other_rows_ids_map: idsByRow.nullish().catch(null),
});

/**
 * The forms: https://developer.seatable.com/python/objects/communication-utils/ and the vendor's tests.
 * @returns both sides of each link; null when it is no such operation, or one of a form that is not known
 */
export function linkOperations(
  operation: Operation,
  tables: readonly TableEntry[],
): readonly LinkedRow[] | null {
  const one = pair.safeParse(operation).data;
  if (one) return ofPair(one, tables);
  const { data } = many.safeParse(operation);
  return data ? ofRows(data, tables) : null;
}

function ofPair(one: z.output<typeof pair>, tables: readonly TableEntry[]): readonly LinkedRow[] {
  const first = { tableId: one.table1_id, rowId: one.table1_row_id };
  const second = { tableId: one.table2_id, rowId: one.table2_row_id };
  const isSame = first.tableId === second.tableId && first.rowId === second.rowId;
  const isRemoval = one.op_type === 'remove_link';
  const side = (self: typeof first, other: typeof first): LinkedRow => ({
    ...self,
    peer: other.rowId,
    column: linkColumn(tables, self.tableId, one.link_id),
    added: isRemoval ? [] : [other.rowId],
    removed: isRemoval ? [other.rowId] : [],
  });
  const isReached = first.tableId === second.tableId;
  return isSame
    ? [side(first, second)]
    : [side(first, second), { ...side(second, first), ...(isReached ? { isReached } : {}) }];
}

/** Rows whose links were set anew; those that they lead to, or led to, are told by what came and went. */
function ofRows(data: z.output<typeof many>, tables: readonly TableEntry[]): readonly LinkedRow[] {
  const { table_id: tableId, other_table_id: otherId, link_id: link } = data;
  const { other_rows_ids_map: after, old_other_rows_ids_map: before } = data;
  const column = linkColumn(tables, tableId, link);
  const rows = [...new Set(data.row_id_list)].map((rowId): LinkedRow => {
    const [was, is] = [before?.[rowId] ?? [], after?.[rowId] ?? []];
    return {
      tableId,
      rowId,
      column,
      added: before && after ? lessOf(is, was) : [],
      removed: before && after ? lessOf(was, is) : [],
      ...(before ? { before: was } : {}),
      ...(after ? { after: is } : {}),
    };
  });
  const isKnown = before && after;
  const changed = rows.filter(
    ({ added, removed }) => !isKnown || added.length + removed.length > 0,
  );
  const others = new Set(changed.flatMap(({ added, removed }) => [...added, ...removed]));
  if (!otherId || otherId === tableId) return changed;
  const otherColumn = linkColumn(tables, otherId, link);
  const [leading, left] = [turned(changed, 'added'), turned(changed, 'removed')];
  return [
    ...changed,
    ...[...others].map((id) => ({
      tableId: otherId,
      rowId: id,
      column: otherColumn,
      added: leading.get(id) ?? [],
      removed: left.get(id) ?? [],
    })),
  ];
}

/** @returns the ids that are not among the others */
export function lessOf(ids: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(others);
  return ids.filter((id) => !known.has(id));
}

/** The rows of which each row is in a list. */
function turned(
  rows: readonly LinkedRow[],
  list: 'added' | 'removed',
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { rowId, [list]: ids } of rows) {
    for (const id of ids) {
      const led = found.get(id);
      if (led) led.push(rowId);
      else found.set(id, [rowId]);
    }
  }
  return found;
}

const settings = z.object({ link_id: text });

export const linkIdOf = (data: unknown): string | undefined =>
  settings.safeParse(data).data?.link_id;

/** Both columns of a link carry its id; within one table there may be two, and then nobody says which. */
export function linkColumn(
  tables: readonly TableEntry[],
  tableId: string,
  link: string | null | undefined,
): ColumnEntry | null {
  const found = tables
    .filter(({ _id }) => _id === tableId)
    .flatMap(({ columns }) => columns)
    .filter(({ data }) => linkIdOf(data) === link);
  return link && found.length === 1 ? (found[0] ?? null) : null;
}
