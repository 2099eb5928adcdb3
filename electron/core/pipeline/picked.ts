// Which changes a person asked for: a channel or a hook may bring the whole base, and other bases of the same app as well.
import type { Directory } from '../connections/directory';
import type { BoundTables } from '../sources/bound-source';
import type { ChangeDraft } from '../sources/source';
import type { Store, StoredDelivery } from '../store/store';

interface Pick {
  /** null: any. */
  readonly baseId: string | null;
  readonly tableId: string | null;
}

/**
 * Of all subscriptions together, since they share one channel.
 * @returns whether a change is of what was picked; a table that was picked brings what is said of its base as a whole too
 */
export function pickedOf(
  { store, directory }: { readonly store: Store; readonly directory: Directory },
  { connectionId, subscriptionId, source }: StoredDelivery,
): (draft: ChangeDraft) => boolean {
  const reading = directory.reader(connectionId, null)?.tables;
  const connection = store.connections.get(connectionId);
  const all = () => true;
  if (!reading || !connection || connection.demo) return all;
  // Elsewhere a hook is of one table, and brings what it was made for.
  if (!directory.source(source).info.abilities.wholeBase) return all;
  const picks = store.connections
    .subscriptionsOf(connectionId)
    .map(({ target }) => pickOf(reading, target));
  // What came by a subscription that is gone was watched when it came.
  if (picks.length === 0) return subscriptionId === null ? () => false : all;
  return ({ base, table }) =>
    picks.some(
      ({ baseId, tableId }) =>
        (baseId === null || !base || base.id === baseId) &&
        (tableId === null || !table || table.id === tableId),
    );
}

function pickOf(reading: BoundTables, target: Readonly<Record<string, unknown>>): Pick {
  const table = reading.of(target);
  if (table) return table;
  // Where nobody has told the base, the table alone is known.
  const { tableId } = target;
  return {
    baseId: reading.all(target),
    tableId: typeof tableId === 'string' && tableId !== '' ? tableId : null,
  };
}
