// Hooks at the service for managed subscriptions: made where they are missing or point elsewhere, removed with the subscription.
import type { HookView } from '#shared/connection';
import { err, ok, type Problem, type Result } from '#shared/result';
import { digestOf, hookKeyName, hookSecret } from '../connections/secret-keys';
import { callbackUrl, type Engine } from '../engine';
import { errorName } from '../redact-log';
import type { BoundHooks, BoundSource } from '../sources/bind';
import { type StoredSubscription, StoreFailure } from '../store/store';
import { refreshLabels } from './labels';

/** ms until a hook that could not be made is tried again; each failure doubles it up to the longest. */
const retry = { first: 60_000, longest: 30 * 60_000 } as const;

/** ms that a call under way has, once the app stops. */
const farewell = 1000;

export interface HookKeeper {
  /** Of a managed subscription, as the last look at the service found it. */
  problem(subscriptionId: string): Problem | null;
  problems(): readonly Problem[];
  /** Makes sure that the service has exactly one hook of this subscription, with today's address. */
  check(subscriptionId: string): Promise<Result<null>>;
  /** Looks at all managed ones, one after the other, and again later at those that failed. Never rejects. */
  checkAll(): Promise<void>;
  /** Removes a hook at the service. @returns its id when it is still there */
  remove(bound: BoundSource | undefined, hookId: string): Promise<string | null>;
  /** Makes no more calls, and waits a moment for the one under way. */
  stop(): Promise<void>;
}

export function createHookKeeper(engine: Engine): HookKeeper {
  const { directory, http, store, vault, clock, log, pushes } = engine;
  const problems = new Map<string, Problem>();
  let stopped = false;
  let cancelRetry = () => {};
  let wait: number = retry.first;
  // One at a time, so that two looks at one subscription cannot make two hooks.
  let queue: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
    const done = queue.then(async (): Promise<Result<T>> => {
      if (stopped) return err({ code: 'not-found' });
      try {
        return await work();
      } catch (error) {
        log.error('a hook could not be looked after', { error: errorName(error) });
        return err(
          error instanceof StoreFailure && error.kind === 'full'
            ? { code: 'store-full' }
            : { code: 'internal', params: { reason: errorName(error) } },
        );
      }
    });
    queue = done;
    return done;
  }

  async function ensure(id: string): Promise<Result<null>> {
    const subscription = store.connections.subscription(id);
    if (!subscription?.manage) return ok(null);
    const bound = directory.reader(subscription.connectionId, id);
    if (!bound?.hooks) return err({ code: 'hooks-unsupported' });
    const url = callbackUrl(engine, subscription.address);
    if (url === null) return err({ code: 'public-address-missing' });
    await refreshLabels(engine, subscription);

    const existing = await bound.hooks.list(http);
    if (!existing.ok) return existing;
    const mine = existing.value.filter((hook) => isOurs(hook, subscription));
    const right = mine.find((hook) => hook.callbackUrl === url && hook.active);
    const secret = hookSecret(vault, subscription.connectionId, id);
    if (secret === undefined) return err({ code: 'secret-lost', params: { name: hookKeyName } });
    if (right && subscription.hookDigest === digestOf(secret)) {
      return leaveOnly(bound.hooks, right.hookId, mine);
    }
    const made = await make(bound.hooks, subscription, url, secret);
    // The old ones go last, so that no change falls between two hooks.
    return made.ok ? leaveOnly(bound.hooks, made.value, mine) : made;
  }

  async function make(
    hooks: BoundHooks,
    { id }: StoredSubscription,
    url: string,
    secret: string,
  ): Promise<Result<string>> {
    const made = await hooks.create(http, url, secret);
    if (!made.ok) return made;
    const { hookId } = made.value;
    if (!store.connections.setHook(id, hookId, digestOf(secret))) {
      // Removed by the person while the service was working.
      await hooks.remove(http, hookId);
      return err({ code: 'not-found' });
    }
    directory.reload();
    return ok(hookId);
  }

  async function leaveOnly(
    hooks: BoundHooks,
    hookId: string,
    mine: readonly Omit<HookView, 'ours'>[],
  ): Promise<Result<null>> {
    for (const stale of mine.filter((hook) => hook.hookId !== hookId)) {
      const removed = await hooks.remove(http, stale.hookId);
      if (!removed.ok) return removed;
    }
    return ok(null);
  }

  async function check(id: string): Promise<Result<null>> {
    const outcome = await inTurn(() => ensure(id));
    if (stopped) return outcome;
    if (outcome.ok) problems.delete(id);
    else problems.set(id, outcome.error);
    pushes.send('connections', null);
    engine.status.touch();
    return outcome;
  }

  async function checkAll(): Promise<void> {
    cancelRetry();
    const managed = store.connections.subscriptions().filter((one) => one.manage);
    for (const gone of [...problems.keys()].filter((id) => !managed.some((one) => one.id === id))) {
      problems.delete(gone);
    }
    let allRight = true;
    for (const { id } of managed) allRight = (await check(id)).ok && allRight;
    if (stopped) return;
    if (allRight) {
      wait = retry.first;
      return;
    }
    cancelRetry = clock.after(wait, () => void checkAll());
    wait = Math.min(wait * 2, retry.longest);
  }

  return {
    problem: (subscriptionId) => problems.get(subscriptionId) ?? null,
    problems: () => [...problems.values()],
    check,
    checkAll,
    async remove(bound, hookId) {
      const removed = await inTurn(
        async () => (await bound?.hooks?.remove(http, hookId)) ?? err({ code: 'not-found' }),
      );
      return removed.ok ? null : hookId;
    },
    async stop() {
      stopped = true;
      cancelRetry();
      // A service that does not answer must not keep the person waiting; its hook is found by its address next time.
      await Promise.race([queue, new Promise<void>((done) => clock.after(farewell, done))]);
    },
  };
}

/** Ours is what we made and what calls our address, also when a crash kept us from noting its id. */
function isOurs(hook: Omit<HookView, 'ours'>, { hookId, address }: StoredSubscription): boolean {
  return hook.hookId === hookId || hook.callbackUrl.endsWith(`/in/${address}`);
}
