// Who a row is: its key, its title, its times, the person it names, and its address in the dashboard.
import type { Action } from '#shared/event';
import { isEmpty, personOf, showCell } from './cells';
import type { ColumnOf } from './diff';
import type { Row } from './parse';

/** @returns null for a row without any column */
export function keyOf(row: Row, columnOf: ColumnOf): string | null {
  const titles = Object.keys(row);
  const keys = titles.filter((title) => columnOf(title).primaryKey);
  // A table without a known key is named by its first column; several key columns are joined as NocoDB's own addresses do.
  const named = keys.length > 0 ? keys : titles.slice(0, 1);
  const parts = named.map((title) => row[title]).filter((value) => !isEmpty(value));
  return parts.length === 0 ? null : parts.map(String).join('___');
}

export function recordOf(
  row: Row,
  columnOf: ColumnOf,
): { readonly id: string; readonly title?: string } | null {
  const id = keyOf(row, columnOf);
  if (id === null) return null;
  const title = titleOf(row, columnOf);
  return title === null ? { id } : { id, title };
}

/**
 * Text of the primary value, which may be empty; while the columns are not known, of the first column that holds text.
 * @returns null when neither is there: an empty title would claim that the row is known to have none
 */
function titleOf(row: Row, columnOf: ColumnOf): string | null {
  const columns = Object.keys(row).map(columnOf);
  const isKnown = columns.some(({ uidt }) => uidt !== null);
  const column =
    columns.find((one) => one.primaryValue) ??
    // Where others are known, the primary one has just got another name.
    columns.find(
      (one) =>
        !isKnown && !one.hidden && typeof row[one.title] === 'string' && row[one.title] !== '',
    );
  if (!column) return null;
  const value = row[column.title];
  return isEmpty(value) ? '' : showCell(value, column).text;
}

export interface RowTimes {
  readonly created: string | null;
  readonly updated: string | null;
}

export function timesOf(row: Row, columnOf: ColumnOf): RowTimes {
  return {
    created: text(row, titleBy(row, columnOf, 'CreatedTime', /^created_?at$/i)),
    updated: text(row, titleBy(row, columnOf, 'LastModifiedTime', /^updated_?at$/i)),
  };
}

/** @returns ms since 1970; null when it is no time. A time without a zone is UTC, as NocoDB stores it. */
export function momentOf(time: string | null): number | null {
  const found = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d+)?)(Z|[+-]\d\d:\d\d)?$/.exec(
    time ?? '',
  );
  if (!found) return null;
  const [, day, clock, zone = 'Z'] = found;
  const at = Date.parse(`${day}T${clock}${zone}`);
  return Number.isNaN(at) ? null : at;
}

/**
 * Who did it, where the table itself says so: a field of type “Created by” for a new row, “Last modified by” for a change.
 * A deleted row still names its last editor, who need not be the one who deleted it.
 */
export function personIn(
  row: Row,
  action: Action,
  columnOf: ColumnOf,
): { readonly id: string; readonly name: string } | null {
  if (action === 'deleted') return null;
  const uidt = action === 'created' ? 'CreatedBy' : 'LastModifiedBy';
  const title = Object.keys(row).find((one) => columnOf(one).uidt === uidt);
  return title === undefined ? null : personOf(row[title]);
}

/**
 * Address of a row, or of its table, in the dashboard: `#/nc/<base>/<table>?rowId=<key>`. NocoDB's own cloud puts the
 * workspace's id where a server of one's own has `nc`, and no delivery carries that.
 */
export function linkTo(
  server: string,
  baseId: string,
  tableId: string,
  recordId: string | null,
): string | undefined {
  if (baseId === '' || new URL(server).hostname === 'app.nocodb.com') return undefined;
  const table = `${server}/dashboard/#/nc/${encodeURIComponent(baseId)}/${encodeURIComponent(tableId)}`;
  return recordId === null ? table : `${table}?rowId=${encodeURIComponent(recordId)}`;
}

function titleBy(row: Row, columnOf: ColumnOf, uidt: string, usual: RegExp): string | undefined {
  const titles = Object.keys(row);
  const typed = titles.filter((title) => columnOf(title).uidt === uidt);
  return (
    typed.find((title) => columnOf(title).system) ??
    typed[0] ??
    titles.find((one) => usual.test(one))
  );
}

function text(row: Row, title: string | undefined): string | null {
  const value = title === undefined ? null : row[title];
  return typeof value === 'string' && value !== '' ? value : null;
}
