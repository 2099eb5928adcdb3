// The rows that an operation of the log or the live channel tells of, with the names that came with it.
import type { LabelFact, Labels } from '../source';
import { isLinkOperation, rowActionOf } from './catalogue';
import { showCell } from './cells';
import type { Entry } from './entry';
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
import type { Cell } from './parse';
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
    occurredAt: at,
    count: 1,
  };
}

/** @returns none for an operation that touches no cell: views, widths, locks */
export function entrySides({ operation, names }: Entry, labels: Labels): readonly Side[] {
  const rows = isLinkOperation(operation.op_type)
    ? linkOperations(operation, names)?.map((row) => linkSide(row))
    : rowOperations(operation)?.map((row) => rowSide(row, columnsOf(row.tableId), labels));
  return rows ?? [];

  function columnsOf(tableId: string): ReadonlyMap<string, ColumnEntry> {
    const table = names.tables.find((one) => one._id === tableId);
    return new Map(table?.columns.map((one) => [one.key, one]));
  }
}

function rowSide(
  { action, tableId, rowId, before, after }: RowOperation,
  columns: ReadonlyMap<string, ColumnEntry>,
  labels: Labels,
): Side {
  const told = (action === 'deleted' ? before : after) ?? {};
  const cells = Object.entries(told)
    .filter(([key]) => !isSystemKey(key))
    .map(([key, value]): Cell => {
      const cell = { ...named(key, columns.get(key)), value };
      return action === 'updated' && before !== null
        ? { ...cell, old_value: before[key] ?? null }
        : cell;
    });
  return {
    tableId,
    tableName: null,
    rowId,
    title: titleOf(action, told, before === null, tableId, columns, labels),
    cells,
    mayOmitBefore: action === 'updated' && before === null,
  };
}

function linkSide({ tableId, rowId, column, before, after }: LinkedRow): Side {
  const cells = column
    ? [
        {
          ...named(column.key, column),
          ...(after === undefined ? {} : { value: after }),
          ...(before === undefined ? {} : { old_value: before }),
        },
      ]
    : [];
  return { tableId, tableName: null, rowId, title: undefined, cells, mayOmitBefore: true };
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
