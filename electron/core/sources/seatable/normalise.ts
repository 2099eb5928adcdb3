// A SeaTable payload as changes in the normal form, and the names it teaches.
import type { Action, Actor } from '#shared/event';
import type { ChangeDraft, Delivery, LabelFact, Labels } from '../source';
import { isLinkOperation, rowActionOf, serverJobs } from './catalogue';
import { optionOf } from './cells';
import { changesOf, factsOf, fingerprintOf } from './changes';
import { type Cell, type Data, momentOf, type Payload, plainUuid } from './parse';

/** One row with its cells, as a payload gives it: once, or once on each side of a link. */
interface Side {
  readonly tableId: string | null;
  readonly tableName: string | null;
  readonly rowId: string | null;
  /** Empty when the first column is; undefined when the payload does not say. */
  readonly rowName: string | undefined;
  readonly cells: readonly Cell[];
}

export function learn({ data }: Payload): readonly LabelFact[] {
  return sidesOf(data).flatMap(({ cells, tableId, tableName }): LabelFact[] =>
    tableId
      ? [
          ...(tableName ? [{ kind: 'table', id: tableId, name: tableName } as const] : []),
          ...factsOf(tableId, cells),
        ]
      : [],
  );
}

/** @returns no change at all for an edit after which every cell is as before */
export function normalise(
  { data }: Payload,
  delivery: Delivery,
  _context: unknown,
  labels: Labels,
): readonly ChangeDraft[] {
  return sidesOf(data).flatMap((side) => draftOf(data, side, delivery, labels) ?? []);
}

function draftOf(data: Data, side: Side, delivery: Delivery, labels: Labels): ChangeDraft | null {
  const { cells, rowId, tableId } = side;
  const known = rowActionOf(data.op_type);
  const link = isLinkOperation(data.op_type);
  const action: Action = known ?? 'updated';
  const changes = changesOf(cells, { tableId, labels, action, link });
  const count = data.row_count ?? 1;
  if (known === 'updated' && cells.length > 0 && changes.length === 0 && count === 1) return null;

  const baseId = plainUuid(data.dtable_uuid);
  const occurredAt = momentOf(data);
  const title = titleOf(data, side, labels);
  const tableName = side.tableName || labels.table(tableId ?? '');
  const baseName = labels.base(baseId);
  // An operation that is not known, or an edit that does not say what it changed, only tells where to look.
  const stated = known !== null || link ? action !== 'updated' || changes.length > 0 : false;
  return {
    base: { id: baseId, ...(baseName ? { name: baseName } : {}) },
    table: tableId ? { id: tableId, ...(tableName ? { name: tableName } : {}) } : null,
    record: rowId ? { id: rowId, ...(title === undefined ? {} : { title }) } : null,
    subject: rowId || known || link ? 'record' : tableId ? 'table' : 'base',
    action,
    changes,
    count,
    actor: actorOf(data, labels),
    occurredAt,
    certainty: stated ? 'stated' : 'hint',
    identity: [
      baseId,
      tableId,
      rowId,
      known ?? (link ? 'updated' : data.op_type),
      action === 'updated' ? fingerprintOf(changes) : null,
      occurredAt ?? delivery.id,
    ],
  };
}

/** A link touches two rows, which may be the same one. */
function sidesOf(data: Data): readonly Side[] {
  const { table1_id, table2_id, table1_row_id, table2_row_id } = data;
  if (!isLinkOperation(data.op_type) || !(table1_row_id || table2_row_id)) {
    return [sideOf(data.table_id, data.table_name, data.row_id, data.row_name, data.row_data)];
  }
  const { row_data1, row_data2, table1_name, table1_row_name, table2_name, table2_row_name } = data;
  if (table1_id === table2_id && table1_row_id === table2_row_id) {
    const cells = [...row_data1, ...row_data2];
    return [sideOf(table1_id, table1_name, table1_row_id, table1_row_name, cells)];
  }
  return [
    sideOf(table1_id, table1_name, table1_row_id, table1_row_name, row_data1),
    sideOf(table2_id, table2_name, table2_row_id, table2_row_name, row_data2),
  ].filter((side) => side.rowId);
}

type Given = string | null | undefined;
function sideOf(
  tableId: Given,
  tableName: Given,
  rowId: Given,
  rowName: string | undefined,
  cells: readonly Cell[],
): Side {
  return {
    tableId: tableId || null,
    tableName: tableName || null,
    rowId: rowId || null,
    rowName,
    cells,
  };
}

/** The value of the first column, whose key is always `0000`; where that is a select, its option's name. */
function titleOf(data: Data, { rowName, tableId }: Side, labels: Labels): string | undefined {
  if (!rowName) return rowName;
  const option = data.row_name_option;
  if (typeof option === 'object' && option !== null && 'name' in option) {
    if (typeof option.name === 'string' && option.name !== '') return option.name;
  }
  return optionOf(rowName, labels.field(tableId ?? '', '0000')?.property)?.text ?? rowName;
}

function actorOf({ op_app: app, op_user: user }: Data, labels: Labels): Actor {
  if (app) return { kind: 'api', ...(user ? { id: user } : {}), name: app };
  if (!user) return { kind: 'unknown' };
  if (serverJobs.has(user)) return { kind: 'automation', id: user, name: user };
  const name = labels.person(user);
  return { kind: 'person', id: user, ...(name ? { name } : {}) };
}
