// The links that rows took along when they were removed, as far as the operation says which they were. Pure.
import { z } from 'zod';
import { otherTable } from '../link-columns';
import type { Operation } from '../log/entry';
import { linkColumn, linkIdOf } from '../log/operation-links';
import type { DescribedTable } from '../server/metadata';

export interface ListRef {
  readonly tableId: string;
  readonly rowId: string;
  /** Of the link column. */
  readonly key: string;
}

/** With the table that the column leads to. */
interface Led extends ListRef {
  readonly other: string;
}

export interface Taken {
  /** What each removed row led to at last. */
  readonly left: readonly (Led & { readonly ids: readonly string[] })[];
  /** Rows that led to a removed one until then. */
  readonly freed: readonly (Led & { readonly id: string })[];
}

/** By the link's id, then by the removed row. */
const form = z.record(z.string(), z.record(z.string(), z.array(z.string())));

/** @returns null when it does not say, or links rows of one table with each other */
export function takenLinks(
  operation: Operation,
  gone: readonly { readonly tableId: string; readonly rowId: string }[],
  tables: readonly DescribedTable[],
): Taken | null {
  const { data: taken } = form.safeParse(operation.deleted_links_data);
  const ids = new Set(gone.map(({ rowId }) => rowId));
  if (!taken || Object.values(taken).some((rows) => Object.keys(rows).some((id) => !ids.has(id)))) {
    return null;
  }
  const left: Taken['left'][number][] = [];
  const freed: Taken['freed'][number][] = [];
  const followed = new Set<string>();
  const byId = new Map(tables.map((table) => [table._id, table]));
  for (const { tableId, rowId } of gone) {
    for (const { key, type, data } of byId.get(tableId)?.columns ?? []) {
      const link = type === 'link' ? linkIdOf(data) : undefined;
      if (link === undefined) continue;
      const other = otherTable(data, tableId);
      if (other === undefined || other === tableId) return null;
      followed.add(link);
      const led = (taken[link]?.[rowId] ?? []).filter((id) => id !== rowId);
      left.push({ tableId, rowId, key, other, ids: led });
      const back = led.length > 0 ? linkColumn(tables, other, link)?.key : undefined;
      if (back === undefined) continue;
      const ofOther = { tableId: other, key: back, other: tableId };
      freed.push(...led.map((id) => ({ ...ofOther, rowId: id, id: rowId })));
    }
  }
  return Object.keys(taken).every((link) => followed.has(link)) ? { left, freed } : null;
}
