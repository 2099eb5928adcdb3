// Whether a planned subscription is of another base than the connection is about to have.
import type { Engine } from '../engine';
import type { StoredConnection, StoredSubscription } from '../store/store';

/** Where another document was picked, what was planned for the old one must not be taken for the new one's. */
export function hasMoved(
  { store, directory }: Pick<Engine, 'store' | 'directory'>,
  { connectionId, planKey }: StoredSubscription,
  next: Pick<StoredConnection, 'source' | 'config'>,
): boolean {
  const member = directory.source(next.source).info.baseMember;
  const before = store.connections.get(connectionId);
  return planKey !== null && member !== null && before?.config[member] !== next.config[member];
}
