// The only code a sender waits for: check, write the bytes down together with all others of this tick, answer.
import type { Problem } from '#shared/result';
import type { Directory, Route } from '../connections/directory';
import type { Clock, Ids, Log } from '../ports';
import type { Incoming } from '../receiver/server';
import { errorName } from '../redact-log';
import type { Answer, Delivery, Verdict } from '../sources/source';
import { diskProblem } from '../store/disk-problem';
import type { NewDelivery, Store } from '../store/store';

/** Rejected deliveries kept per subscription: enough to mend a wrong secret, too few for a forger to fill the disk. */
const rejectedKept = 500;

/** Told to the sender while nothing can be kept; all documented services count it as a failure they may repeat. */
const unavailable: Answer = { status: 503 };
const kept: Answer = { status: 200 };

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
  /**
   * Writes down a message of a live channel, which was admitted as a whole when it was opened.
   * @returns whether it is on disk, or was before. Never rejects.
   */
  keep(message: LiveDelivery): Promise<boolean>;
}

type LiveDelivery = Pick<
  NewDelivery,
  'source' | 'connectionId' | 'subscriptionId' | 'body' | 'repeatKey'
>;

interface Waiting {
  readonly delivery: NewDelivery;
  readonly answer: Answer;
  readonly resolve: (answer: Answer) => void;
}

/** Kept for later: it can be neither accepted nor refused here and now. Answered like a success, so that nobody gives up. */
interface Hold {
  readonly kind: 'hold';
  readonly reason: Problem;
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
    } catch (error) {
      log.error('deliveries could not be written', {
        error: errorName(error),
        count: group.length,
      });
      for (const entry of group) entry.resolve(unavailable);
      needs.onDisk(diskProblem(error));
      return;
    }
    for (const entry of group) entry.resolve(entry.answer);
    needs.onDisk(null);
    needs.onStored();
    trim(group);
  }

  /** Comes after the answers; where it fails, a few more are kept until the next time. */
  function trim(group: readonly Waiting[]): void {
    const refused = group.filter(({ delivery }) => delivery.state === 'rejected');
    const subscriptions = new Set(refused.map(({ delivery }) => delivery.subscriptionId));
    try {
      for (const id of subscriptions) if (id) store.deliveries.trimRejected(id, rejectedKept);
    } catch (error) {
      log.warn('old refused deliveries could not be removed', { error: errorName(error) });
    }
  }

  function write(delivery: NewDelivery, answer: Answer): Promise<Answer> {
    return new Promise((resolve) => {
      if (waiting.length === 0) setImmediate(commit);
      waiting.push({ delivery, answer, resolve });
    });
  }

  function verdictOf(route: Route, delivery: Delivery, now: number): Verdict | Hold {
    if (route.kind === 'held') return { kind: 'hold', reason: route.reason };
    try {
      return route.bound.check(delivery, now);
    } catch (error) {
      // Our fault: the change is the person's, but nothing may pass unchecked.
      log.error('a check failed', { source: route.source.id, error: errorName(error) });
      return { kind: 'hold', reason: { code: 'check-failed' } };
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
          // Once checked, a secret is of no more use in the data folder.
          headers: route.bound?.withoutSecrets(headers) ?? headers,
          source: route.source.id,
          connectionId: route.connectionId,
          subscriptionId: route.subscriptionId,
          ...fateOf(verdict),
        },
        answerTo(verdict),
      );
    },

    async keep(message) {
      const answer = await write(
        {
          ...message,
          id: ids.uuid(),
          channel: 'live',
          receivedAt: clock.now(),
          headers: {},
          state: 'pending',
          issue: null,
          repeatWithinMs: null,
        },
        kept,
      );
      return answer === kept;
    },
  };
}

type Fate = Pick<NewDelivery, 'state' | 'issue' | 'repeatKey' | 'repeatWithinMs'>;

function fateOf(verdict: Exclude<Verdict, { kind: 'reply' }> | Hold): Fate {
  const notRepeated = { repeatKey: null, repeatWithinMs: null };
  switch (verdict.kind) {
    case 'accept': {
      const { repeatKey, repeatWithinMs } = verdict;
      return { state: 'pending', issue: null, repeatKey, repeatWithinMs };
    }
    case 'reject':
      return { state: 'rejected', issue: verdict.reason, ...notRepeated };
    case 'hold':
      return { state: 'held', issue: verdict.reason, ...notRepeated };
  }
}

function answerTo(verdict: Exclude<Verdict, { kind: 'reply' }> | Hold): Answer {
  switch (verdict.kind) {
    case 'accept':
      return verdict.answer;
    case 'reject':
      return { status: verdict.status };
    case 'hold':
      return { status: 200 };
  }
}
