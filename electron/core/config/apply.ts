// Brings the stored connections in line with a config file, at once or not at all; what the file no longer names is removed, its history kept.
import { ok, type Result } from '#shared/result';
import type { Registry } from '../connections/registry';
import { hookSecret } from '../connections/secret-keys';
import type { Engine } from '../engine';
import type { BoundSource } from '../sources/bind';
import type { StoredSubscription } from '../store/store';
import type { HookKeeper } from '../subscriptions/hooks';
import type { Config } from './config';

/** @returns the first problem of a connection that could not be made as the file says */
export async function applyConfig(
  engine: Engine,
  registry: Registry,
  hooks: HookKeeper,
  config: Config,
): Promise<Result<null>> {
  const { store, directory, vault } = engine;
  const before = store.connections.subscriptions();
  const planned = plan(engine, config, before);
  // Their hooks go last, and are reached through what binds them today.
  const orphans = before
    .filter((one) => one.hookId !== null && isOrphaned(one, planned))
    .map((one) => ({ ...one, bound: directory.reader(one.connectionId, one.id) }));

  const written = store.transaction((): Result<null> => {
    store.saveSettings({ ...store.settings(), publicAddress: config.publicAddress });
    const named = new Set(config.connections.map((one) => one.id));
    for (const { id, demo } of store.connections.list()) {
      if (!named.has(id) && !demo) store.connections.remove(id, { history: false });
    }
    // All go before any comes, since an address may have moved from one to another.
    for (const { id, connectionId } of before) {
      if (named.has(connectionId)) store.connections.removeSubscription(id);
    }
    for (const connection of config.connections) {
      const saved = registry.save({ ...connection }, { allSecrets: true });
      if (!saved.ok) return saved;
    }
    for (const subscription of planned) store.connections.saveSubscription(subscription);
    return ok(null);
  });
  if (!written.ok) return written;
  registry.changed();
  for (const orphan of orphans) await removeOrphan(orphan);
  return ok(null);

  async function removeOrphan(
    orphan: StoredSubscription & { readonly bound: BoundSource | undefined },
  ): Promise<void> {
    const left = await hooks.remove(orphan.bound, orphan.hookId ?? '');
    if (left !== null) engine.log.warn('a hook is left at the service', { hook: left });
    vault.delete(hookSecret(orphan.id));
  }
}

function plan(
  { ids }: Engine,
  config: Config,
  before: readonly StoredSubscription[],
): readonly StoredSubscription[] {
  return config.connections.flatMap((connection) =>
    connection.subscriptions.map(({ id, address, manage, target }) => {
      const known = before.find((one) => one.id === id && one.connectionId === connection.id);
      const isSameHook = manage && JSON.stringify(known?.target) === JSON.stringify(target);
      return {
        id,
        connectionId: connection.id,
        address: address ?? known?.address ?? ids.token(),
        manage,
        target,
        hookId: isSameHook ? (known?.hookId ?? null) : null,
      };
    }),
  );
}

const isOrphaned = (old: StoredSubscription, planned: readonly StoredSubscription[]) =>
  !planned.some((one) => one.id === old.id && one.hookId === old.hookId);
