// The eight hooks that the service's pages describe, one row each, and which changes each of them covers.
import type { Change } from './document';
import type { CellsOfRecord } from './sheet';

export type HookType =
  | 'dbt.records.create'
  | 'dbt.sheets.remove'
  | 'dbt.cells.fields.update'
  | 'dbt.cells.records.update'
  | 'dbt.fields.create'
  | 'dbt.sheets.description'
  | 'dbt.sheets.icon'
  | 'dbt.views.remove';

/** What a hook was made for; the path's ids and the body's list, in the spelling of `mine`. */
export interface Rule {
  readonly sheet_id: number;
  readonly fields?: readonly string[];
  readonly records?: readonly string[];
  readonly view_id?: string;
}

/** What a callback can tell; the templates say under which names. */
export interface Facts {
  readonly sheetId: number;
  readonly recordIds?: readonly string[];
  readonly fieldIds?: readonly string[];
  readonly viewId?: string;
  readonly count?: number;
}

export interface HookKind {
  /** The path after `/api/v1/openapi/dbt/:fileToken/webhook/`. */
  readonly path: string;
  readonly type: HookType;
  /** The list that the body must carry. */
  readonly list?: 'fields' | 'records';
  /** @returns what the hook tells of the change, or undefined when it does not cover it */
  readonly facts: (change: Change, rule: Rule) => Facts | undefined;
}

/**
 * Paths: https://developer.kdocs.cn/server/dbt/webhook-record-create.html and its seven siblings. The types of added
 * records, removed tables and changed cells of fields are printed; the others are inferred by the same rule: `dbt.`
 * and the path without ids. That `records` is required is inferred from `fields`, which is.
 */
export const hookKinds: readonly HookKind[] = [
  {
    path: 'sheets/:sheetId/records/create',
    type: 'dbt.records.create',
    facts(change) {
      if (change.kind !== 'records-created') return undefined;
      const recordIds = change.cells.map(({ recordId }) => recordId);
      return { sheetId: change.sheetId, recordIds, count: recordIds.length };
    },
  },
  {
    path: 'sheets/:sheetId/cells/fields/update',
    type: 'dbt.cells.fields.update',
    list: 'fields',
    facts: (change, { fields = [] }) =>
      cellFacts(change, (cell) => cell.fieldIds.filter((id) => fields.includes(id))),
  },
  {
    path: 'sheets/:sheetId/cells/records/update',
    type: 'dbt.cells.records.update',
    list: 'records',
    facts: (change, { records = [] }) =>
      cellFacts(change, (cell) => (records.includes(cell.recordId) ? cell.fieldIds : [])),
  },
  {
    path: 'sheets/:sheetId/fields/create',
    type: 'dbt.fields.create',
    facts: (change) =>
      change.kind === 'fields-created'
        ? { sheetId: change.sheetId, fieldIds: change.fieldIds }
        : undefined,
  },
  plain('sheets/:sheetId/remove', 'dbt.sheets.remove', 'sheet-removed'),
  plain('sheets/:sheetId/description', 'dbt.sheets.description', 'description-changed'),
  plain('sheets/:sheetId/icon', 'dbt.sheets.icon', 'icon-changed'),
  {
    path: 'sheets/:sheetId/views/:viewId/remove',
    type: 'dbt.views.remove',
    facts: (change, rule) =>
      change.kind === 'view-removed' && change.viewId === rule.view_id
        ? { sheetId: change.sheetId, viewId: change.viewId }
        : undefined,
  },
];

function plain(path: string, type: HookType, kind: Change['kind']): HookKind {
  return {
    path,
    type,
    facts: (change) => (change.kind === kind ? { sheetId: change.sheetId } : undefined),
  };
}

/** @param covered the fields of one record that the hook is about */
function cellFacts(
  change: Change,
  covered: (cell: CellsOfRecord) => readonly string[],
): Facts | undefined {
  if (change.kind !== 'cells-updated') return undefined;
  const touched = change.cells
    .map((cell) => ({ recordId: cell.recordId, fieldIds: covered(cell) }))
    .filter(({ fieldIds }) => fieldIds.length > 0);
  if (touched.length === 0) return undefined;
  return {
    sheetId: change.sheetId,
    recordIds: touched.map(({ recordId }) => recordId),
    fieldIds: [...new Set(touched.flatMap(({ fieldIds }) => fieldIds))],
  };
}
