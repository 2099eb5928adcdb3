// Cells of a payload as changed fields: what was in them, what is, and what of it is news.
import { createHash } from 'node:crypto';
import type { Action, FieldChange } from '#shared/event';
import type { LabelFact, Labels } from '../../source';
import { systemColumns } from '../catalogue';
import type { Cell } from './cell-entry';
import { type Column, fieldTypeOf, showCell } from './cells';
import { isEmpty, linkedIds } from './shapes';

/** What the cells belong to. */
export interface CellContext {
  readonly tableId: string | null;
  readonly labels: Labels;
  readonly action: Action;
  /** Link operations name a cell's key and value at least. */
  readonly link: boolean;
  /** A cell without `old_value` says nothing of what was there before; else it was empty. */
  readonly mayOmitBefore: boolean;
}

/** @returns one change a cell, without the columns that SeaTable keeps itself and without values that stayed the same */
export function changesOf(cells: readonly Cell[], context: CellContext): FieldChange[] {
  return cells.flatMap((cell) => {
    const column = columnOf(cell, context);
    if (systemColumns.has(column.type ?? '')) return [];
    const stayed = stayedSame(cell, column, context);
    return stayed ? [] : [changeOf(cell, column, context)];
  });
}

function changeOf(cell: Cell, column: Column, context: CellContext): FieldChange {
  const { action, labels, mayOmitBefore, tableId } = context;
  const name = cell.column_name || labels.field(tableId ?? '', cell.column_key)?.name;
  const nameOf = (id: string) => labels.person(id);
  const saysBefore = 'old_value' in cell;
  // A deleted row's cells, where they come at all, hold what is gone.
  const gone = action === 'deleted';
  const before = gone && !saysBefore ? cell.value : cell.old_value;
  const after = gone ? undefined : cell.value;
  const shownBefore = showCell(before, column, nameOf);
  const shownAfter = showCell(after, column, nameOf);
  return {
    field: { id: cell.column_key, ...(name ? { name } : {}), type: fieldTypeOf(column) },
    ...(saysBefore || gone ? { before } : {}),
    ...('value' in cell && !gone ? { after } : {}),
    ...(mayOmitBefore && !saysBefore ? {} : { beforeText: shownBefore.text }),
    ...(mayOmitBefore && !gone && !('value' in cell) ? {} : { afterText: shownAfter.text }),
    ...(shownBefore.chips?.length ? { beforeChips: shownBefore.chips } : {}),
    ...(shownAfter.chips?.length ? { afterChips: shownAfter.chips } : {}),
  };
}

function columnOf(cell: Cell, { labels, link, tableId }: CellContext): Column {
  const known = labels.field(tableId ?? '', cell.column_key);
  const knownType = typeof known?.type === 'string' ? known.type : undefined;
  return {
    type: cell.column_type || knownType || (link ? 'link' : undefined),
    data: cell.column_data ?? known?.property,
  };
}

/** What says nothing of before has still changed something. */
function stayedSame(cell: Cell, { type }: Column, { action, mayOmitBefore }: CellContext): boolean {
  if (mayOmitBefore && !('old_value' in cell)) return false;
  if (action === 'deleted') return isEmpty(cell.old_value) && isEmpty(cell.value);
  return type === 'link'
    ? isSame(linkedIds(cell.old_value), linkedIds(cell.value))
    : isSame(cell.old_value, cell.value);
}

/** Empty has several spellings: `""`, `null`, `[]` and no member at all. */
function isSame(a: unknown, b: unknown): boolean {
  return (isEmpty(a) && isEmpty(b)) || canonical(a) === canonical(b);
}

/**
 * What a row's cells became, or were before, in one short text, whatever the order of columns and members and the spelling of empty. Linked rows
 * count by their ids: what they are called is another matter.
 */
export function fingerprintOf(
  changes: readonly FieldChange[],
  side: 'before' | 'after' = 'after',
): string {
  const values = changes.map(({ field, [side]: cell }) => {
    const value = field.type === 'record-link' ? linkedIds(cell) : cell;
    return `${field.id}=${isEmpty(value) ? '' : canonical(value)}`;
  });
  return digestOf(values.sort());
}

/** The same for values that are the same, in whatever order their members come. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('base64url').slice(0, 22);
}

function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, member: unknown) =>
      typeof member === 'object' && member !== null && !Array.isArray(member)
        ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
        : member,
    ) ?? ''
  );
}

/** The names and types that cells teach about their columns. */
export function factsOf(tableId: string, cells: readonly Cell[]): LabelFact[] {
  return cells.flatMap(({ column_data: data, column_key: id, column_name: name, column_type }) =>
    name
      ? [
          {
            kind: 'field',
            tableId,
            id,
            label: {
              name,
              ...(column_type ? { type: column_type } : {}),
              ...(data === null || data === undefined ? {} : { property: data }),
            },
          },
        ]
      : [],
  );
}
