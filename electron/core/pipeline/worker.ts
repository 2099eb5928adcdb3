// Works off stored deliveries in order of arrival: read, complete, store, hand on. What it cannot read stays, with the reason.
import type { ChangeEvent } from '#shared/event';
import { withLinkedTitles } from '#shared/linked';
import type { Problem, Result } from '#shared/result';
import { err } from '#shared/result';
import type { Log } from '../ports';
import { errorName } from '../redact-log';
import type { Aside } from '../snapshots/callbacks/sort-drafts';
import type { StatedBook } from '../snapshots/stated/stated';
import { diskProblem } from '../store/disk-problem';
import { type NewEvent, type StoredDelivery, StoreFailure } from '../store/store';
import type { Telling } from '../store/telling';
import { completeEvents } from './complete';
import { type DeliveryPlan, type Entry, type PlanNeeds, planDelivery } from './plan';
import { slack, tellingOf } from './telling';
import { createTitleBook } from './titles';

/** At most so many deliveries, and bytes of bodies, share one transaction: the event loop is held for milliseconds only. */
const batchSize = 50;
const batchBytes = 64 * 1024;
/** Events of one large delivery that share a transaction. */
const sliceSize = 200;
/** ms until a disk that refused is tried again. */
const retryAfter = 5000;

export interface WorkerNeeds extends PlanNeeds {
  readonly log: Log;
  /** Works off replays alone, and leaves new deliveries to the instance that received them. */
  readonly replaysOnly?: boolean;
  /** Absent where nothing can be read. */
  readonly stated?: StatedBook;
  /** Newly stored events, in order of `seq`. */
  readonly onEvents: (events: readonly ChangeEvent[]) => void;
  /** Events stored before, whose values are known now. */
  readonly onFilled?: (events: readonly ChangeEvent[]) => void;
  /** Fields, tables or views of a connection have changed. */
  readonly onSchema?: (connectionId: string) => void;
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

/** What came of deliveries, told once it is on disk. */
interface Done {
  /** Events that are new. */
  readonly stored: readonly ChangeEvent[];
  readonly filled: readonly ChangeEvent[];
  readonly aside: readonly Aside[];
  /** Connections whose fields, tables or views changed. */
  readonly schema: readonly string[];
}
const nothing: Done = { stored: [], filled: [], aside: [], schema: [] };

const together = (all: readonly Done[]): Done => ({
  stored: all.flatMap(({ stored }) => stored),
  filled: all.flatMap(({ filled }) => filled),
  aside: all.flatMap(({ aside }) => aside),
  schema: all.flatMap(({ schema }) => schema),
});

export function createWorker(needs: WorkerNeeds): Worker {
  const { store, directory, clock, log } = needs;
  const titles = createTitleBook(needs);
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  let cancelRetry = () => {};

  function read(delivery: StoredDelivery): Result<DeliveryPlan> {
    try {
      return planDelivery(needs, delivery);
    } catch (error) {
      if (error instanceof StoreFailure) throw error;
      log.error('a parser failed', { source: delivery.source, error: errorName(error) });
      return err({ code: 'parser-failed', params: { reason: errorName(error) } });
    }
  }

  function storeEntries(delivery: StoredDelivery, entries: readonly Entry[]): Done {
    const events = completeEvents(
      delivery,
      entries.map(({ draft }) => draft),
    );
    const stored: ChangeEvent[] = [];
    const filled: ChangeEvent[] = [];
    for (const [index, bare] of events.entries()) {
      const { fills = null } = entries[index] ?? {};
      const event = titles.withLinked(bare);
      const known = fills === null ? null : store.events.fill(fills, event);
      if (known) filled.push(known);
      else {
        const draft = entries[index]?.draft;
        const telling = draft ? tellingOf(delivery, draft) : null;
        storeOne(delivery, titles.withOwn(event), telling, stored, filled);
      }
      filled.push(...titles.told(known?.id ?? event.id, event));
    }
    for (const [index, { draft, owing }] of entries.entries()) {
      const id = events[index]?.id;
      if (owing && id !== undefined) needs.values?.owe(delivery.connectionId, draft, id);
    }
    return { ...nothing, stored, filled };
  }

  /** What was told by another road, or was found by comparing before the service stated it, is one row with it. */
  function storeOne(
    { compared, replayed }: StoredDelivery,
    event: NewEvent,
    telling: Telling | null,
    stored: ChangeEvent[],
    filled: ChangeEvent[],
  ): void {
    const { events } = store;
    const isKnown = events.knows(event.id) || (telling && events.joins(event.id, telling, slack));
    if (!replayed && isKnown) {
      if (telling) events.told(event.id, telling);
      const richer = store.events.enrich(event);
      if (richer) filled.push(richer);
      return;
    }
    const taken = compared || replayed ? undefined : needs.stated?.take(event);
    if (!taken?.isStored) stored.push(...store.events.insert([event]));
    if (telling) events.told(event.id, telling);
    filled.push(...(taken?.filled ?? []));
    stored.push(...(taken?.added ?? []));
  }

  /** Settles it, or sets it aside until its values are read. */
  function finish(delivery: StoredDelivery, plan: DeliveryPlan): Done {
    const { entries, parts, names, schema, issue } = plan;
    const { id, connectionId, subscriptionId, channel, receivedAt } = delivery;
    const stored = entries.length;
    const isAside = parts.length > 0 || names;
    const { reading } = directory.source(delivery.source);
    if (isAside) store.deliveries.setAside(id, reading);
    else store.deliveries.settle(id, { state: 'decoded', issue, events: stored, reading });
    const summary = { id, connectionId, subscriptionId, channel, receivedAt };
    return {
      ...nothing,
      aside: isAside ? [{ delivery: summary, parts, names, stored }] : [],
      schema: schema ? [connectionId] : [],
    };
  }

  function leaveUndecoded(delivery: StoredDelivery, issue: Problem): Done {
    const { reading } = directory.source(delivery.source);
    store.deliveries.settle(delivery.id, { state: 'undecoded', issue, events: 0, reading });
    return nothing;
  }

  function settle(delivery: StoredDelivery): Done {
    const plan = read(delivery);
    if (!plan.ok) return leaveUndecoded(delivery, plan.error);
    return together([storeEntries(delivery, plan.value.entries), finish(delivery, plan.value)]);
  }

  /** A delivery of thousands of changes takes several transactions, and is settled in the last. */
  async function settleInSlices(delivery: StoredDelivery): Promise<void> {
    const plan = store.transaction(() => read(delivery));
    if (!plan.ok) {
      leaveUndecoded(delivery, plan.error);
      return;
    }
    const { entries } = plan.value;
    // Its connection may be removed between two slices, and its history with it.
    const isThere = () => store.deliveries.isPending(delivery.id);
    for (let at = 0; at < entries.length; at += sliceSize) {
      const slice = entries.slice(at, at + sliceSize);
      const done = store.transaction(() => isThere() && storeEntries(delivery, slice));
      if (!done) return;
      announce(done);
      await nextTurn();
    }
    if (isThere()) announce(finish(delivery, plan.value));
  }

  /** In one transaction; where one of them trips our bug, one by one, so that it alone is left behind. */
  function settleTogether(batch: readonly StoredDelivery[]): void {
    try {
      announce(store.transaction(() => together(batch.map(settle))));
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

  /** Of what is on disk now. */
  function announce({ stored, filled, aside, schema }: Done): void {
    if (stored.length > 0) needs.onEvents(stored.map(withLinkedTitles));
    if (filled.length > 0) needs.onFilled?.(filled.map(withLinkedTitles));
    for (const one of aside) needs.values?.take(one);
    for (const connectionId of new Set(schema)) needs.onSchema?.(connectionId);
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
