// The rows that an operation of the log or the live channel tells of, with the names that came with it.
import type { LabelFact, Labels } from '../source';
import { isLinkOperation, isUnknownOperation, rowActionOf } from './catalogue';
import type { Cell } from './cell-entry';
import { showCell } from './cells';
import type { Entry, Names } from './entry';
import {
  baseFact,
  type ColumnEntry,
  isSystemKey,
  peopleFacts,
  tableFacts,
  titleKey,
} from './metadata';
import { type LinkedRow, linkOperations } from './operation-links';
import { authorIn, type RowOperation, rowOperations } from './operation-rows';
import type { About, Side } from './side';

export function entryFacts({ uuid, names }: Entry): readonly LabelFact[] {
  return [
    ...baseFact(uuid, names.base),
    ...names.tables.flatMap(tableFacts),
    ...peopleFacts(Object.entries(names.people)),
  ];
}

export function aboutEntry({
  uuid,
  at,
  author,
  app,
  isFound,
  operation,
}: Entry): Omit<About, 'deliveryId' | 'config' | 'place'> {
  const type = operation.op_type;
  return {
    uuid,
    type,
    action: rowActionOf(type),
    link: isLinkOperation(type),
    user: author ?? authorIn(operation),
    app,
    isFound,
    occurredAt: at,
    count: 1,
  };
}

/** @returns none for an operation that touches no cell: views, widths, locks; for one that is not known, where to look */
export function entrySides({ operation, names }: Entry, labels: Labels): readonly Side[] {
  if (isUnknownOperation(operation.op_type)) return [placeSide(operation)];
  const rows = isLinkOperation(operation.op_type)
    ? linkOperations(operation, names.tables)?.map((row) => linkSide(row, names.rows))
    : rowOperations(operation)?.map((row) =>
        rowSide(row, columnsOf(row.tableId), names.rows, labels),
      );
  return rows ?? [];

  function columnsOf(tableId: string): ReadonlyMap<string, ColumnEntry> {
    const table = names.tables.find((one) => one._id === tableId);
    return new Map(table?.columns.map((one) => [one.key, one]));
  }
}

const idIn = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

const placeSide = ({ table_id: table, row_id: row }: Entry['operation']): Side => ({
  tableId: idIn(table),
  tableName: null,
  rowId: idIn(table) && idIn(row),
  title: undefined,
  cells: [],
  mayOmitBefore: true,
});

function rowSide(
  { action, tableId, rowId, before, after }: RowOperation,
  columns: ReadonlyMap<string, ColumnEntry>,
  rows: Names['rows'],
  labels: Labels,
): Side {
  const told = (action === 'deleted' ? before : after) ?? {};
  const cells = Object.entries(told)
    .filter(([key]) => !isSystemKey(key))
    .map(([key, value]): Cell => {
      const column = columns.get(key);
      const shown = (given: unknown) =>
        column?.type === 'link' ? withNames(given, shownIn(rows, tableId, key)) : given;
      const cell = { ...named(key, column), value: shown(value) };
      return action === 'updated' && before !== null
        ? { ...cell, old_value: shown(before[key] ?? null) }
        : cell;
    });
  return {
    tableId,
    tableName: null,
    rowId,
    title:
      titleOf(action, told, before === null, tableId, columns, labels) ??
      titleIn(rows, tableId, rowId),
    cells,
    mayOmitBefore: action === 'updated' && before === null,
  };
}

/** What is not told by the operation itself was read, where it could be. */
function linkSide(row: LinkedRow, rows: Names['rows']): Side {
  const { tableId, rowId, column } = row;
  const list = rows?.lists.find((one) => one.tableId === tableId && one.rowId === rowId);
  const [before, after] = [row.before ?? list?.before, row.after ?? list?.after];
  const shown = column ? shownIn(rows, tableId, column.key) : undefined;
  const cells = column
    ? [
        {
          ...named(column.key, column),
          ...(after ? { value: withNames(after, shown) } : {}),
          ...(before ? { old_value: withNames(before, shown) } : {}),
        },
      ]
    : [];
  const title = titleIn(rows, tableId, rowId);
  const { peer } = row;
  return { tableId, tableName: null, rowId, title, cells, peer, mayOmitBefore: true };
}

const shownIn = (rows: Names['rows'], tableId: string, key: string) =>
  rows?.shown.find((one) => one.tableId === tableId && one.key === key)?.names;

const titleIn = (rows: Names['rows'], tableId: string, rowId: string) =>
  rows?.titles.find((one) => one.tableId === tableId && one.rowId === rowId)?.title;

/** As reads and webhooks give linked rows; one whose name is not known stays an id. */
function withNames(value: unknown, names: Readonly<Record<string, string>> | undefined): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((item: unknown) => {
    const name = typeof item === 'string' ? names?.[item] : undefined;
    return name === undefined ? item : { row_id: item, display_value: name };
  });
}

const named = (key: string, column: ColumnEntry | undefined) => ({
  column_key: key,
  column_name: column?.name ?? null,
  column_type: column?.type ?? null,
  ...(column ? { column_data: column.data } : {}),
});

/** The first column's text, where the operation says what is in it: an edit of another column does not. */
function titleOf(
  action: RowOperation['action'],
  told: Readonly<Record<string, unknown>>,
  isBeforeUnknown: boolean,
  tableId: string,
  columns: ReadonlyMap<string, ColumnEntry>,
  labels: Labels,
): string | undefined {
  if (action === 'updated' && !(titleKey in told)) return undefined;
  if (action === 'deleted' && isBeforeUnknown) return undefined;
  const known = labels.field(tableId, titleKey);
  const column = columns.get(titleKey);
  const type = column?.type ?? (typeof known?.type === 'string' ? known.type : undefined);
  const data = column?.data ?? known?.property;
  return showCell(told[titleKey], { type, data }, (id) => labels.person(id)).text;
}
