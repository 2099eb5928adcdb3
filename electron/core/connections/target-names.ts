// What the base and the table of a subscription are called, as far as that was read.
import type { SubscriptionView } from '#shared/connection';
import type { Store, StoredSubscription } from '../store/store';
import type { Directory } from './directory';

export function targetNames(
  { directory, store }: { readonly directory: Directory; readonly store: Store },
  { connectionId, id, target }: StoredSubscription,
): SubscriptionView['names'] {
  const tables = directory.reader(connectionId, id)?.tables;
  const table = tables?.of(target) ?? null;
  const baseId = table?.baseId ?? tables?.all(target) ?? null;
  const { labels } = store;
  return {
    base: (baseId && labels.name(connectionId, 'base', baseId)) || null,
    table: (table && labels.name(connectionId, 'table', table.tableId)) || null,
  };
}
