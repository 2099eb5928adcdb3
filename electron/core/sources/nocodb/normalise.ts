// NocoDB's deliveries in the normal form: one draft for each row that changed.
import type { Action, Subject } from '#shared/event';
import type { ChangeDraft, Delivery, LabelFact, Labels, SourceContext } from '../source';
import { type Column, columnOf } from './columns';
import type { NocodbConfig, NocodbTarget } from './config';
import { type ColumnOf, contentOf, differenceOf } from './diff';
import type { NocodbPayload, Row } from './parse';
import { actorIn, keyOf, linkTo, momentOf, recordOf, timesOf } from './row';

type Context = SourceContext<NocodbConfig, NocodbTarget>;

const actionsByOperation: ReadonlyMap<string, Action> = new Map<string, Action>([
  ['insert', 'created'],
  ['update', 'updated'],
  ['delete', 'deleted'],
]);

const subjectsByScope: ReadonlyMap<string, Subject> = new Map<string, Subject>([
  ['records', 'record'],
  ['view', 'view'],
  ['views', 'view'],
  ['field', 'field'],
  ['fields', 'field'],
]);

/** @returns the table's name, as every delivery tells it */
export function learn({ table }: NocodbPayload): readonly LabelFact[] {
  return table.name === undefined ? [] : [{ kind: 'table', id: table.id, name: table.name }];
}

export function normalise(
  payload: NocodbPayload,
  delivery: Delivery,
  context: Context,
  labels: Labels,
): readonly ChangeDraft[] {
  const columns = remembered(labels, payload.table.id);
  const common = commonOf(payload, context, labels);
  const action = actionsByOperation.get(payload.operation);
  if (payload.scope !== 'records' || payload.event !== 'after' || action === undefined) {
    return hints(payload, action ?? 'updated', columns, payload.id ?? delivery.id).map(common);
  }
  if (payload.rows.length === 0) return counted(payload, action, delivery.id).map(common);
  const earlier = action === 'updated' ? pairs(payload, columns) : () => undefined;
  return payload.rows
    .flatMap((row, index) =>
      rowDraft(payload, row, action, earlier(row, index), columns, delivery.id),
    )
    .map(common);
}

/** What differs from draft to draft of one delivery. */
type RowPart = Pick<
  ChangeDraft,
  'record' | 'subject' | 'action' | 'changes' | 'count' | 'occurredAt' | 'certainty' | 'identity'
> & { readonly actor?: ChangeDraft['actor'] };

function commonOf(
  { baseId, table, view, user }: NocodbPayload,
  { config, target }: Context,
  labels: Labels,
): (part: RowPart) => ChangeDraft {
  const base = baseId ?? target.baseId ?? config.baseId ?? '';
  const actor: ChangeDraft['actor'] = user ? { kind: 'person', ...user } : { kind: 'unknown' };
  const draft = {
    base: named(base, labels.base(base)),
    table: named(table.id, table.name ?? labels.table(table.id)),
    ...(view ? { view } : {}),
  };
  return (part) => {
    const link = linkTo(config.server, base, table.id, part.record?.id ?? null);
    return {
      ...draft,
      ...part,
      actor: part.actor ?? actor,
      ...(link === undefined ? {} : { link }),
    };
  };
}

function rowDraft(
  payload: NocodbPayload,
  row: Row,
  action: Action,
  before: Row | undefined,
  columns: ColumnOf,
  deliveryId: string,
): readonly RowPart[] {
  const cells = cellsOf(row, action, before, columns);
  // Also sent when only hidden columns changed, such as the time of the last change: nothing to tell.
  if (before !== undefined && cells.length === 0) return [];
  const record = recordOf(row, columns);
  const times = timesOf(row, columns);
  const actor = payload.user ? null : actorIn(row, action, columns);
  const timed = times.created !== null || times.updated !== null;
  return [
    {
      record,
      subject: 'record',
      action,
      changes: cells.map(({ change }) => change),
      count: 1,
      occurredAt: momentOf(
        { created: times.created, updated: times.updated, deleted: null }[action],
      ),
      certainty: action === 'updated' && before === undefined ? 'hint' : 'stated',
      ...(actor ? { actor } : {}),
      identity: [
        payload.table.id,
        record?.id ?? null,
        action,
        times.created,
        times.updated,
        JSON.stringify(cells.map(({ essence }) => essence)),
        // Without times in the row, the same edit made twice differs in nothing but its delivery.
        ...(timed ? [] : [payload.id ?? deliveryId]),
      ],
    },
  ];
}

function cellsOf(row: Row, action: Action, before: Row | undefined, columns: ColumnOf) {
  if (action === 'created') return contentOf(row, 'after', columns);
  if (action === 'deleted') return contentOf(row, 'before', columns);
  return before === undefined ? [] : differenceOf(before, row, columns);
}

/**
 * Finds the former state of a row by its key: a hook with a condition drops rows that do not meet it from `rows`, and leaves
 * `previous_rows` whole, so that their places differ.
 */
function pairs(
  { rows, previousRows }: NocodbPayload,
  columns: ColumnOf,
): (row: Row, index: number) => Row | undefined {
  const byKey = new Map(previousRows.map((row) => [keyOf(row, columns), row]));
  const inStep = rows.length === previousRows.length;
  return (row, index) => {
    const key = keyOf(row, columns);
    return (
      (key === null ? undefined : byKey.get(key)) ?? (inStep ? previousRows[index] : undefined)
    );
  };
}

/** A bulk insert of hooks of version 2 tells how many rows, and nothing of them. */
function counted(payload: NocodbPayload, action: Action, deliveryId: string): readonly RowPart[] {
  const { count } = payload;
  if (count === null || count === 0) return [];
  return [
    {
      record: null,
      subject: 'record',
      action,
      changes: [],
      count,
      occurredAt: null,
      certainty: 'stated',
      identity: [payload.table.id, null, action, count, payload.id ?? deliveryId],
    },
  ];
}

/** A hook that somebody started by hand, or a type this version does not know: which record is known, what changed is not. */
function hints(
  payload: NocodbPayload,
  action: Action,
  columns: ColumnOf,
  nonce: string,
): readonly RowPart[] {
  const subject = subjectsByScope.get(payload.scope) ?? 'table';
  const records =
    subject === 'record' && payload.rows.length > 0
      ? payload.rows.map((row) => recordOf(row, columns))
      : [null];
  const kind = `${payload.scope}.${payload.event}.${payload.operation}`;
  return records.map((record) => ({
    record,
    subject,
    action,
    changes: [],
    count: records.length === 1 ? Math.max(1, payload.count ?? 1) : 1,
    occurredAt: null,
    certainty: 'hint',
    identity: [payload.table.id, record?.id ?? null, kind, nonce],
  }));
}

/** Each title is looked up once a delivery, however many rows it has. */
function remembered(labels: Labels, tableId: string): ColumnOf {
  const known = new Map<string, Column>();
  return (title) => {
    const column = known.get(title) ?? columnOf(labels, tableId, title);
    known.set(title, column);
    return column;
  };
}

const named = (id: string, name: string | undefined) =>
  name === undefined ? { id } : { id, name };
