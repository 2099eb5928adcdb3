// Brings the stored connections in line with a config file; what the file no longer names is removed, its history kept.
import { ok, type Result } from '#shared/result';
import type { Registry } from '../connections/registry';
import type { Engine } from '../engine';
import type { Config } from './config';

/** @returns the first problem of a connection that could not be made as the file says */
export async function applyConfig(
  engine: Engine,
  registry: Registry,
  config: Config,
): Promise<Result<null>> {
  const { store } = engine;
  store.saveSettings({ ...store.settings(), publicAddress: config.publicAddress });

  const wanted = new Set(config.connections.map((one) => one.id));
  for (const connection of store.connections.list()) {
    if (!wanted.has(connection.id) && !connection.demo) {
      await registry.remove(connection.id, { history: false });
    }
  }
  for (const connection of config.connections) {
    const saved = registry.save({ ...connection }, { allSecrets: true });
    if (!saved.ok) return saved;
    const kept = new Set(connection.subscriptions.map((one) => one.id));
    for (const subscription of store.connections.subscriptions()) {
      if (subscription.connectionId === connection.id && !kept.has(subscription.id)) {
        await registry.removeSubscription(subscription.id);
      }
    }
    for (const { target, address, ...subscription } of connection.subscriptions) {
      const stored = registry.saveSubscription(connection.id, {
        ...subscription,
        target: { ...target },
        ...(address === undefined ? {} : { address }),
      });
      if (!stored.ok) return stored;
    }
  }
  return ok(null);
}
