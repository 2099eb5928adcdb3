// The only code a sender waits for: check, write the bytes down together with all others of this tick, answer.
import type { Problem } from '#shared/result';
import type { Directory, Route } from '../connections/directory';
import type { Clock, Ids, Log } from '../ports';
import type { Incoming } from '../receiver/server';
import type { Answer, Delivery, Verdict } from '../sources/source';
import { type NewDelivery, type Store, StoreFailure } from '../store/store';

/** Rejected deliveries kept: enough to mend a wrong secret, too few for a forger to fill the disk. */
const rejectedKept = 500;

/** Told to the sender while nothing can be kept; all documented services count it as a failure they may repeat. */
const unavailable: Answer = { status: 503 };

export interface IntakeNeeds {
  readonly store: Store;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** New deliveries are on disk. */
  readonly onStored: () => void;
  /** null: writing works (again). */
  readonly onDisk: (problem: Problem | null) => void;
}

export interface Intake {
  /** Resolves when the delivery is on disk, or has been refused. Never rejects. */
  accept(incoming: Incoming): Promise<Answer>;
}

interface Waiting {
  readonly delivery: NewDelivery;
  readonly answer: Answer;
  readonly resolve: (answer: Answer) => void;
}

export function createIntake(needs: IntakeNeeds): Intake {
  const { store, directory, clock, ids, log } = needs;
  let waiting: Waiting[] = [];

  /** Group commit: whatever was accepted within one turn of the event loop shares one transaction. */
  function commit(): void {
    const group = waiting;
    waiting = [];
    try {
      store.deliveries.insert(group.map((entry) => entry.delivery));
      if (group.some((entry) => entry.delivery.state === 'rejected')) {
        store.deliveries.trimRejected(rejectedKept);
      }
    } catch (error) {
      if (!(error instanceof StoreFailure)) throw error;
      log.error('deliveries could not be written', { kind: error.kind, count: group.length });
      needs.onDisk(
        error.kind === 'full'
          ? { code: 'store-full' }
          : { code: 'store-failed', params: { reason: error.message } },
      );
      for (const entry of group) entry.resolve(unavailable);
      return;
    }
    needs.onDisk(null);
    needs.onStored();
    for (const entry of group) entry.resolve(entry.answer);
  }

  function write(delivery: NewDelivery, answer: Answer): Promise<Answer> {
    return new Promise((resolve) => {
      if (waiting.length === 0) setImmediate(commit);
      waiting.push({ delivery, answer, resolve });
    });
  }

  /** A check that fails on a body is our fault: the delivery is kept as if it had passed. */
  function verdictOf(route: Route, delivery: Delivery, now: number): Verdict {
    if (route.lostSecret !== null) {
      // Nothing can be checked, so nothing passes; but a refusal would make the service give up.
      const reason: Problem = { code: 'secret-lost', params: { name: route.lostSecret } };
      return { kind: 'reject', status: 200, reason };
    }
    try {
      return route.bound.check(delivery, now);
    } catch (error) {
      log.error('a check failed', { source: route.source.id, reason: String(error) });
      return { kind: 'accept', answer: { status: 200 }, repeatKey: delivery.id, repeatWithinMs: 0 };
    }
  }

  return {
    async accept({ address, headers, body }) {
      const route = directory.route(address);
      if (!route) return { status: 404 };
      const now = clock.now();
      const delivery: Delivery = {
        id: ids.uuid(),
        channel: 'push',
        receivedAt: now,
        headers,
        body,
      };
      const verdict = verdictOf(route, delivery, now);
      if (verdict.kind === 'reply') return verdict.answer;
      return write(
        {
          ...delivery,
          source: route.source.id,
          connectionId: route.connectionId,
          subscriptionId: route.subscriptionId,
          ...fateOf(verdict),
        },
        verdict.kind === 'accept' ? verdict.answer : { status: verdict.status },
      );
    },
  };
}

function fateOf(
  verdict: Exclude<Verdict, { kind: 'reply' }>,
): Pick<NewDelivery, 'state' | 'issue' | 'repeatKey' | 'repeatWithinMs'> {
  return verdict.kind === 'accept'
    ? {
        state: 'pending',
        issue: null,
        repeatKey: verdict.repeatKey,
        repeatWithinMs: verdict.repeatWithinMs,
      }
    : { state: 'rejected', issue: verdict.reason, repeatKey: null, repeatWithinMs: null };
}
