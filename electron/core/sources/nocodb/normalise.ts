// NocoDB's deliveries in the normal form: one draft for each row that changed.
import type { Action } from '#shared/event';
import type { ChangeDraft, Delivery, LabelFact, Labels, SourceContext } from '../source';
import { type Column, columnOf } from './columns';
import type { NocodbConfig, NocodbTarget } from './config';
import type { ColumnOf } from './diff';
import { completing } from './draft';
import { countOnly, hints } from './hints';
import type { NocodbPayload } from './parse';
import { rowDrafts } from './row-draft';

const actionsByOperation: ReadonlyMap<string, Action> = new Map<string, Action>([
  ['insert', 'created'],
  ['update', 'updated'],
  ['delete', 'deleted'],
]);

/** @returns the table's name, as every delivery tells it */
export function learn({ table }: NocodbPayload): readonly LabelFact[] {
  return table.name === undefined ? [] : [{ kind: 'table', id: table.id, name: table.name }];
}

export function normalise(
  payload: NocodbPayload,
  { id }: Delivery,
  context: SourceContext<NocodbConfig, NocodbTarget>,
  labels: Labels,
): readonly ChangeDraft[] {
  const columns = remembered(labels, payload.table.id);
  const complete = completing(payload, context, labels);
  const action = actionsByOperation.get(payload.operation);
  if (payload.scope !== 'records' || payload.event !== 'after' || action === undefined) {
    return hints(payload, action ?? 'updated', columns, id).map(complete);
  }
  if (isKeyless(payload, columns)) {
    // The server finds what it puts into the body by the key: of such a table it tells any row (seen in 0.301.3).
    const count = payload.rows.length;
    return countOnly({ ...payload, count, rows: [] }, action, id).map(complete);
  }
  return payload.rows.length === 0
    ? countOnly(payload, action, id).map(complete)
    : rowDrafts(payload, action, columns, id).map(complete);
}

/** The table's columns are known, and none of them tells its rows apart. */
function isKeyless({ rows: [row] }: NocodbPayload, columns: ColumnOf): boolean {
  const all = Object.keys(row ?? {}).map(columns);
  return all.some(({ uidt }) => uidt !== null) && !all.some(({ primaryKey }) => primaryKey);
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
