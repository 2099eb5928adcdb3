// The draft of one row that was made, changed or deleted.
import type { Action } from '#shared/event';
import { type CellChange, type ColumnOf, contentOf, differenceOf } from './diff';
import type { DraftPart } from './draft';
import type { NocodbPayload, Row } from './parse';
import { keyOf, momentOf, personIn, recordOf, timesOf } from './row';

/** @returns one draft a row; none for a row of which only hidden columns changed, such as the time of the last change */
export function rowDrafts(
  payload: NocodbPayload,
  action: Action,
  columns: ColumnOf,
  deliveryId: string,
): readonly DraftPart[] {
  const former = action === 'updated' ? formerStates(payload, columns) : () => undefined;
  return payload.rows.flatMap((row, index) => {
    const before = former(row, index);
    const cells = cellsOf(row, action, before, columns);
    if (before !== undefined && cells.length === 0) return [];
    return [rowDraft(payload, row, { action, before, cells, columns, deliveryId })];
  });
}

interface RowFacts {
  readonly action: Action;
  readonly before: Row | undefined;
  readonly cells: readonly CellChange[];
  readonly columns: ColumnOf;
  readonly deliveryId: string;
}

function rowDraft(
  { id, table, user }: NocodbPayload,
  row: Row,
  { action, before, cells, columns, deliveryId }: RowFacts,
): DraftPart {
  const record = recordOf(row, columns);
  const { created, updated } = timesOf(row, columns);
  // The time in a deleted row is that of its last change.
  const at = { created, updated, deleted: null }[action];
  const person = user ? null : personIn(row, action, columns);
  return {
    record,
    subject: 'record',
    action,
    changes: cells.map(({ change }) => change),
    count: 1,
    occurredAt: momentOf(at),
    certainty: action === 'updated' && before === undefined ? 'hint' : 'stated',
    ...(person ? { actor: { kind: 'person' as const, ...person } } : {}),
    identity: [
      table.id,
      record?.id ?? null,
      action,
      created,
      updated,
      JSON.stringify(cells.map(({ essence }) => essence)),
      // The row's times are whole seconds: back and forth within one differs in nothing but the delivery's own uuid.
      // Without that, the arrival tells apart at least what has no times at all.
      id ?? (created === null && updated === null ? deliveryId : null),
    ],
  };
}

function cellsOf(
  row: Row,
  action: Action,
  before: Row | undefined,
  columns: ColumnOf,
): readonly CellChange[] {
  if (action === 'created') return contentOf(row, 'after', columns);
  if (action === 'deleted') return contentOf(row, 'before', columns);
  return before === undefined ? [] : differenceOf(before, row, columns);
}

/**
 * Finds the former state of a row by its key: a hook with a condition drops rows that do not meet it from `rows`, and leaves
 * `previous_rows` whole, so that their places differ (seen in 0.301.3).
 */
function formerStates(
  { rows, previousRows }: NocodbPayload,
  columns: ColumnOf,
): (row: Row, index: number) => Row | undefined {
  const byKey = new Map(previousRows.map((row) => [keyOf(row, columns), row]));
  const inStep = rows.length === previousRows.length;
  return (row, index) => {
    const key = keyOf(row, columns);
    const sameKey = key === null ? undefined : byKey.get(key);
    return sameKey ?? (inStep ? previousRows[index] : undefined);
  };
}
