// Has deliveries read again, those alone that can be read today; what no check has passed must pass it first.
import type { DeliveryState, DeliverySummary } from '#shared/delivery';
import { err, ok, type Problem, type Result } from '#shared/result';
import type { Directory } from '../connections/directory';
import type { Clock } from '../ports';
import type { Store } from '../store/store';

export type ReplayTarget = { readonly id: string } | { readonly states: readonly DeliveryState[] };

export interface ReplayNeeds {
  readonly store: Store;
  readonly directory: Directory;
  readonly clock: Clock;
}

/** Deliveries looked at, and put back, at once: a running instance must not wait long for its turn to write. */
const pageSize = 200;

/**
 * @returns how many were queued; for a single delivery that cannot be read or is still refused, why
 */
export function replayDeliveries(
  needs: ReplayNeeds,
  target: ReplayTarget,
): Result<{ readonly queued: number }> {
  const { store } = needs;
  if ('id' in target) {
    const delivery = store.deliveries.get(target.id);
    if (!delivery) return err({ code: 'not-found' });
    // A person who asks for this one delivery vouches for its age.
    const obstacle = obstacleTo(needs, delivery, 'replay');
    return obstacle ? err(obstacle) : ok({ queued: again(store, delivery.state, [target.id]) });
  }
  const states = target.states.filter((state) => state !== 'pending');
  return ok({ queued: states.reduce((sum, state) => sum + replayState(needs, state), 0) });
}

/** What was read before is read again in its place, the rest as if it came now. @returns how many */
const again = (store: Store, state: DeliveryState, ids: readonly string[]): number =>
  state === 'decoded' ? store.rereads.makeDue(ids) : store.deliveries.requeue(ids);

/** What the worker could not read for want of a connection or a secret; its check was passed long ago. */
const isWaiting = ({ issue }: DeliverySummary) =>
  issue?.code === 'secret-lost' || issue?.code === 'not-found';

/** Reads what waited for a connection or a secret that is there now. @returns how many were queued */
export function releaseHeld(needs: ReplayNeeds): number {
  const { count } = needs.store.deliveries;
  return (
    (count('held') > 0 ? replayState(needs, 'held') : 0) +
    (count('undecoded') > 0 ? replayState(needs, 'undecoded', isWaiting) : 0)
  );
}

function replayState(
  needs: ReplayNeeds,
  state: DeliveryState,
  wanted: (delivery: DeliverySummary) => boolean = () => true,
): number {
  const { deliveries } = needs.store;
  let queued = 0;
  let beforeSeq: number | null = null;
  for (;;) {
    const page: readonly DeliverySummary[] = deliveries.list({
      state,
      connectionId: null,
      beforeSeq,
      limit: pageSize,
    });
    const readable = page.filter(wanted).filter((delivery) => {
      const obstacle = obstacleTo(needs, delivery, 'push');
      if (state === 'held' && obstacle) {
        // Its sender was told that it is kept, so it stays, with today's reason, until it passes.
        deliveries.settle(delivery.id, { state, issue: obstacle, events: 0 });
      }
      return obstacle === null;
    });
    const ids = readable.map((delivery) => delivery.id);
    queued += again(needs.store, state, ids);
    const last = page.at(-1);
    if (!last) return queued;
    beforeSeq = last.seq;
  }
}

/** Why a delivery must stay as it is: its connection or secret is gone, or its check still refuses it. */
function obstacleTo(
  { store, directory, clock }: ReplayNeeds,
  { id, state, connectionId, subscriptionId, receivedAt }: DeliverySummary,
  channel: 'push' | 'replay',
): Problem | null {
  const reader = directory.reader(connectionId, subscriptionId);
  if (!reader) return { code: 'not-found' };
  const isUnchecked = state === 'rejected' || state === 'held';
  const missing = isUnchecked
    ? directory.obstacleToCheck(connectionId, subscriptionId)
    : directory.obstacleToRead(connectionId);
  if (missing) return missing;
  if (!isUnchecked) return null;
  const delivery = store.deliveries.get(id);
  if (!delivery) return { code: 'not-found' };
  // What was held is judged by the moment it came.
  const now = state === 'held' ? receivedAt : clock.now();
  const verdict = reader.check({ ...delivery, channel }, now);
  if (verdict.kind === 'reject') return verdict.reason;
  // Once checked, a secret is of no more use in the data folder.
  store.deliveries.replaceHeaders(id, reader.withoutSecrets(delivery.headers));
  return null;
}
