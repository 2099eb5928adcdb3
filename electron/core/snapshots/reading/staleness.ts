// Marks tables that must be compared as a whole, also while that is just being done.
import type { TableRef } from '../../sources/source';
import type { SnapshotStore } from '../../store/store';
import { tableKey } from '../watched';

export interface Staleness {
  mark(connectionId: string, table: TableRef): void;
  /** Rises with each mark, so that a scan can tell whether one came since it began. */
  marks(connectionId: string, table: TableRef): number;
}

export function createStaleness(snapshots: SnapshotStore): Staleness {
  const counts = new Map<string, number>();
  const marks = (connectionId: string, table: TableRef) =>
    counts.get(tableKey(connectionId, table)) ?? 0;
  return {
    marks,
    mark(connectionId, table) {
      counts.set(tableKey(connectionId, table), marks(connectionId, table) + 1);
      snapshots.setStale(connectionId, table);
    },
  };
}
