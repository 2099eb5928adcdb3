// Makes the hooks that are missing; where the service takes no more, what is needed least gives way.
import { err, ok, type Problem, type Result } from '#shared/result';
import type { Purpose } from '../budget/budget';
import { digestOf } from '../connections/secret-keys';
import type { Engine } from '../engine';
import type { StoredConnection } from '../store/store';
import type { Comparison, Removal, WantedHook } from './compare-hooks';
import type { Page } from './ledger';
import { removeHooks } from './remove-hooks';
import { secretFor } from './wanted';

/** ms for which a service that takes no more hooks is not asked again by itself: the first time, and from then on. */
const crowdedFor = { first: 3 * 60_000, again: 15 * 60_000 } as const;

/** After these, the next hook would fare no better. */
const hopeless: readonly Problem['code'][] = [
  'service-unreachable',
  'service-busy',
  'token-expired',
  'sign-in-needed',
  'budget-spent',
  'service-refused',
];

export interface Making {
  readonly problems: ReadonlyMap<string, Problem>;
  /** To be removed now: what nothing wants, and what has been replaced. */
  readonly removals: readonly Removal[];
}

export interface MakingNeeds {
  readonly engine: Engine;
  readonly connection: StoredConnection;
  readonly page: Page;
  readonly purpose: Purpose;
  /** The app stops: what is not begun yet is left to the next start. */
  readonly isOver: () => boolean;
}

/** @param facts the wanted hooks, and how many hooks of whomever the service lists */
export async function makeHooks(
  needs: MakingNeeds,
  comparison: Comparison,
  { wanted, shown }: { readonly wanted: readonly WantedHook[]; readonly shown: number },
): Promise<Making> {
  const { engine, connection, page, purpose } = needs;
  const { connections } = engine.store;
  const problems = new Map<string, Problem>();
  let removals: readonly Removal[] = comparison.remove;
  const { crowded } = page;
  const isFull =
    crowded !== null &&
    engine.clock.now() < crowded.until &&
    shown >= crowded.shown &&
    removals.length === 0;
  let stop: Problem | null = isFull ? crowded.problem : null;

  const orders = comparison.create
    .flatMap(({ subscriptionId, replaces }) => {
      const hook = wanted.find((one) => one.subscriptionId === subscriptionId);
      return hook ? [{ hook, replaces, isComfort: isComfort(engine, page, subscriptionId) }] : [];
    })
    .toSorted(
      (a, b) => Number(a.isComfort) - Number(b.isComfort) || rankOf(a.hook) - rankOf(b.hook),
    );
  let standing = comparison.keep.length;

  for (const { hook, replaces, isComfort: comfort } of orders) {
    const id = hook.subscriptionId;
    if (needs.isOver()) break;
    if (stop) {
      if (comfort && stop.code === 'too-many-hooks') giveWay(id, replaces);
      else problems.set(id, stop);
      continue;
    }
    let pending = replaces;
    let made = await make(needs, hook);
    while (!made.ok && made.error.code === 'too-many-hooks') {
      const room = await makeRoom(removals, pending, comfort);
      if (!room) break;
      removals = [];
      pending = room === 'replaced' ? [] : pending;
      made = await make(needs, hook);
    }
    if (made.ok) {
      // Some services switch the old hook on again in place of making another.
      const { hookId } = made.value;
      standing += 1;
      removals = [...removals, ...pending].filter((one) => one.hookId !== hookId);
      continue;
    }
    if (made.error.code === 'too-many-hooks') {
      const until = engine.clock.now() + (crowded ? crowdedFor.again : crowdedFor.first);
      stop = counted(made.error, standing);
      page.crowded = { until, shown, problem: stop };
      if (comfort) {
        giveWay(id, pending);
        continue;
      }
    } else if (hopeless.includes(made.error.code)) stop = made.error;
    problems.set(id, stop ?? made.error);
  }
  if (orders.length > 0 && stop === null) page.crowded = null;
  return { problems, removals };

  /** The most needed first, whenever they were planned. */
  function rankOf({ subscriptionId }: WantedHook): number {
    const key = connections.subscription(subscriptionId)?.planKey ?? null;
    return key === null ? -1 : [...page.needs.keys()].indexOf(key);
  }

  /** Frees a place by what costs least. @returns null when there is nothing left to take away */
  async function makeRoom(
    unwanted: readonly Removal[],
    replaced: readonly Removal[],
    comfort: boolean,
  ): Promise<'unwanted' | 'replaced' | 'comfort' | null> {
    const isFreed = async (what: readonly Removal[]) =>
      (await removeHooks(engine, connection.id, what, purpose)).removed.length > 0;
    if (unwanted.length > 0 && (await isFreed(unwanted))) return 'unwanted';
    // Nothing is lost: it is made again at once, and what happens between is found by comparing.
    if (replaced.length > 0 && (await isFreed(replaced))) return 'replaced';
    if (comfort) return null;
    const guest = connections
      .subscriptionsOf(connection.id)
      .findLast(({ id, hookId }) => hookId !== null && isComfort(engine, page, id));
    if (!guest?.hookId) return null;
    const { address, target } = guest;
    connections.removeSubscription(guest.id);
    if (!(await isFreed([{ hookId: guest.hookId, address, target }]))) return null;
    standing -= 1;
    return 'comfort';
  }

  /** Comparing finds what it would have told; it takes a place again when there is one. */
  function giveWay(id: string, replaced: readonly Removal[]): void {
    connections.removeSubscription(id);
    removals = [...removals, ...replaced];
  }
}

/** Whose the places are: the service says only that there are no more. */
function counted(problem: Problem, ours: number): Problem {
  const limit = Number(problem.params?.limit ?? ours);
  const params = { ...problem.params, ours, others: Math.max(0, limit - ours) };
  return { ...problem, params };
}

async function make(
  { engine, connection, purpose }: MakingNeeds,
  hook: WantedHook,
): Promise<Result<{ readonly hookId: string }>> {
  const { directory, services, store } = engine;
  const { subscriptionId: id, target, url: callbackUrl, address } = hook;
  const source = directory.source(connection.source);
  const secret = secretFor(engine, source, { connectionId: connection.id, id });
  if (secret === undefined) return err({ code: 'internal', params: { reason: 'secret' } });
  const made = await services.call(
    connection.id,
    purpose,
    async (bound, http): Promise<Result<{ readonly hookId: string }>> =>
      (await bound.hooks?.create(http, { target, callbackUrl, secret })) ??
      err({ code: 'hooks-unsupported' }),
  );
  if (!made.ok) return made;
  const { hookId } = made.value;
  if (!store.connections.setHook(id, hookId, digestOf(secret))) {
    // Its subscription was removed by the person while the service was working.
    await removeHooks(engine, connection.id, [{ hookId, address, target }], purpose);
    return err({ code: 'not-found' });
  }
  engine.roots.note(id, callbackUrl);
  directory.reload();
  return ok({ hookId });
}

function isComfort({ store }: Engine, page: Page, subscriptionId: string): boolean {
  const key = store.connections.subscription(subscriptionId)?.planKey ?? null;
  return key !== null && page.needs.get(key) === 'comfort';
}
