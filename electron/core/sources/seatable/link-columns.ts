// What the settings and cells of link columns say: which table they lead to, and to which rows.
import { z } from 'zod';
import type { FieldLabel, Links } from '../source';
import { digestOf } from './cells/changes';
import type { Operation } from './log/entry';
import { rowOperations } from './log/operation-rows';
import type { DescribedTable } from './server/metadata';

export interface LinkCell {
  readonly tableId: string;
  readonly key: string;
  /** The column's settings. */
  readonly data: unknown;
  /** Of the rows that it leads to. */
  readonly ids: readonly string[];
}

/** Cells of link columns that an operation on rows tells. */
export function linkCells(
  operation: Operation,
  tables: readonly DescribedTable[],
): readonly LinkCell[] {
  return (rowOperations(operation) ?? []).flatMap(({ tableId, before, after }) => {
    const columns = tables.find(({ _id }) => _id === tableId)?.columns ?? [];
    return columns
      .filter(({ type }) => type === 'link')
      .map(({ key, data }) => {
        const led = [...(idsIn(before?.[key]) ?? []), ...(idsIn(after?.[key]) ?? [])];
        return { tableId, key, data, ids: [...new Set(led)] };
      })
      .filter(({ ids }) => ids.length > 0);
  });
}

const none = z.record(z.string(), z.never());

/** Rows that go take their links along, and rows that are brought back bring theirs: an empty object says that there are none. */
export function movesLinks(operation: Operation): boolean {
  const { op_type: type, links_data: brought, deleted_links_data: taken } = operation;
  if (/^delete_rows?$/.test(type)) return !none.safeParse(taken).success;
  return brought !== undefined && brought !== null && !none.safeParse(brought).success;
}

const one = z.union([
  z.string(),
  z.looseObject({ row_id: z.string() }).transform(({ row_id: id }) => id),
]);
const ids = z.array(one);

/** @returns null when the cell has another form; what is empty has no member in what is read */
export function idsIn(value: unknown): readonly string[] | null {
  if (value === undefined || value === null || value === '') return [];
  return ids.safeParse(value).data ?? null;
}

/** @returns which rows came and which went, in one short text, in whatever order they are told; undefined: none did */
export function movedText(added: readonly string[], removed: readonly string[]) {
  if (added.length + removed.length === 0) return undefined;
  return digestOf([added.toSorted(), removed.toSorted()]);
}

const between = z.object({ table_id: z.string(), other_table_id: z.string() });

/** A link column's settings name both tables. */
export function otherTable(data: unknown, tableId: string): string | undefined {
  const found = between.safeParse(data).data;
  if (!found) return undefined;
  return found.other_table_id === tableId ? found.table_id : found.other_table_id;
}

/** @returns the rows of the other table that a link names by their ids alone; null: none */
export function linksIn(
  value: unknown,
  { type, property }: FieldLabel,
  tableId: string,
): Links | null {
  const other = type === 'link' ? otherTable(property, tableId) : undefined;
  const bare = z.array(z.unknown()).safeParse(value).data ?? [];
  const rows = bare.flatMap((one) => (hasName(one) ? [] : (idsIn([one]) ?? [])));
  return other !== undefined && rows.length > 0 ? { tableId: other, ids: rows } : null;
}

const hasName = (row: unknown): boolean => worded.safeParse(row).success;
const worded = z.looseObject({
  display_value: z.union([z.string().min(1), z.number(), z.array(z.unknown()).min(1)]),
});

const displayed = z.object({ display_column_key: z.string().min(1) });

/** @returns the key of the other table's column that stands for its rows; undefined: the settings do not say */
export const displayKey = (data: unknown): string | undefined =>
  displayed.safeParse(data).data?.display_column_key;
