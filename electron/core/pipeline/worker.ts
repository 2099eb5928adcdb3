// Works off stored deliveries in order of arrival: read, complete, store, hand on. What it cannot read stays, with the reason.
import type { ChangeEvent } from '#shared/event';
import { err, type Problem, type Result } from '#shared/result';
import type { Directory } from '../connections/directory';
import { createLabelBook } from '../connections/label-book';
import type { Clock, Log } from '../ports';
import { errorName } from '../redact-log';
import type { ChangeDraft } from '../sources/source';
import { diskProblem } from '../store/disk-problem';
import { type NewEvent, type Store, type StoredDelivery, StoreFailure } from '../store/store';
import { completeEvents } from './complete';

/** At most so many deliveries, and bytes of bodies, share one transaction: the event loop is held for milliseconds only. */
const batchSize = 50;
const batchBytes = 64 * 1024;
/** Events of one large delivery that share a transaction. */
const sliceSize = 200;
/** ms until a disk that refused is tried again. */
const retryAfter = 5000;

export interface WorkerNeeds {
  readonly store: Store;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly log: Log;
  /** Works off replays alone, and leaves new deliveries to the instance that received them. */
  readonly replaysOnly?: boolean;
  /** Newly stored events, in order of `seq`. */
  readonly onEvents: (events: readonly ChangeEvent[]) => void;
  /** Some deliveries changed their state. */
  readonly onSettled: () => void;
  readonly onDisk: (problem: Problem | null) => void;
}

export interface Worker {
  /** There may be something to do. */
  wake(): void;
  /** Resolves when nothing is pending, or the disk refuses. */
  idle(): Promise<void>;
  stop(): void;
}

export function createWorker(needs: WorkerNeeds): Worker {
  const { store, directory, clock, log } = needs;
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  let cancelRetry = () => {};

  function read(delivery: StoredDelivery): Result<readonly ChangeDraft[]> {
    const reader = directory.reader(delivery.connectionId, delivery.subscriptionId);
    if (!reader) return err({ code: 'not-found' });
    const lost = directory.obstacleToRead(delivery.connectionId);
    if (lost) return err(lost);
    try {
      const labels = createLabelBook(store, delivery.connectionId, clock.now());
      return reader.read(delivery, labels);
    } catch (error) {
      if (error instanceof StoreFailure) throw error;
      log.error('a parser failed', { source: delivery.source, error: errorName(error) });
      return err({ code: 'parser-failed', params: { reason: errorName(error) } });
    }
  }

  /** A title learned from an earlier event of the record, where this one brings none. */
  function withKnownTitle(event: NewEvent): NewEvent {
    const { record, table, connectionId } = event;
    if (!record || record.title !== undefined) return event;
    const title = store.events.titleOf(connectionId, table?.id ?? '', record.id);
    return title === undefined ? event : { ...event, record: { ...record, title } };
  }

  function storeEvents(delivery: StoredDelivery, drafts: readonly ChangeDraft[]) {
    return store.events.insert(completeEvents(delivery, drafts).map(withKnownTitle));
  }

  function finish(delivery: StoredDelivery, events: number): void {
    store.deliveries.settle(delivery.id, { state: 'decoded', issue: null, events });
  }

  function leaveUndecoded(delivery: StoredDelivery, issue: Problem): void {
    store.deliveries.settle(delivery.id, { state: 'undecoded', issue, events: 0 });
  }

  /** @returns the events that are new */
  function settle(delivery: StoredDelivery): readonly ChangeEvent[] {
    const drafts = read(delivery);
    if (!drafts.ok) {
      leaveUndecoded(delivery, drafts.error);
      return [];
    }
    const stored = storeEvents(delivery, drafts.value);
    finish(delivery, drafts.value.length);
    return stored;
  }

  /** A delivery of thousands of changes takes several transactions, and is settled in the last. */
  async function settleInSlices(delivery: StoredDelivery): Promise<void> {
    const drafts = store.transaction(() => read(delivery));
    if (!drafts.ok) return leaveUndecoded(delivery, drafts.error);
    const { value } = drafts;
    for (let at = 0; at < value.length; at += sliceSize) {
      const slice = value.slice(at, at + sliceSize);
      announce(store.transaction(() => storeEvents(delivery, slice)));
      await nextTurn();
    }
    finish(delivery, value.length);
  }

  /** In one transaction; where one of them trips our bug, one by one, so that it alone is left behind. */
  function settleTogether(batch: readonly StoredDelivery[]): void {
    try {
      announce(store.transaction(() => batch.flatMap(settle)));
    } catch (error) {
      if (error instanceof StoreFailure) throw error;
      for (const delivery of batch) settleAlone(delivery);
    }
  }

  function settleAlone(delivery: StoredDelivery): void {
    try {
      announce(store.transaction(() => settle(delivery)));
    } catch (error) {
      leaveBehind(delivery, error);
    }
  }

  function leaveBehind(delivery: StoredDelivery, error: unknown): void {
    if (error instanceof StoreFailure) throw error;
    log.error('a delivery could not be stored', { error: errorName(error) });
    leaveUndecoded(delivery, { code: 'parser-failed', params: { reason: errorName(error) } });
  }

  function announce(events: readonly ChangeEvent[]): void {
    if (events.length > 0) needs.onEvents(events);
  }

  /** @returns whether there may be more */
  async function workBatch(): Promise<boolean> {
    const [first, ...others] = store.deliveries.pending(batchSize, {
      replayed: needs.replaysOnly ?? false,
    });
    if (!first) return false;
    if (first.size > batchBytes) {
      await settleInSlices(first).catch((error) => leaveBehind(first, error));
    } else {
      let bytes = first.size;
      const batch = [first];
      for (const delivery of others) {
        bytes += delivery.size;
        if (bytes > batchBytes) break;
        batch.push(delivery);
      }
      settleTogether(batch);
    }
    needs.onDisk(null);
    needs.onSettled();
    return true;
  }

  async function run(): Promise<void> {
    do {
      again = false;
      try {
        // Senders get their answers first: reading begins in the next turn.
        await nextTurn();
        while (!stopped && (await workBatch())) await nextTurn();
      } catch (error) {
        const problem = diskProblem(error);
        log.error('events could not be written', {
          problem: problem.code,
          error: errorName(error),
        });
        needs.onDisk(problem);
        cancelRetry();
        if (!stopped) cancelRetry = clock.after(retryAfter, wake);
        break;
      }
    } while (again && !stopped);
    running = null;
  }

  function wake(): void {
    if (stopped) return;
    again = true;
    running ??= run();
  }

  return {
    wake,
    idle: async () => {
      while (running) await running;
    },
    stop() {
      stopped = true;
      cancelRetry();
    },
  };
}

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));
