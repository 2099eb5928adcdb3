// Whether a subscription that is saved again still has the hook it had.
import type { StoredSubscription } from '../store/store';

/**
 * A hook watches one target: it stays as long as the subscription is managed and watches the same.
 * @returns the hook members of the new version
 */
export function keptHook(
  known: StoredSubscription | null,
  next: Pick<StoredSubscription, 'manage' | 'target'>,
): Pick<StoredSubscription, 'hookId' | 'hookDigest'> {
  const isSame = next.manage && JSON.stringify(known?.target) === JSON.stringify(next.target);
  return known && isSame
    ? { hookId: known.hookId, hookDigest: known.hookDigest }
    : { hookId: null, hookDigest: null };
}
