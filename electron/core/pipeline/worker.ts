// Works off stored deliveries in order of arrival: read, complete, store, hand on. What it cannot read stays, with the reason.
import type { ChangeEvent } from '#shared/event';
import { err, type Problem, type Result } from '#shared/result';
import type { Directory } from '../connections/directory';
import { createLabelBook } from '../connections/label-book';
import type { Clock, Log } from '../ports';
import { type NewEvent, type Store, type StoredDelivery, StoreFailure } from '../store/store';
import { completeEvents } from './complete';

/** Deliveries that share one transaction; small enough that the event loop is held for milliseconds only. */
const batchSize = 50;
/** ms until a disk that refused is tried again. */
const retryAfter = 5000;

export interface WorkerNeeds {
  readonly store: Store;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly log: Log;
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

  function read(delivery: StoredDelivery): Result<readonly NewEvent[]> {
    const reader = directory.reader(delivery.connectionId, delivery.subscriptionId);
    if (!reader) return err({ code: 'not-found' });
    try {
      const labels = createLabelBook(store, delivery.connectionId, clock.now());
      const drafts = reader.read(delivery, labels);
      return drafts.ok ? { ok: true, value: completeEvents(delivery, drafts.value) } : drafts;
    } catch (error) {
      if (error instanceof StoreFailure) throw error;
      log.error('a parser failed', { source: delivery.source, reason: String(error) });
      return err({ code: 'parser-failed', params: { reason: nameOf(error) } });
    }
  }

  /** A title learned from an earlier event of the record, where this one brings none. */
  function withKnownTitle(event: NewEvent): NewEvent {
    const { record, table, connectionId } = event;
    if (!record || record.title !== undefined) return event;
    const title = store.events.titleOf(connectionId, table?.id ?? '', record.id);
    return title === undefined ? event : { ...event, record: { ...record, title } };
  }

  function settle(delivery: StoredDelivery): readonly ChangeEvent[] {
    const events = read(delivery);
    if (!events.ok) {
      store.deliveries.settle(delivery.id, { state: 'undecoded', issue: events.error, events: 0 });
      return [];
    }
    const stored = store.events.insert(events.value.map(withKnownTitle));
    store.deliveries.settle(delivery.id, {
      state: 'decoded',
      issue: null,
      events: events.value.length,
    });
    return stored;
  }

  /** @returns whether there may be more */
  function workBatch(): boolean {
    const pending = store.deliveries.pending(batchSize);
    if (pending.length === 0) return false;
    const events = store.transaction(() => pending.flatMap(settle));
    needs.onDisk(null);
    needs.onSettled();
    if (events.length > 0) needs.onEvents(events);
    return true;
  }

  async function run(): Promise<void> {
    do {
      again = false;
      try {
        while (!stopped && workBatch()) await new Promise(setImmediate);
      } catch (error) {
        const problem = problemOf(error);
        log.error('events could not be written', { problem: problem.code, reason: String(error) });
        needs.onDisk(problem);
        if (!stopped) cancelRetry = clock.after(retryAfter, wake);
        return;
      }
    } while (again && !stopped);
  }

  function wake(): void {
    if (stopped) return;
    again = true;
    running ??= run().finally(() => {
      running = null;
    });
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

function problemOf(error: unknown): Problem {
  if (!(error instanceof StoreFailure)) {
    return { code: 'internal', params: { reason: nameOf(error) } };
  }
  return error.kind === 'full'
    ? { code: 'store-full' }
    : { code: 'store-failed', params: { reason: error.message } };
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : 'unknown');
