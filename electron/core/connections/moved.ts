// Whether a planned subscription is of another base than the connection is about to have.
import type { Engine } from '../engine';
import type { StoredConnection, StoredSubscription } from '../store/store';
import { baseOf } from './base';

/** Where another document was picked, what was planned for the old one must not be taken for the new one's. */
export function hasMoved(
  { store, directory }: Pick<Engine, 'store' | 'directory'>,
  { connectionId, planKey }: StoredSubscription,
  next: Pick<StoredConnection, 'source' | 'config'>,
): boolean {
  const before = store.connections.get(connectionId);
  if (planKey === null || !before) return false;
  return baseOf(directory, before) !== baseOf(directory, next);
}
