// Puts deliveries back into the queue; one that a check refused must pass it first, with the secrets of today.
import type { DeliveryState } from '#shared/delivery';
import { err, ok, type Problem, type Result } from '#shared/result';
import type { Directory } from '../connections/directory';
import type { Clock } from '../ports';
import type { Store, StoredDelivery } from '../store/store';

export type ReplayTarget = { readonly id: string } | { readonly states: readonly DeliveryState[] };

export interface ReplayNeeds {
  readonly store: Store;
  readonly directory: Directory;
  readonly clock: Clock;
}

/**
 * @returns how many were queued; for a single delivery that is still refused, why
 */
export function replayDeliveries(
  needs: ReplayNeeds,
  target: ReplayTarget,
): Result<{ readonly queued: number }> {
  const { store } = needs;
  if ('id' in target) {
    const delivery = store.deliveries.get(target.id);
    if (!delivery) return err({ code: 'not-found' });
    const refusal = delivery.state === 'rejected' ? refusalOf(needs, delivery) : null;
    if (refusal) return err(refusal);
    return ok({ queued: store.deliveries.requeue({ id: target.id }) });
  }
  const plain = target.states.filter((state) => state !== 'rejected' && state !== 'pending');
  let queued = plain.length > 0 ? store.deliveries.requeue({ states: plain }) : 0;
  if (target.states.includes('rejected')) queued += replayRejected(needs);
  return ok({ queued });
}

function replayRejected(needs: ReplayNeeds): number {
  const { store } = needs;
  let queued = 0;
  let beforeSeq: number | null = null;
  for (;;) {
    const page = store.deliveries.list({
      state: 'rejected',
      connectionId: null,
      beforeSeq,
      limit: 100,
    });
    for (const summary of page) {
      const delivery = store.deliveries.get(summary.id);
      if (delivery && refusalOf(needs, delivery) === null) {
        queued += store.deliveries.requeue({ id: delivery.id });
      }
    }
    const last = page.at(-1);
    if (!last) return queued;
    beforeSeq = last.seq;
  }
}

function refusalOf({ directory, clock }: ReplayNeeds, delivery: StoredDelivery): Problem | null {
  const reader = directory.reader(delivery.connectionId, delivery.subscriptionId);
  if (!reader) return { code: 'not-found' };
  const verdict = reader.check({ ...delivery, channel: 'replay' }, clock.now());
  return verdict.kind === 'reject' ? verdict.reason : null;
}
