// Deliveries that wait until values of all their tables are read; settled then, or given back to be stored as told.
import type { DeliveryStore } from '../../store/store';
import { tableKey } from '../watched';
import type { AsidePart } from './sort-drafts';

/** Deliveries whose values could not be read, until they are stored as told. */
const remembered = 5000;

/** A delivery that was set aside. */
export interface Waiting {
  readonly id: string;
  /** Keys of tables that are not read yet. */
  readonly left: Set<string>;
  /** Keys of tables that could not be read, with the rows of them that were compared before that. */
  readonly failed: Map<string, ReadonlySet<string>>;
  /** Changes of it that were stored at once. */
  readonly stored: number;
  /** The records it names, by key of their table; null: it counts them. */
  readonly records: ReadonlyMap<string, ReadonlySet<string> | null>;
  /** Changes that reading for it has led to. */
  found: number;
}

export interface SetAside {
  /**
   * To be called within the transaction that writes what was read of the table.
   * @param found records of which changes are told, one for each
   */
  settle(delivery: Waiting, tableKey: string, found: readonly string[]): void;
  /**
   * Its values could not be read. To be called within a transaction.
   * @param compared rows whose changes are told already
   */
  giveBack(delivery: Waiting, tableKey: string, compared: ReadonlySet<string>): void;
  /** The disk took the transaction back: the table is still to be read. */
  reopen(delivery: Waiting, tableKey: string): void;
  /** Tables of a delivery that is given back, and the rows of each that were compared; undefined: it was not. */
  asTold(deliveryId: string): ReadonlyMap<string, ReadonlySet<string>> | undefined;
}

export function createSetAside(deliveries: Pick<DeliveryStore, 'settle' | 'takeBack'>): SetAside {
  const asTold = new Map<string, Waiting['failed']>();

  function close({ id, left, failed, stored, found }: Waiting): void {
    if (left.size > 0) return;
    if (failed.size === 0) {
      deliveries.settle(id, { state: 'decoded', issue: null, events: stored + found });
      return;
    }
    asTold.set(id, failed);
    const [oldest] = asTold.keys();
    // One that is forgotten is only tried once more.
    if (asTold.size > remembered && oldest !== undefined) asTold.delete(oldest);
    deliveries.takeBack(id);
  }

  return {
    settle(delivery, tableKey, found) {
      const records = delivery.records.get(tableKey);
      delivery.found += found.filter((id) => records?.has(id) ?? true).length;
      delivery.left.delete(tableKey);
      close(delivery);
    },
    giveBack(delivery, tableKey, compared) {
      delivery.left.delete(tableKey);
      delivery.failed.set(tableKey, compared);
      close(delivery);
    },
    reopen(delivery, tableKey) {
      delivery.left.add(tableKey);
      delivery.failed.delete(tableKey);
      asTold.delete(delivery.id);
    },
    asTold: (deliveryId) => asTold.get(deliveryId),
  };
}

/** Nothing was read for it yet. */
export const noneFound = (
  connectionId: string,
  parts: readonly AsidePart[],
): Pick<Waiting, 'records' | 'found'> => ({
  records: new Map(
    parts.map(({ table, rows, unnamed }) => [
      tableKey(connectionId, table),
      unnamed ? null : new Set(rows.keys()),
    ]),
  ),
  found: 0,
});
