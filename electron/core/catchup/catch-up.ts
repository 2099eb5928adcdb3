// Times in which nothing could arrive, and reading afterwards what happened in them.
import type { Gap, GapReason } from '#shared/gap';
import { ok, type Problem, type Result } from '#shared/result';
import type { Purpose } from '../budget/budget';
import type { Engine } from '../engine';
import { errorName, problemFields } from '../redact-log';
import type { Snapshots } from '../snapshots/snapshots';
import { readableOf, readsSomething } from '../snapshots/watched';
import { dueTables } from './due-tables';
import { createFillBook } from './fills';
import { beat, createGapKeeper } from './gaps';
import { createHistoryBook } from './history';
import { createVisits, type Visited } from './visits';

export interface CatchUp {
  /**
   * Something keeps deliveries from arriving. Told again while it lasts, it changes nothing.
   * @param connectionId null: every connection
   * @param from ms since 1970 when it began, as far as known; now when absent
   */
  gapBegan(reason: GapReason, connectionId: string | null, from?: number): void;
  /** It is over: the gap is closed and filled, as far as the source can. Harmless when none is open. */
  gapEnded(reason: GapReason, connectionId: string | null): void;
  /**
   * Compares all watched tables of a connection with their snapshots, now; joins a run under way.
   * @param purpose `person`: somebody asked for it and waits; comparing by itself when absent
   */
  run(connectionId: string, purpose?: Purpose): Promise<Result<{ readonly found: number }>>;
  /** Why the last comparison with the snapshots failed; null: none did, or one has succeeded since. */
  problem(connectionId: string): Problem | null;
  /** Whether changes arrive is known now: what happened before is read. */
  resume(connectionId: string): void;
  /** Watched tables, credentials or fields of a connection may have changed: snapshots are begun or forgotten. */
  changed(connectionId: string): void;
  /** The machine woke after it had slept `sleptMs`, or the network is back. */
  woke(sleptMs: number): void;
  start(): void;
  stop(): Promise<void>;
}

/** What comparing does not stand for: it is put off, or there is nothing to compare. */
const noFault: ReadonlySet<Problem['code']> = new Set([
  'budget-spent',
  'catch-up-unsupported',
  'not-found',
]);
/** ms that several changes of one connection are waited for. */
const settleFor = 100;
/** ms that a call under way has, once the app stops. */
const farewell = 1000;
/** ms by which a look must be late to say that the machine slept; a busy one is not as late. */
const sleep = 20_000;

export interface CatchUpEvents {
  /** A gap began, ended or was filled. */
  readonly onGap: (gap: Gap) => void;
  /** A live channel is just being opened: reading waits for it, since only then nothing falls in between. */
  readonly awaits?: (connectionId: string) => boolean;
  /** Tables of a connection were compared, or its log was read, and what was found is written down. */
  readonly onRead?: (connectionId: string) => void;
  /** The machine slept for so many ms, and no event said so. */
  readonly onSlept?: (ms: number) => void;
  /** Resolves when what was written down is read. */
  readonly idle?: () => Promise<void>;
}

export function createCatchUp(
  engine: Engine,
  { scan, schemas, stop: stopReading }: Snapshots,
  {
    onGap,
    onRead = () => {},
    onSlept = () => {},
    awaits = () => false,
    idle = async () => {},
  }: CatchUpEvents,
): CatchUp {
  const { store, directory, services, clock, log, budget, pushes, status } = engine;
  const timers = new Map<string, () => void>();
  const problems = new Map<string, Problem>();
  /** Deliveries of logs whose changes are counted once they are read. */
  const kept = new Map<string, readonly string[]>();
  let cancelLook = () => {};
  let started = false;
  let stopped = false;

  const gaps = createGapKeeper({
    store,
    clock,
    log,
    onGap,
    onClosed(gap) {
      for (const connectionId of fills.add(gap)) readAll(connectionId);
    },
  });
  const history = createHistoryBook({
    ...engine,
    deaf: (connectionId) => gaps.lasts(connectionId),
    onKept: (connectionId, deliveries) =>
      void kept.set(connectionId, [...(kept.get(connectionId) ?? []), ...deliveries]),
    stopped: () => stopped,
  });
  const fills = createFillBook({ store, directory, history, update: gaps.update });
  const due = {
    store,
    directory,
    saving(connectionId: string) {
      const source = store.connections.get(connectionId)?.source;
      const meters = directory.reader(connectionId, null)?.meters ?? [];
      return source !== undefined && budget.state(source, meters) !== 'enough';
    },
    deaf: gaps.lasts,
    logged: history.has,
  };
  const visits = createVisits({
    store,
    directory,
    clock,
    log,
    scan,
    schemas,
    history,
    due: (connectionId) => dueTables(due, connectionId, clock.now()),
    onFound: fills.found,
    asked: services.asked,
    onDone(connectionId, outcome, again) {
      const problem = outcome.ok ? null : unfinished(connectionId, outcome.error, again);
      if (problem === null) problems.delete(connectionId);
      else if (!noFault.has(problem.code)) problems.set(connectionId, problem);
      status.touch();
      if (problem) {
        log.warn('tables could not be read', {
          connection: connectionId,
          ...problemFields(problem),
        });
      }
      void count(connectionId, outcome.ok ? outcome.value : null, problem).catch(unwritten);
      pushes.send('connections', null);
    },
    stopped: () => stopped,
  });

  const unwritten = (error: unknown) =>
    log.error('a gap could not be written', { error: errorName(error) });

  /** A service that lets only so much be read at once has refused nothing: it is read on. @param again ms since 1970 */
  function unfinished(connectionId: string, problem: Problem, again: number): Problem {
    const behind = history.behind(connectionId);
    if (problem.code !== 'service-busy' || !(behind || fills.waits(connectionId))) return problem;
    const connection = store.connections.get(connectionId)?.name ?? '';
    const params = { connection, host: problem.params?.host ?? '', again };
    const reached = behind?.reached ?? null;
    return reached === null
      ? { code: 'catch-up-unfinished', params }
      : { code: 'catch-up-reached', params: { ...params, reached } };
  }

  /** Changes that arrived by another road already are not counted again. */
  async function count(
    connectionId: string,
    visited: Visited | null,
    problem: Problem | null,
  ): Promise<void> {
    const deliveries = kept.get(connectionId) ?? [];
    // Where the log has a hole and its tables could not be compared, nothing is filled yet.
    const isOpen = visited === null && history.missing(connectionId) !== null;
    if (visited) history.told(connectionId);
    kept.delete(connectionId);
    if (deliveries.length > 0) await idle();
    if (stopped) return;
    const found = deliveries.reduce((sum, id) => sum + store.events.ofDelivery(id).length, 0);
    if (found > 0) fills.found(connectionId, found);
    if (visited) {
      onRead(connectionId);
      fills.read(connectionId, visited.missing, true);
    }
    if (problem) {
      // Of several tables, those that could be read may be all that a gap waits for.
      if (!isOpen) fills.read(connectionId, null, false);
      fills.failed(connectionId, problem);
    }
  }

  const isReadable = (connectionId: string) =>
    history.has(connectionId) || readsSomething(readableOf({ store, directory }, connectionId));

  /** Everything that was not compared since now. */
  function readAll(connectionId: string): void {
    if (!stopped && !awaits(connectionId)) {
      void visits.ask(connectionId, { since: clock.now(), schema: true, purpose: 'compare' });
    }
  }

  /** A disk that is full must not end the app; the next look tries again. */
  function look(): void {
    cancelLook = clock.after(beat, look);
    const sleptMs = gaps.look();
    if (sleptMs > sleep) onSlept(sleptMs);
    try {
      readDue();
    } catch (error) {
      log.warn('tables that are due could not be told', { error: errorName(error) });
    }
  }

  function readDue(): void {
    fills.forget();
    for (const { id } of store.connections.list()) {
      if (visits.busy(id) || visits.rests(id) || !isReadable(id)) continue;
      if (fills.waits(id)) readAll(id);
      else if (isDue(id)) {
        void visits.ask(id, { since: null, schema: false, purpose: 'compare' });
      }
    }
  }

  const isDue = (connectionId: string): boolean =>
    (history.has(connectionId) && history.due(connectionId)) ||
    visits.wantsNames(connectionId) ||
    dueTables(due, connectionId, clock.now()).length > 0;

  return {
    gapBegan: gaps.began,
    gapEnded: gaps.ended,
    async run(connectionId, purpose = 'compare') {
      visits.rouse(connectionId);
      const read = await (visits.underWay(connectionId) ??
        visits.ask(connectionId, { since: clock.now(), schema: true, purpose }));
      return read.ok ? ok({ found: read.value.found }) : read;
    },
    // What nobody watches any more is not missed.
    problem: (connectionId) =>
      isReadable(connectionId) ? (problems.get(connectionId) ?? null) : null,
    resume(connectionId) {
      visits.rouse(connectionId);
      if (isReadable(connectionId)) readAll(connectionId);
    },
    changed(connectionId) {
      if (timers.has(connectionId) || stopped) return;
      const cancel = clock.after(settleFor, () => {
        timers.delete(connectionId);
        visits.rouse(connectionId);
        if (!isReadable(connectionId)) return;
        void visits.ask(connectionId, { since: null, schema: true, purpose: 'compare' });
      });
      timers.set(connectionId, cancel);
    },
    woke(sleptMs) {
      if (!started || stopped) return;
      for (const { id } of store.connections.list()) visits.rouse(id);
      gaps.slept(sleptMs);
      cancelLook();
      look();
    },
    start() {
      started = true;
      fills.recall(clock.now());
      gaps.start();
      for (const { id } of store.connections.list()) if (isReadable(id)) readAll(id);
      cancelLook = clock.after(beat, look);
    },
    async stop() {
      if (stopped) return;
      stopped = true;
      if (started) gaps.stop();
      cancelLook();
      for (const cancel of timers.values()) cancel();
      stopReading();
      // A service that does not answer must not keep the person waiting; what it would have said is read next time.
      await Promise.race([visits.idle(), new Promise<void>((go) => clock.after(farewell, go))]);
    },
  };
}
