// Puts deliveries back into the queue, those alone that can be read today; what no check has passed must pass it first.
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
    return obstacle ? err(obstacle.problem) : ok({ queued: store.deliveries.requeue([target.id]) });
  }
  const states = target.states.filter((state) => state !== 'pending');
  return ok({ queued: states.reduce((sum, state) => sum + replayState(needs, state), 0) });
}

/** Reads what was held and can be checked now; what does not pass becomes `rejected`. @returns how many were queued */
export function releaseHeld(needs: ReplayNeeds): number {
  return needs.store.deliveries.counts().held === 0 ? 0 : replayState(needs, 'held');
}

function replayState(needs: ReplayNeeds, state: DeliveryState): number {
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
    const readable = page.filter((delivery) => {
      const obstacle = obstacleTo(needs, delivery, 'push');
      if (state === 'held' && obstacle?.isRefusal) {
        const outcome = { state: 'rejected', issue: obstacle.problem, events: 0 } as const;
        deliveries.settle(delivery.id, outcome);
      }
      return obstacle === null;
    });
    queued += deliveries.requeue(readable.map((delivery) => delivery.id));
    const last = page.at(-1);
    if (!last) return queued;
    beforeSeq = last.seq;
  }
}

interface Obstacle {
  readonly problem: Problem;
  /** The check was made and not passed; otherwise it could not be made. */
  readonly isRefusal: boolean;
}

/** Why a delivery must stay as it is: its connection or secret is gone, or its check still refuses it. */
function obstacleTo(
  { store, directory, clock }: ReplayNeeds,
  { id, state, connectionId, subscriptionId, receivedAt }: DeliverySummary,
  channel: 'push' | 'replay',
): Obstacle | null {
  const hindered = (problem: Problem): Obstacle => ({ problem, isRefusal: false });
  const reader = directory.reader(connectionId, subscriptionId);
  if (!reader) return hindered({ code: 'not-found' });
  const isUnchecked = state === 'rejected' || state === 'held';
  const missing = isUnchecked
    ? directory.obstacleToCheck(connectionId, subscriptionId)
    : directory.obstacleToRead(connectionId);
  if (missing) return hindered(missing);
  if (!isUnchecked) return null;
  const delivery = store.deliveries.get(id);
  if (!delivery) return hindered({ code: 'not-found' });
  // What was held is judged by the moment it came.
  const now = state === 'held' ? receivedAt : clock.now();
  const verdict = reader.check({ ...delivery, channel }, now);
  return verdict.kind === 'reject' ? { problem: verdict.reason, isRefusal: true } : null;
}
