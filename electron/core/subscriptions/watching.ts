// Watching tables: what it would cost, beginning it, and ending it without leaving hooks behind.
import { err, ok, type Result } from '#shared/result';
import type { HookPlan, Unwatched, Watch } from '#shared/watch';
import type { Engine } from '../engine';
import type { StoredConnection } from '../store/store';
import { compareHooks } from './compare-hooks';
import { hookPlan } from './hook-plan';
import { listHooks } from './list-hooks';
import { retireHook } from './planned-subscriptions';
import { removeHooks } from './remove-hooks';
import { merged, readPlan } from './schema-plan';
import { wantedHooks } from './wanted';

/** Two reads at the service, and nothing else. */
export async function planWatch(
  engine: Engine,
  connection: StoredConnection,
  watch: readonly Watch[],
): Promise<Result<HookPlan>> {
  const { planner } = engine.directory.source(connection.source);
  if (!planner) return err({ code: 'hooks-unsupported' });
  const read = await readPlan(engine, connection.id, watch, 'person', { fresh: true });
  if (!read.ok) return read;
  const { hooks, tables } = read.value;
  const seen = await see(
    engine,
    connection,
    hooks.map((one) => one.target),
  );
  if (!seen.ok) return seen;
  const { keep, foreign } = seen.value;
  const keys = keep.map(
    (one) => engine.store.connections.subscription(one.subscriptionId)?.planKey,
  );
  const reader = engine.directory.reader(connection.id, null)?.tables;
  return ok(
    hookPlan({
      watch: merged(watch),
      planned: hooks,
      tables,
      standing: new Set(keys.filter((key) => typeof key === 'string')),
      foreign: foreign.length,
      limit: planner.limit,
      comparedKinds: planner.comparedKinds,
      reading: { limit: reader?.limit ?? null, pageSize: reader?.pageSize ?? 1 },
    }),
  );
}

/** Takes away the watch with its subscriptions, and every hook of ours; made by hand, a hook stays. */
export async function endWatch(
  engine: Engine,
  connection: StoredConnection,
): Promise<Result<Unwatched>> {
  const { store, directory } = engine;
  const { connections } = store;
  const { id } = connection;
  const source = directory.source(connection.source);
  const bound = directory.reader(id, null);
  const managed = connections.subscriptionsOf(id).filter((one) => one.manage);
  const known = [...managed, ...connections.retired(id)];
  let found: readonly { readonly hookId: string; readonly address: string }[] = [];
  if (bound?.hooks && (known.length > 0 || connection.watch.length > 0)) {
    const seen = await see(engine, connection, []);
    if (!seen.ok) return seen;
    found = seen.value.ours;
  }
  store.transaction(() => {
    for (const one of managed) {
      retireHook(engine, one);
      connections.removeSubscription(one.id);
    }
    for (const { hookId, address } of found) {
      const owner = known.find((one) => one.address === address);
      const isNoted = connections.retired(id).some((one) => one.hookId === hookId);
      if (owner && !isNoted) {
        connections.retire({ connectionId: id, hookId, address, target: owner.target });
      }
    }
    connections.setWatch(id, []);
  });
  directory.reload();
  const retired = connections
    .retired(id)
    .filter((one) => source.checkTarget(one.target).length === 0);
  const listed = new Set(found.map((one) => one.hookId));
  // What the list does not show is gone; asking for its removal would only be refused.
  for (const one of retired.filter(({ hookId }) => !listed.has(hookId))) {
    connections.buried(id, one.hookId);
  }
  const { removed, left } = await removeHooks(
    engine,
    id,
    retired.filter(({ hookId }) => listed.has(hookId)),
    'person',
  );
  return ok({ removed, left: left.map((one) => one.hookId) });
}

/** The service's hooks as they stand, told apart; nothing is changed. */
async function see(
  engine: Engine,
  connection: StoredConnection,
  more: readonly Readonly<Record<string, unknown>>[],
) {
  const { store, directory } = engine;
  const { connections } = store;
  const subscriptions = connections.subscriptionsOf(connection.id);
  const retired = connections.retired(connection.id);
  const source = directory.source(connection.source);
  const targets = [...subscriptions.filter((one) => one.manage), ...retired]
    .map((one) => one.target)
    .filter((target) => source.checkTarget(target).length === 0);
  const listed = await listHooks(engine, connection.id, [...targets, ...more], 'person');
  if (!listed.ok) return listed;
  const comparison = compareHooks({
    wanted: wantedHooks(engine, connection, new Set()).hooks,
    existing: listed.value.hooks,
    retired,
    byHand: subscriptions.flatMap((one) => (one.manage ? [] : [one.address])),
    root: null,
    limited: false,
  });
  return ok({ keep: comparison.keep, foreign: comparison.foreign, ours: comparison.ours });
}
