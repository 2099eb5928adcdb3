// Deliveries that say less than what changed: a count of rows, a hook started by hand, a type this version does not know.
import type { Action, Subject } from '#shared/event';
import type { ColumnOf } from './diff';
import type { DraftPart } from './draft';
import type { NocodbPayload } from './parse';
import { recordOf } from './row';

const subjectsByScope: ReadonlyMap<string, Subject> = new Map<string, Subject>([
  ['records', 'record'],
  ['view', 'view'],
  ['views', 'view'],
  ['field', 'field'],
  ['fields', 'field'],
]);

/**
 * A bulk insert of hooks of version 2 tells how many rows, and nothing of them; some deliveries do not even tell how many.
 * An empty list says that no row met the hook's condition.
 */
export function countOnly(
  { count, id, lists, table }: NocodbPayload,
  action: Action,
  deliveryId: string,
): readonly DraftPart[] {
  if (count === 0 || (count === null && lists)) return [];
  return [
    {
      record: null,
      subject: 'record',
      action,
      changes: [],
      count: count ?? 1,
      occurredAt: null,
      certainty: count === null ? 'hint' : 'stated',
      identity: [table.id, null, action, count, id ?? deliveryId],
    },
  ];
}

/** Which records it is about is known where the body lists rows; what happened to them is not. */
export function hints(
  { count, event, id, operation, rows, scope, table }: NocodbPayload,
  action: Action,
  columns: ColumnOf,
  deliveryId: string,
): readonly DraftPart[] {
  const subject = subjectsByScope.get(scope) ?? 'table';
  const draft = {
    subject,
    action,
    changes: [],
    occurredAt: null,
    certainty: 'hint' as const,
  };
  const kind = `${scope}.${event}.${operation}`;
  // The same button pressed twice differs in nothing but its delivery.
  const once = id ?? deliveryId;
  if (subject !== 'record' || rows.length === 0) {
    const identity = [table.id, null, kind, once];
    return [{ ...draft, record: null, count: Math.max(1, count ?? 1), identity }];
  }
  return rows.map((row, index) => {
    const record = recordOf(row, columns);
    return {
      ...draft,
      record,
      count: 1,
      identity: [table.id, record?.id ?? null, kind, once, index],
    };
  });
}
