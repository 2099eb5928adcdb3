// Puts deliveries back into the queue, those alone that can be read today; one that a check refused must pass it first.
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
    return obstacle ? err(obstacle) : ok({ queued: store.deliveries.requeue([target.id]) });
  }
  const states = target.states.filter((state) => state !== 'pending');
  return ok({ queued: states.reduce((sum, state) => sum + replayState(needs, state), 0) });
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
    const readable = page.filter((delivery) => obstacleTo(needs, delivery, 'push') === null);
    queued += deliveries.requeue(readable.map((delivery) => delivery.id));
    const last = page.at(-1);
    if (!last) return queued;
    beforeSeq = last.seq;
  }
}

/** Why a delivery must stay as it is: its connection or secret is gone, or its check still refuses it. */
function obstacleTo(
  { store, directory, clock }: ReplayNeeds,
  { id, state, connectionId, subscriptionId }: DeliverySummary,
  channel: 'push' | 'replay',
): Problem | null {
  const reader = directory.reader(connectionId, subscriptionId);
  if (!reader) return { code: 'not-found' };
  const lost = directory.lostSecret(connectionId, subscriptionId);
  if (lost !== null) return { code: 'secret-lost', params: { name: lost } };
  if (state !== 'rejected') return null;
  const delivery = store.deliveries.get(id);
  if (!delivery) return { code: 'not-found' };
  const verdict = reader.check({ ...delivery, channel }, clock.now());
  return verdict.kind === 'reject' ? verdict.reason : null;
}
