// Keeps the hooks of every connection as they are wanted: looks, mends what is safe, and says the rest.
import type { Finding } from '#shared/doctor';
import { err, ok, type Problem, type Result } from '#shared/result';
import type { HookPlan, Unwatched, Watch } from '#shared/watch';
import type { CatchUp } from '../catchup/catch-up';
import type { Engine } from '../engine';
import { problemFields } from '../redact-log';
import { readableOf } from '../snapshots/watched';
import type { StoredSubscription } from '../store/store';
import { findingsOf } from './findings';
import { createLedger, type Page } from './ledger';
import { lookAtHooks } from './look';
import { removeHooks } from './remove-hooks';
import { merged } from './schema-plan';
import { createTurns } from './turns';
import { endWatch, planWatch } from './watching';

/** ms until a connection whose hooks are not right is looked at again; each failure doubles it up to the longest. */
const retry = { first: 60_000, longest: 30 * 60_000 } as const;

/** ms between two looks at a connection with which all is well. */
const roundEvery = 15 * 60_000;

export interface HookKeeper {
  /** Of one subscription, as the last look at the service found it. */
  problem(subscriptionId: string): Problem | null;
  /** What is wrong with a connection as a whole, with its subscriptions and its findings. */
  problemsOf(connectionId: string): readonly Problem[];
  findings(connectionId: string): readonly Finding[];
  /** ms since 1970 of the last look that the service answered. */
  checkedAt(connectionId: string): number | null;
  /** ms since 1970 when the names of a connection's tables and fields were last read. */
  namesAt(connectionId: string): number | null;
  /** Looks at all hooks of a connection, with one list from the service, and mends what is safe. */
  check(connectionId: string, options?: { readonly forced: boolean }): Promise<Result<null>>;
  /** All connections, one after the other, and again later at those that failed. Never rejects. */
  checkAll(): Promise<void>;
  /** What the button beside a finding does. */
  repair(connectionId: string, findingId: string): Promise<Result<null>>;
  /** What a watch would cost; makes nothing. */
  plan(connectionId: string, watch: readonly Watch[]): Promise<Result<HookPlan>>;
  /** Makes the subscriptions that the connection's watch asks for, then checks. */
  watch(connectionId: string, watch: readonly Watch[]): Promise<Result<null>>;
  /** Stops watching; believes the service's list, not its answer. */
  unwatch(connectionId: string): Promise<Result<Unwatched>>;
  /** Takes away hooks that a connection is about to leave behind; one that stays is named in the log. Never rejects. */
  leave(connectionId: string, subscriptions: readonly StoredSubscription[]): Promise<void>;
  /** Looks at hooks now (unless a tunnel must stand first and tells when) and again after a while, for ever. */
  start(options: { readonly atOnce: boolean }): void;
  /** Makes no more calls, and waits a moment for the one under way. */
  stop(): Promise<void>;
}

export function createHookKeeper(
  engine: Engine,
  catchUp: Pick<CatchUp, 'gapBegan' | 'gapEnded' | 'changed'>,
): HookKeeper {
  const { store, clock, log, pushes, status } = engine;
  const { connections } = store;
  const ledger = createLedger();
  const turns = createTurns({ clock, log });
  /** Connections whose hooks are not right. */
  const failing = new Set<string>();
  /** Ends the wait for room at the service, by connection. */
  const rooms = new Map<string, () => void>();
  /** What was last said in the log, by connection. */
  const logged = new Map<string, string | null>();
  let cancelRetry: (() => void) | null = null;
  let cancelRound = () => {};
  let wait: number = retry.first;

  function told(): void {
    if (turns.isOver()) return;
    pushes.send('connections', null);
    status.touch();
  }

  async function check(id: string, options = { forced: false }): Promise<Result<null>> {
    // Whether hooks may be made at it is known in a moment.
    if (options.forced) await engine.tunnel.settled();
    const outcome = await turns.take(async () => {
      const connection = connections.get(id);
      if (!connection) return err({ code: 'not-found' });
      if (connection.demo) return ok(null);
      const page = ledger.page(id);
      const needs = { engine, gaps: catchUp, isOver: turns.isOver };
      return lookAtHooks(needs, connection, page, options.forced);
    });
    if (!turns.isOver()) {
      lookAgain(id, outcome.ok || connections.get(id) === null);
      awaitRoom(id);
      // What happens to a table from now on is told with what stood there before.
      if (options.forced && hasUnread(id)) catchUp.changed(id);
    }
    logNews(id, outcome);
    told();
    return outcome;
  }

  const hasUnread = (id: string): boolean =>
    readableOf(engine, id)?.tables.some((table) => !store.snapshots.table(id, table)) ?? false;

  /** The same problem at every look is one line. */
  function logNews(id: string, outcome: Result<null>): void {
    if (!connections.get(id)) return void logged.delete(id);
    const news = outcome.ok ? null : JSON.stringify(outcome.error);
    if (!outcome.ok && news !== logged.get(id)) {
      log.warn('hooks are not as they should be', {
        connection: id,
        ...problemFields(outcome.error),
      });
    }
    logged.set(id, news);
  }

  function lookAgain(id: string, isRight: boolean): void {
    if (isRight) failing.delete(id);
    else failing.add(id);
    if (failing.size === 0) {
      cancelRetry?.();
      cancelRetry = null;
      wait = retry.first;
    } else if (cancelRetry === null) {
      cancelRetry = clock.after(wait, () => {
        cancelRetry = null;
        void checkEach([...failing]);
      });
      wait = Math.min(wait * 2, retry.longest);
    }
  }

  /** Where the service takes no more hooks, others may remove theirs soon. */
  function awaitRoom(id: string): void {
    rooms.get(id)?.();
    rooms.delete(id);
    const { crowded } = ledger.page(id);
    const ms = crowded === null ? 0 : crowded.until - clock.now();
    if (ms > 0)
      rooms.set(
        id,
        clock.after(ms, () => void check(id)),
      );
  }

  async function checkEach(ids: readonly string[]): Promise<void> {
    for (const id of ids) await check(id);
  }

  async function checkAll(): Promise<void> {
    if (turns.isOver()) return;
    const ids = connections.list().map((one) => one.id);
    ledger.forgetAllBut(ids);
    await checkEach(ids);
  }

  async function unwatch(id: string): Promise<Result<Unwatched>> {
    const ended = await turns.take(async () => {
      const connection = connections.get(id);
      return connection ? endWatch(engine, connection) : err({ code: 'not-found' });
    });
    if (ended.ok) {
      note(ledger.page(id), ended.value.left);
      catchUp.gapEnded('hook-missing', id);
      catchUp.changed(id);
    }
    told();
    return ended;
  }

  /** Nothing is wanted any more; what could not be removed is all that there is to say. */
  function note(page: Page, left: readonly string[]): void {
    const now = clock.now();
    page.problem = null;
    page.absent = [];
    page.problems.clear();
    page.checkedAt = now;
    page.findings = findingsOf({
      faults: [],
      problems: new Map(),
      left: left.map((hook) => ({
        hookId: hook,
        problem: { code: 'hook-not-removed', params: { hook } },
      })),
      foreign: [],
      tableOf: () => null,
      nameOf: () => null,
      sharedBy: () => null,
      before: page.findings,
      now,
    });
    for (const hookId of left) page.triedAt.set(hookId, now);
  }

  function round(): void {
    cancelRound = clock.after(roundEvery, () => {
      void checkAll();
      round();
    });
  }

  return {
    problem(subscriptionId) {
      const found = ledger.pages().find((page) => page.problems.has(subscriptionId));
      return found?.problems.get(subscriptionId) ?? null;
    },
    problemsOf(id) {
      const page = ledger.page(id);
      return [
        ...(page.problem ? [page.problem] : []),
        ...page.absent,
        ...page.problems.values(),
        ...page.findings.flatMap(({ state, problem }) =>
          state === 'open' && problem ? [problem] : [],
        ),
      ];
    },
    findings: (id) => ledger.page(id).findings,
    checkedAt: (id) => ledger.page(id).checkedAt,
    namesAt: (id) => ledger.page(id).namesAt,
    check,
    checkAll,

    async repair(id, findingId) {
      const finding = ledger.page(id).findings.find((one) => one.id === findingId);
      if (!finding) return err({ code: 'not-found' });
      if (finding.remedy === 'remove') noteStrays(id, finding.hookIds);
      const looked = await check(id, { forced: true });
      const still = ledger.page(id).findings.find((one) => one.id === findingId);
      if (still?.state === 'open' && still.problem) return err(still.problem);
      // What else is wrong with the connection has findings of its own.
      return ledger.page(id).problem === null ? ok(null) : looked;
    },

    plan: (id, watch) =>
      turns.take(async () => {
        const connection = connections.get(id);
        return connection ? planWatch(engine, connection, watch) : err({ code: 'not-found' });
      }),

    async watch(id, watch) {
      const saved = await turns.take(async () => {
        const connection = connections.get(id);
        if (!connection) return err({ code: 'not-found' });
        if (engine.directory.source(connection.source).planner === null) {
          return err({ code: 'hooks-unsupported' });
        }
        connections.setWatch(id, merged(watch));
        return ok(null);
      });
      if (!saved.ok) return saved;
      if (watch.length === 0) {
        const ended = await unwatch(id);
        return ended.ok ? ok(null) : ended;
      }
      const looked = await check(id, { forced: true });
      catchUp.changed(id);
      return looked;
    },

    unwatch,

    async leave(id, subscriptions) {
      await turns.take(async () => {
        const removals = subscriptions.flatMap(({ hookId, address, target }) =>
          hookId === null ? [] : [{ hookId, address, target }],
        );
        const { left } = await removeHooks(engine, id, removals, 'person');
        for (const { hookId } of left) {
          log.warn('a hook is left at the service', { hook: hookId });
          // The list of where the connection goes says nothing of it.
          connections.buried(id, hookId);
        }
        return ok(null);
      });
    },

    start({ atOnce }) {
      round();
      if (atOnce) void checkAll();
    },
    async stop() {
      for (const cancel of [...rooms.values(), cancelRound]) cancel();
      cancelRetry?.();
      await turns.end();
    },
  };

  /** A hook that calls an address of ours which nobody knows any more: from now on it is one to be removed. */
  function noteStrays(id: string, hookIds: readonly string[]): void {
    for (const hookId of hookIds) {
      const isNoted = connections.retired(id).some((one) => one.hookId === hookId);
      if (!isNoted) {
        connections.retire({ connectionId: id, hookId, address: '', target: {} });
      }
    }
  }
}
