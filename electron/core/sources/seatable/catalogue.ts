// SeaTable's operations as data: what each does to a record.
import type { Action } from '#shared/event';

interface Operation {
  readonly type: string;
  readonly action: Action;
  readonly of: 'one row' | 'rows' | 'link';
  /** Named in the service's documentation, so offered to people. */
  readonly documented: boolean;
}

/**
 * The first three: https://seatable.com/help/struktur-der-webhook-daten. `create_row` is printed once, at
 * https://seatable.com/help/der-geheime-schluessel-eines-webhooks. The others travel on the channel that feeds the
 * webhooks: https://github.com/seatable/dtable-events (activities).
 */
const operations: readonly Operation[] = [
  { type: 'insert_row', action: 'created', of: 'one row', documented: true },
  { type: 'modify_row', action: 'updated', of: 'one row', documented: true },
  { type: 'delete_row', action: 'deleted', of: 'one row', documented: true },
  { type: 'create_row', action: 'created', of: 'one row', documented: false },
  { type: 'insert_rows', action: 'created', of: 'rows', documented: false },
  { type: 'append_rows', action: 'created', of: 'rows', documented: false },
  { type: 'modify_rows', action: 'updated', of: 'rows', documented: false },
  { type: 'delete_rows', action: 'deleted', of: 'rows', documented: false },
  { type: 'add_link', action: 'updated', of: 'link', documented: false },
  { type: 'remove_link', action: 'updated', of: 'link', documented: false },
  { type: 'update_links', action: 'updated', of: 'link', documented: false },
  { type: 'update_rows_links', action: 'updated', of: 'link', documented: false },
];

const byType: ReadonlyMap<string, Operation> = new Map(operations.map((one) => [one.type, one]));

export const documentedOperations: readonly { readonly type: string; readonly action: Action }[] =
  operations.filter((one) => one.documented);

/** Operations that say nothing a person reads in a row, beside those on columns and tables: views, their settings, widths, locks. */
const silent: ReadonlySet<string> = new Set([
  'modify_filters',
  'modify_sorts',
  'modify_groupbys',
  'modify_hidden_columns',
  'modify_row_height',
  'modify_row_color',
  'modify_header_lock',
  'lock_rows',
  'unlock_rows',
]);

/** @returns whether it is none that this version knows: https://github.com/seatable/openapi (tests/test_websocket.py) */
export const isUnknownOperation = (type: string): boolean =>
  !byType.has(type) &&
  !silent.has(type) &&
  !/_(columns?|column_\w+|table|views?|view_\w+)$/.test(type);

/** @returns what a row operation does, or null for a link operation and one this version does not know */
export function rowActionOf(type: string): Action | null {
  const operation = byType.get(type);
  return operation && operation.of !== 'link' ? operation.action : null;
}

export function isSingularRowOperation(type: string): boolean {
  return byType.get(type)?.of === 'one row';
}

export function isLinkOperation(type: string): boolean {
  return byType.get(type)?.of === 'link';
}

/** It joins two rows, or parts them. */
export const isPairOperation = (type: string): boolean =>
  type === 'add_link' || type === 'remove_link';

/** Columns that SeaTable keeps by itself; a change in them is never news. */
export const systemColumns: ReadonlySet<string> = new Set([
  'creator',
  'ctime',
  'last-modifier',
  'mtime',
]);

/** Columns whose values follow from others, or are given by the server: rows as they are told may come without them. */
const workedOut: ReadonlySet<string> = new Set([
  ...systemColumns,
  'formula',
  'link-formula',
  'auto-number',
  'button',
]);

export const isWorkedOut = (type: string | undefined): boolean => workedOut.has(type ?? '');

/** Callers of the server's own jobs, which are no people: automation rules and workflows. */
export const serverJobs: ReadonlySet<string> = new Set(['dtable-events', 'workflow']);
