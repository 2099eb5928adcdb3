// Hooks at the service for managed subscriptions: made where they are missing or point elsewhere, removed with the subscription.
import { ok, type Problem, type Result } from '#shared/result';
import { hookSecretName, secretKey } from '../connections/directory';
import { callbackUrl, type Engine } from '../engine';
import type { StoredSubscription } from '../store/store';
import { refreshLabels } from './labels';

/**
 * Makes sure that the service has exactly one hook of this subscription, with today's callback address.
 * @returns the subscription with its `hookId`; a problem when the service or the address is not ready
 */
async function ensureHook(
  engine: Engine,
  subscription: StoredSubscription,
): Promise<Result<StoredSubscription>> {
  if (!subscription.manage) return ok(subscription);
  const { directory, http, store, vault, ids } = engine;
  const hooks = directory.reader(subscription.connectionId, subscription.id)?.hooks;
  if (!hooks) return { ok: false, error: { code: 'hooks-unsupported' } };
  const url = callbackUrl(engine, subscription.address);
  if (url === null) return { ok: false, error: { code: 'public-address-missing' } };

  const existing = await hooks.list(http);
  if (!existing.ok) return existing;
  const secret = vault.get(secretKey(subscription.id, hookSecretName));
  const mine = existing.value.filter((hook) => hook.hookId === subscription.hookId);
  const [right] = mine.filter((hook) => hook.callbackUrl === url && hook.active);
  if (right && secret !== undefined) return ok(subscription);

  for (const stale of mine) {
    const removed = await hooks.remove(http, stale.hookId);
    if (!removed.ok) return removed;
  }
  const fresh = ids.token();
  vault.set(secretKey(subscription.id, hookSecretName), fresh);
  // Bound anew before the hook exists, so that its first delivery is checked with the right secret.
  directory.reload();
  const made = await hooks.create(http, url, fresh);
  if (!made.ok) return made;
  const next = { ...subscription, hookId: made.value.hookId };
  store.connections.saveSubscription(next);
  return ok(next);
}

/**
 * Removes the hook of a managed subscription at the service.
 * @returns the id of a hook that is still there, or null
 */
export async function removeHook(
  engine: Engine,
  subscription: StoredSubscription,
): Promise<string | null> {
  if (!subscription.manage || subscription.hookId === null) return null;
  const hooks = engine.directory.reader(subscription.connectionId, subscription.id)?.hooks;
  const removed = await hooks?.remove(engine.http, subscription.hookId);
  return removed?.ok ? null : subscription.hookId;
}

/** Problems of managed subscriptions, by subscription id, as the last look at the service found them. */
export interface HookWatch {
  problem(subscriptionId: string): Problem | null;
  /** Looks at one subscription now. */
  check(subscription: StoredSubscription): Promise<Result<StoredSubscription>>;
  /** Looks at all managed ones, one after the other. */
  checkAll(): Promise<void>;
}

export function createHookWatch(engine: Engine): HookWatch {
  const problems = new Map<string, Problem>();

  async function check(subscription: StoredSubscription): Promise<Result<StoredSubscription>> {
    const outcome = await ensureHook(engine, subscription);
    if (outcome.ok) problems.delete(subscription.id);
    else problems.set(subscription.id, outcome.error);
    engine.pushes.send('connections', null);
    return outcome;
  }

  return {
    problem: (subscriptionId) => problems.get(subscriptionId) ?? null,
    check,
    async checkAll() {
      for (const subscription of engine.store.connections.subscriptions()) {
        if (!subscription.manage) continue;
        await refreshLabels(engine, subscription);
        await check(subscription);
      }
    },
  };
}
