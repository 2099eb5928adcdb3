// The rows that an operation of the log or the live channel tells of, with the names that came with it.
import type { LabelFact, Labels } from '../../source';
import { isLinkOperation, isUnknownOperation, isWorkedOut, rowActionOf } from '../catalogue';
import type { Cell } from '../cells/cell-entry';
import { showCell } from '../cells/cells';
import { movedText } from '../link-columns';
import {
  baseFact,
  type ColumnEntry,
  isSystemKey,
  peopleFacts,
  tableFacts,
  titleKey,
} from '../server/metadata';
import type { About, Side } from '../side';
import type { Entry, Names } from './entry';
import { type LinkedRow, linkOperations } from './operation-links';
import { authorIn, type RowOperation, rowOperations } from './operation-rows';

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

/** @returns none for an operation that touches no cell: views, widths, locks; for one that is not known, where to look */
export function entrySides({ operation, names }: Entry, labels: Labels): readonly Side[] {
  if (isUnknownOperation(operation.op_type)) return [placeSide(operation)];
  const known = knownRows(names.rows);
  const columns = new Map(
    names.tables.map((table) => [table._id, new Map(table.columns.map((one) => [one.key, one]))]),
  );
  const rows = isLinkOperation(operation.op_type)
    ? linkOperations(operation, names.tables)?.flatMap((row) => linkSide(row, known) ?? [])
    : rowOperations(operation)?.map((row) =>
        rowSide(row, columns.get(row.tableId) ?? new Map(), known, labels),
      );
  return rows ?? [];
}

type Rows = NonNullable<Names['rows']>;

/** By row: an operation may be on thousands. */
interface KnownRows {
  title(tableId: string, rowId: string): string | undefined;
  list(tableId: string, rowId: string): Rows['lists'][number] | undefined;
  former(tableId: string, rowId: string): Rows['former'][number]['cells'];
  /** Names of the rows that a column leads to. */
  shown(tableId: string, key: string): Readonly<Record<string, string>> | undefined;
}

function knownRows(rows: Names['rows']): KnownRows {
  const keyOf = (tableId: string, id: string) => JSON.stringify([tableId, id]);
  const byRow = <T extends { readonly tableId: string; readonly rowId: string }>(
    all: readonly T[],
  ) => new Map(all.map((one) => [keyOf(one.tableId, one.rowId), one]));
  const titles = byRow(rows?.titles ?? []);
  const lists = byRow(rows?.lists ?? []);
  const former = byRow(rows?.former ?? []);
  const shown = new Map(rows?.shown.map((one) => [keyOf(one.tableId, one.key), one.names]));
  return {
    title: (tableId, rowId) => titles.get(keyOf(tableId, rowId))?.title,
    list: (tableId, rowId) => lists.get(keyOf(tableId, rowId)),
    former: (tableId, rowId) => former.get(keyOf(tableId, rowId))?.cells ?? {},
    shown: (tableId, key) => shown.get(keyOf(tableId, key)),
  };
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
  rows: KnownRows,
  labels: Labels,
): Side {
  const told = (action === 'deleted' ? before : after) ?? {};
  const isSilent = action === 'updated' && before === null;
  const former = isSilent ? rows.former(tableId, rowId) : before;
  const cells = Object.entries(told)
    .filter(([key]) => !isSystemKey(key))
    .map(([key, value]): Cell => {
      const column = columns.get(key);
      const shown = (given: unknown) =>
        column?.type === 'link' ? withNames(given, rows.shown(tableId, key)) : given;
      const cell = { ...named(key, column), value: shown(value) };
      const saysBefore = action === 'updated' && former !== null && (!isSilent || key in former);
      return saysBefore ? { ...cell, old_value: shown(former[key] ?? null) } : cell;
    });
  return {
    tableId,
    tableName: null,
    rowId,
    title:
      titleOf(action, told, before === null, tableId, columns, labels) ??
      rows.title(tableId, rowId),
    cells,
    mayOmitBefore: isSilent,
    isWhole: action === 'deleted' && before !== null && Object.keys(before).length > 0,
  };
}

/** What is not told by the operation itself was told by others or read, where it could be. */
function linkSide(row: LinkedRow, rows: KnownRows): Side | null {
  const { tableId, rowId, column, isReached } = row;
  const list = rows.list(tableId, rowId);
  if (isReached && column && !list) return null;
  const [before, after] = [row.before ?? list?.before, row.after ?? list?.after];
  const shown = column ? rows.shown(tableId, column.key) : undefined;
  const cells = column
    ? [
        {
          ...named(column.key, column),
          ...(after ? { value: withNames(after, shown) } : {}),
          ...(before ? { old_value: withNames(before, shown) } : {}),
        },
      ]
    : [];
  const title = rows.title(tableId, rowId);
  const { peer } = row;
  const moved = movedText(row.added, row.removed);
  return { tableId, tableName: null, rowId, title, cells, peer, moved, mayOmitBefore: true };
}

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
  if (isWorkedOut(type) && !(titleKey in told)) return undefined;
  return showCell(told[titleKey], { type, data }, (id) => labels.person(id)).text;
}
