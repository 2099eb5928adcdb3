// What an operation does to a column or a table: what it was, and what it is since.
import { z } from 'zod';
import type { Action } from '#shared/event';
import { type ColumnEntry, column, columns } from '../server/metadata';
import type { Operation } from './entry';

const text = z.string().min(1);
/** The members of a column that are told; the rest of it is layout. */
const told = column.partial();
export type Told = z.output<typeof told>;

export interface StructureChange {
  readonly subject: 'field' | 'table';
  readonly action: Action;
  readonly tableId: string;
  readonly tableName?: string;
  readonly columnKey?: string;
  /** null: not told; an empty one: it was not there. */
  readonly before: Told | null;
  readonly after: Told | null;
  /** Of a table that came or went, as far as it is told. */
  readonly columns?: readonly ColumnEntry[];
}

/** The forms are those of the vendor's own tests: https://github.com/seatable/openapi (tests/test_websocket.py). */
const ofColumn = z.object({ table_id: text, column_key: text });
const ofTable = columns.optional().catch(undefined);
const forms = {
  insert_column: z
    .object({ table_id: text, column_data: column })
    .transform(({ table_id, column_data }) => [added(table_id, column_data)]),
  insert_columns: z
    .object({ table_id: text, insert_columns: z.array(column) })
    .transform((one) => one.insert_columns.map((each) => added(one.table_id, each))),
  delete_column: ofColumn
    .extend({ old_column: told.nullish().catch(null) })
    .transform((one) => [
      { ...field(one), action: 'deleted' as const, before: one.old_column ?? null, after: {} },
    ]),
  rename_column: ofColumn
    .extend({ new_column_name: text, old_column_name: text.nullish().catch(null) })
    .transform((one) => [
      edited(one, one.old_column_name ? { name: one.old_column_name } : null, {
        name: one.new_column_name,
      }),
    ]),
  modify_column_type: ofColumn
    .extend({ new_column: told, old_column: told.nullish().catch(null) })
    .transform((one) => [edited(one, one.old_column ?? null, one.new_column)]),
  modify_column_data: ofColumn
    .extend({
      column_data: z.unknown().optional(),
      new_column_data: z.unknown().optional(),
      old_column_data: z.unknown().optional(),
    })
    .transform((one) => [
      edited(one, one.old_column_data === undefined ? null : { data: one.old_column_data }, {
        data: one.column_data ?? one.new_column_data,
      }),
    ]),
  insert_table: z
    .object({ table_data: z.object({ _id: text, name: z.string(), columns: ofTable }) })
    .transform(({ table_data: { _id, name, columns: made } }) => [
      { ...table(_id, name, made), action: 'created' as const, before: {}, after: { name } },
    ]),
  rename_table: z
    .object({ table_id: text, table_name: text })
    .transform(({ table_id, table_name: name }) => [
      { ...table(table_id, name), action: 'updated' as const, before: null, after: { name } },
    ]),
  delete_table: z
    .object({
      table_id: text,
      table_name: z.string().nullish().catch(null),
      deleted_table: z.object({ columns: ofTable }).nullish().catch(null),
    })
    .transform(({ table_id, table_name: name, deleted_table: gone }) => [
      {
        ...table(table_id, name ?? '', gone?.columns),
        action: 'deleted' as const,
        before: name ? { name } : null,
        after: {},
      },
    ]),
} satisfies Record<string, z.ZodType<readonly StructureChange[]>>;

const formOf: ReadonlyMap<string, z.ZodType<readonly StructureChange[]>> = new Map(
  Object.entries(forms),
);

const field = (one: z.output<typeof ofColumn>) => ({
  subject: 'field' as const,
  tableId: one.table_id,
  columnKey: one.column_key,
});

function added(tableId: string, after: z.output<typeof column>): StructureChange {
  return { subject: 'field', action: 'created', tableId, columnKey: after.key, before: {}, after };
}

function edited(one: z.output<typeof ofColumn>, before: Told | null, after: Told): StructureChange {
  return { ...field(one), action: 'updated', before, after };
}

const table = (tableId: string, tableName: string, found: readonly ColumnEntry[] = []) => ({
  subject: 'table' as const,
  tableId,
  tableName,
  columns: found,
});

/** Whether names and settings of columns and tables are others after it. */
export const changesStructure = ({ op_type: type }: Operation): boolean =>
  formOf.has(type) || /^(insert|delete|rename|modify|update)_(column|table)/.test(type);

/** Whether it should tell of a column or a table, and is of a form that is not known. */
export const isOddStructure = (operation: Operation): boolean =>
  formOf.get(operation.op_type)?.safeParse(operation).success === false;

/** @returns none for another operation, and for one of a form that is not known */
export const structureChanges = (operation: Operation): readonly StructureChange[] =>
  formOf.get(operation.op_type)?.safeParse(operation).data ?? [];
