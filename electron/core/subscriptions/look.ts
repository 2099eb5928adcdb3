// One look at the hooks of a connection: list, compare, make what is missing, take away what is not wanted, tell the rest.
import { ok, type Problem, type Result } from '#shared/result';
import type { CatchUp } from '../catchup/catch-up';
import type { Engine } from '../engine';
import type { ServiceHook } from '../sources/source';
import type { StoredConnection } from '../store/store';
import { plainRoot } from './called-roots';
import { type Comparison, compareHooks } from './compare-hooks';
import { findingsOf } from './findings';
import { refreshLabels } from './labels';
import type { Page } from './ledger';
import { listHooks } from './list-hooks';
import { makeHooks } from './make-hooks';
import { savePlanned } from './planned-subscriptions';
import { removeHooks } from './remove-hooks';
import { readPlan } from './schema-plan';
import { settleBase } from './settle-base';
import { absentTable, type Wanted, wantedHooks } from './wanted';

/** ms after which names are read again, and a removal that was refused is tried again. */
const namesAge = 60 * 60_000;
const refusalAge = 6 * 60 * 60_000;

export interface LookNeeds {
  readonly engine: Engine;
  readonly gaps: Pick<CatchUp, 'gapBegan' | 'gapEnded'>;
  readonly isOver: () => boolean;
}

/**
 * @param page is written; `forced` when a person asked: nothing is put off
 * @returns why the service could not be looked at, or the first problem of a hook
 */
export async function lookAtHooks(
  { engine, gaps, isOver }: LookNeeds,
  connection: StoredConnection,
  page: Page,
  forced: boolean,
): Promise<Result<null>> {
  const { store, directory, clock, tunnel, roots } = engine;
  const { connections } = store;
  const { id } = connection;
  const source = directory.source(connection.source);
  // What a person asked for is done also when calls run short.
  const purpose = forced ? 'person' : 'hooks';
  if (forced) {
    page.crowded = null;
    page.triedAt.clear();
  }

  await settleBase(engine, connection, purpose);
  const plan = await renewPlan();
  page.absent = [...plan.absent].map((table) => absentTable(source, nameOf(table) ?? table));
  const managed = connections.subscriptionsOf(id).filter((one) => one.manage);
  const wanted = wantedHooks(engine, connection, plan.absent);
  const retired = connections.retired(id);
  const targets = [...managed, ...retired]
    .map((one) => one.target)
    .filter((target) => source.checkTarget(target).length === 0);
  const isIdle = wanted.hooks.every((one) => one.blocked) && retired.length === 0;
  if (isIdle) return conclude(wanted, null, wanted.obstacles, plan.problem);

  const listed = await listHooks(engine, id, targets, purpose);
  if (!listed.ok) {
    page.problem = listed.error;
    // What was mended then may be broken now.
    page.findings = page.findings.filter(({ state }) => state !== 'mended');
    for (const one of managed) page.problems.set(one.id, listed.error);
    return listed;
  }
  const before = page.checkedAt;
  page.checkedAt = clock.now();
  const { hooks, unlisted } = listed.value;
  const obstacles = new Map<string, Problem>(wanted.obstacles);
  for (const { subscriptionId, target } of wanted.hooks) {
    const why = unlisted(target);
    if (why) obstacles.set(subscriptionId, why);
  }
  const wantedNow = wanted.hooks.map((one) => ({
    ...one,
    blocked: one.blocked || obstacles.has(one.subscriptionId),
  }));
  const comparison = compareHooks({
    wanted: wantedNow,
    existing: hooks,
    retired: retired.filter((one) => isBelieved(unlisted(one.target))),
    byHand: connections.subscriptionsOf(id).flatMap((one) => (one.manage ? [] : [one.address])),
    root: store.settings().publicAddress === null ? null : tunnel.proved(),
    limited: source.planner !== null && source.planner.limit !== null,
  });
  page.foreign = comparison.foreign.length;
  for (const hookId of comparison.gone) connections.buried(id, hookId);
  noteKept(comparison);
  noteCalled(hooks, comparison);
  const losing = comparison.faults.filter((fault) => losesChanges(fault) && !hasStayed(fault));
  if (losing.length > 0) gaps.gapBegan('hook-missing', id, stoodUntil(losing) ?? undefined);

  const making = await makeHooks({ engine, connection, page, purpose, isOver }, comparison, {
    wanted: wantedNow,
    shown: hooks.length,
  });
  const due = making.removals.filter(({ hookId }) => isDue(hookId));
  const { left } = await removeHooks(engine, id, due, purpose);
  for (const { hookId } of due) page.triedAt.set(hookId, clock.now());
  const problems = new Map([...obstacles, ...making.problems]);
  const isWhole = problems.size === 0 && wantedNow.every((one) => !one.blocked);
  if (isWhole) gaps.gapEnded('hook-missing', id);
  return conclude(wanted, { comparison, left }, problems, plan.problem);

  /** Fields and tables may have come since; where they cannot be read, the plan of before stands. */
  async function renewPlan(): Promise<{
    readonly absent: ReadonlySet<string>;
    readonly problem: Problem | null;
  }> {
    const none = { absent: new Set<string>(), problem: null };
    if (source.planner === null || connection.watch.length === 0) {
      await renewNames();
      return none;
    }
    const read = await readPlan(engine, id, connection.watch, purpose, { fresh: forced });
    if (!read.ok) return { ...none, problem: read.error };
    page.namesAt = clock.now();
    if (savePlanned(engine, connection, read.value, page)) directory.reload();
    return { ...none, absent: read.value.absent };
  }

  async function renewNames(): Promise<void> {
    const isFresh = page.namesAt !== null && clock.now() - page.namesAt < namesAge;
    if (isFresh && !forced) return;
    const asked = connections.subscriptionsOf(id).filter((one) => one.manage);
    for (const one of asked) await refreshLabels(engine, one);
    if (asked.length > 0) page.namesAt = clock.now();
  }

  function noteKept({ keep }: Comparison): void {
    for (const { subscriptionId, hookId } of keep) {
      const known = connections.subscription(subscriptionId);
      if (known && known.hookId !== hookId) {
        connections.setHook(subscriptionId, hookId, known.hookDigest ?? '');
      }
    }
  }

  /** Which address each hook calls that the service shows. */
  function noteCalled(shown: readonly ServiceHook[], { keep, faults }: Comparison): void {
    const calls = (hookId: string | undefined) =>
      shown.find((hook) => hook.hookId === hookId)?.callbackUrl ?? null;
    for (const { subscriptionId, hookId } of keep) {
      const url =
        calls(hookId) ?? wantedNow.find((one) => one.subscriptionId === subscriptionId)?.url;
      if (url) roots.note(subscriptionId, url);
    }
    for (const { kind, subscriptionId, hookIds } of faults) {
      const url = calls(hookIds[0]);
      const isKnown = subscriptionId === null || roots.of(subscriptionId) !== null;
      if (kind === 'wrong-address' && url !== null && !isKnown) roots.note(subscriptionId, url);
    }
  }

  /** It calls the address that it was made with, and ours is another now: how that one does is no matter of hooks. */
  function hasStayed({ kind, subscriptionId }: Comparison['faults'][number]): boolean {
    const known = subscriptionId === null ? null : roots.of(subscriptionId);
    const today = wantedNow.find((one) => one.subscriptionId === subscriptionId)?.url ?? '';
    return kind === 'wrong-address' && known !== null && known !== plainRoot(today);
  }

  /** @returns ms since 1970 when all of these hooks were last known to work: at a look, or by what they brought since */
  function stoodUntil(faults: Comparison['faults']): number | null {
    const lost = new Set(faults.map((fault) => fault.subscriptionId));
    const standing = managed.filter(({ hookId }) => hookId !== null);
    const isAll = standing.every((one) => lost.has(one.id));
    const isOne = new Set(standing.map(({ hookId }) => hookId)).size === 1;
    const heard = [...lost].map(
      (one) => (one === null ? null : store.deliveries.lastReceivedAt(one)) ?? 0,
    );
    // A live channel does not say by which of several hooks a message came.
    const live = isAll && isOne ? (lastLive() ?? 0) : 0;
    const last = Math.max(before ?? 0, live, heard.length > 0 ? Math.min(...heard) : 0);
    return last === 0 ? null : last;
  }

  function lastLive(): number | null {
    const latest = { state: null, connectionId: id, beforeSeq: null, limit: 50 } as const;
    const found = store.deliveries.list(latest).find(({ channel }) => channel === 'live');
    return found?.receivedAt ?? null;
  }

  function isDue(hookId: string): boolean {
    const tried = page.triedAt.get(hookId);
    return tried === undefined || clock.now() - tried >= refusalAge;
  }

  function conclude(
    { hooks: all }: Wanted,
    outcome: {
      readonly comparison: Comparison;
      readonly left: readonly { readonly hookId: string; readonly problem: Problem }[];
    } | null,
    problems: ReadonlyMap<string, Problem>,
    planProblem: Problem | null,
  ): Result<null> {
    page.problem = planProblem;
    page.problems.clear();
    for (const [subscription, problem] of problems) page.problems.set(subscription, problem);
    page.findings = findingsOf({
      faults: outcome?.comparison.faults ?? [],
      problems,
      left: outcome ? stillThere(outcome.left) : [],
      foreign: outcome?.comparison.foreign ?? [],
      tableOf: (one) => all.find((hook) => hook.subscriptionId === one)?.tableId ?? null,
      nameOf,
      sharedBy,
      before: page.findings,
      now: clock.now(),
    });
    const [problem] = problems.values();
    const first = planProblem ?? problem ?? page.absent[0];
    return first ? { ok: false, error: first } : ok(null);
  }

  function nameOf(tableId: string): string | null {
    return store.labels.name(id, 'table', tableId) ?? null;
  }

  /** An app is subscribed to a base, whichever of its tables are watched. */
  function sharedBy(subscriptionId: string): string | null {
    const subscription = connections.subscription(subscriptionId);
    if (!source.info.subscribes || !subscription) return null;
    const bound = directory.reader(id, null);
    const { tables } = bound ?? {};
    return tables?.of(subscription.target)?.baseId ?? tables?.all(subscription.target) ?? id;
  }

  /** Also what was refused at an earlier look. */
  function stillThere(left: readonly { readonly hookId: string; readonly problem: Problem }[]) {
    return connections.retired(id).map(
      ({ hookId }) =>
        left.find((one) => one.hookId === hookId) ?? {
          hookId,
          problem: { code: 'hook-not-removed' as const, params: { hook: hookId } },
        },
    );
  }
}

/** Absence from the list means gone where the list was read, or where the table itself is gone. */
const isBelieved = (why: Problem | null) => why === null || why.code === 'service-not-found';

const losesChanges = ({ kind, hadHook }: Comparison['faults'][number]) =>
  hadHook && (kind === 'missing' || kind === 'disabled' || kind === 'wrong-address');
