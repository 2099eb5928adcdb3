// What rows are called, as far as it was told or read while a channel is open, so that it is not asked for again.
import { isWorkedOut } from '../catalogue';
import { textOf } from '../cells/cells';
import type { Operation } from '../log/entry';
import { rowOperations } from '../log/operation-rows';
import { type TableEntry, titleKey } from '../server/metadata';

export interface Titles {
  get(tableId: string, rowId: string): string | undefined;
  set(tableId: string, rowId: string, title: string): void;
  /** An operation on rows tells what they are called from then on. */
  follow(operation: Operation, tables: readonly TableEntry[]): void;
}

/** Of the rows that were told last. */
const most = 5000;

export function createTitles(): Titles {
  const known = new Map<string, string>();
  const keyOf = (tableId: string, rowId: string) => `${tableId} ${rowId}`;

  function set(tableId: string, rowId: string, title: string): void {
    const key = keyOf(tableId, rowId);
    known.delete(key);
    known.set(key, title);
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
  }

  return {
    get: (tableId, rowId) => known.get(keyOf(tableId, rowId)),
    set,
    follow(operation, tables) {
      for (const { action, tableId, rowId, after } of rowOperations(operation) ?? []) {
        const column = tables
          .find(({ _id }) => _id === tableId)
          ?.columns.find(({ key }) => key === titleKey);
        const isTold = action === 'created' || titleKey in (after ?? {});
        const isKept = column && !isWorkedOut(column.type);
        if (action === 'deleted' || (isTold && !isKept)) known.delete(keyOf(tableId, rowId));
        else if (isTold && column) set(tableId, rowId, textOf(after?.[titleKey], column));
      }
    },
  };
}
