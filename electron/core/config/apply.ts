// Brings the stored connections in line with a config file, at once or not at all; what the file no longer names is removed, its history kept.
import type { PublicAddress } from '#shared/public-address';
import { err, ok, type Result } from '#shared/result';
import { tunnelSecrets } from '#shared/tunnel';
import { hasMoved } from '../connections/moved';
import type { Registry } from '../connections/registry';
import { connectionSecret } from '../connections/secret-keys';
import type { Engine } from '../engine';
import type { StoredSubscription } from '../store/store';
import type { HookKeeper } from '../subscriptions/keeper';
import { keptHook } from '../subscriptions/kept-hook';
import { retireHook } from '../subscriptions/planned-subscriptions';
import { merged } from '../subscriptions/schema-plan';
import { tunnelSecretKey } from '../tunnel/providers';
import type { Config } from './config';

/**
 * Hooks are made, and those that the file no longer wants removed, at the next look. A service is called only for hooks at a
 * base that a connection leaves, which nobody reaches any more afterwards.
 * @returns the first problem of a connection that could not be made as the file says
 */
export async function applyConfig(
  engine: Engine,
  registry: Registry,
  hooks: Pick<HookKeeper, 'leave'>,
  config: Config,
): Promise<Result<null>> {
  const { store } = engine;
  const before = store.connections.subscriptions();
  const planned = plan(engine, config, before);
  const inFile = new Set(config.connections.map((one) => one.id));
  const others = before.filter((one) => !inFile.has(one.connectionId) && isDemo(engine, one));
  if (others.some(({ address }) => planned.some((one) => one.address === address))) {
    return err({ code: 'address-taken' });
  }

  for (const connection of config.connections) {
    const behind = before.filter(
      (one) =>
        one.connectionId === connection.id &&
        one.hookId !== null &&
        hasMoved(engine, one, connection),
    );
    if (behind.length === 0) continue;
    // Those of the last file were known to its process alone.
    for (const [name, value] of Object.entries(connection.secrets)) {
      engine.vault.set(connectionSecret(connection.id, name), value);
    }
    engine.directory.reload();
    await hooks.leave(connection.id, behind);
  }

  const written = store.transaction((): Result<null> => {
    const { publicAddress } = store.settings();
    store.saveSettings({
      ...store.settings(),
      publicAddress: keepHostKey(publicAddress, config.publicAddress),
    });
    for (const { id, demo } of store.connections.list()) {
      if (inFile.has(id) || demo) continue;
      // Its secrets came with the file too, so nobody can remove its hooks any more.
      for (const { hookId } of before.filter((one) => one.connectionId === id)) {
        if (hookId !== null) engine.log.warn('a hook is left at the service', { hook: hookId });
      }
      store.connections.remove(id, { history: false });
    }
    // All go before any comes, since an address may have moved from one to another.
    for (const { id, connectionId } of before) {
      if (inFile.has(connectionId)) store.connections.removeSubscription(id);
    }
    for (const connection of config.connections) {
      const saved = registry.save({ ...connection }, { fromFile: true });
      if (!saved.ok) return saved;
      store.connections.setWatch(connection.id, merged(connection.watch));
    }
    for (const subscription of planned) store.connections.saveSubscription(subscription);
    for (const orphan of before.filter((one) => isOrphaned(one, planned))) {
      if (inFile.has(orphan.connectionId)) retireHook(engine, orphan);
    }
    return ok(null);
  });
  if (!written.ok) return written;
  for (const name of tunnelSecrets) {
    const value = config.tunnelSecrets[name];
    if (value !== undefined) engine.vault.set(tunnelSecretKey(name), value);
  }
  registry.changed();
  return ok(null);
}

function plan(
  engine: Engine,
  config: Config,
  before: readonly StoredSubscription[],
): readonly StoredSubscription[] {
  return config.connections.flatMap((connection) => [
    // Made by a plan, they keep their addresses; the next look renews the plan.
    ...before.filter(
      (one) =>
        one.connectionId === connection.id &&
        one.planKey !== null &&
        connection.watch.length > 0 &&
        !hasMoved(engine, one, connection),
    ),
    ...connection.subscriptions.map(({ id, address, manage, target }) => {
      const isKnown = (one: StoredSubscription) =>
        one.id === id && one.connectionId === connection.id;
      const known = before.find(isKnown) ?? null;
      return {
        id,
        connectionId: connection.id,
        address: address ?? known?.address ?? engine.ids.token(),
        manage,
        target,
        planKey: null,
        ...keptHook(known, { manage, target }),
      };
    }),
  ]);
}

const isOrphaned = (old: StoredSubscription, planned: readonly StoredSubscription[]) =>
  old.hookId !== null && !planned.some((one) => one.id === old.id && one.hookId === old.hookId);

const isDemo = ({ store }: Engine, { connectionId }: StoredSubscription) =>
  store.connections.get(connectionId)?.demo === true;

/** A server's key that was met at an earlier start stays known, where the file does not name one. */
function keepHostKey(
  before: PublicAddress | null,
  next: PublicAddress | null,
): PublicAddress | null {
  if (before?.kind !== 'ssh' || next?.kind !== 'ssh' || next.hostKey !== null) return next;
  const isSameServer = before.host === next.host && before.port === next.port;
  return isSameServer ? { ...next, hostKey: before.hostKey } : next;
}
