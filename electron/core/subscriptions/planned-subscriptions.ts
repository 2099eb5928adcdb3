// Keeps a connection's planned subscriptions in step with what its watch asks for; an address stays with its key.
import type { Engine } from '../engine';
import type { StoredConnection, StoredSubscription } from '../store/store';
import type { Page } from './ledger';
import type { SchemaPlan } from './schema-plan';
import { tableOf } from './wanted';

/** Written down only; the look that follows makes and removes hooks. @returns whether anything changed */
export function savePlanned(
  engine: Engine,
  connection: StoredConnection,
  { hooks, absent }: SchemaPlan,
  page: Page,
): boolean {
  const { store, directory, ids, clock } = engine;
  const { connections } = store;
  const bound = directory.reader(connection.id, null);
  const limit = directory.source(connection.source).planner?.limit ?? null;
  const isCrowded = page.crowded !== null && clock.now() < page.crowded.until;
  const standing = connections
    .subscriptionsOf(connection.id)
    .filter((one): one is StoredSubscription & { planKey: string } => one.planKey !== null);

  page.needs.clear();
  for (const { key, need } of hooks) page.needs.set(key, need);
  const room = limit === null ? Number.POSITIVE_INFINITY : limit - page.foreign;
  const ordered = [
    ...hooks.filter((one) => one.need === 'asked'),
    ...hooks.filter((one) => one.need === 'comfort'),
  ];
  const chosen = ordered.filter((one, index) => {
    if (one.need === 'asked') return true;
    const stands = standing.some(({ planKey, hookId }) => planKey === one.key && hookId !== null);
    return index < room && (stands || !isCrowded);
  });

  /** Fields in another order are the same hook. */
  const watchesSame = (one: StoredSubscription['target'], other: StoredSubscription['target']) => {
    const rule = bound?.hooks?.rule(one) ?? null;
    return rule !== null && rule === bound?.hooks?.rule(other);
  };

  let changed = false;
  store.transaction(() => {
    for (const old of standing) {
      if (chosen.some((one) => one.key === old.planKey)) continue;
      // What the schema does not tell of is not thereby unwanted: the table may be hidden for a moment.
      if (absent.has(tableOf(bound, old.target) ?? '')) continue;
      retireHook(engine, old);
      connections.removeSubscription(old.id);
      changed = true;
    }
    for (const { key, target } of chosen) {
      const old = standing.find((one) => one.planKey === key);
      if (old && isSame(old.target, target)) continue;
      const keeps = old !== undefined && watchesSame(old.target, target);
      // The old hook goes once the new one stands.
      if (old && !keeps) retireHook(engine, old);
      connections.saveSubscription({
        id: old?.id ?? ids.uuid(),
        connectionId: connection.id,
        address: old?.address ?? ids.token(),
        manage: true,
        target,
        hookId: keeps ? old.hookId : null,
        hookDigest: keeps ? old.hookDigest : null,
        planKey: key,
      });
      changed = true;
    }
  });
  return changed;
}

/** Notes that the hook of a subscription is to be removed; what calls its address stays known as ours. */
export function retireHook(
  { store }: Pick<Engine, 'store'>,
  { connectionId, hookId, address, target }: StoredSubscription,
): void {
  if (hookId !== null) store.connections.retire({ connectionId, hookId, address, target });
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
