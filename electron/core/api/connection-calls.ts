// Sources, connections, subscriptions: what the connect pages and the rail ask.
import type { CallName, Handlers } from '#shared/ipc';
import { err, ok } from '#shared/result';
import type { Registry } from '../connections/registry';
import type { Engine } from '../engine';

type ConnectionCall =
  | 'sources.list'
  | Extract<CallName, `connections.${string}` | `subscriptions.${string}`>;

export function connectionCalls(engine: Engine, registry: Registry): Handlers<ConnectionCall> {
  const { directory, http, sources, store } = engine;

  const discoverOf = (id: string) => directory.reader(id, null)?.discover;

  return {
    'sources.list': async () => ok(sources.map((source) => source.info)),
    'connections.list': async () => ok(registry.list()),

    async 'connections.save'(draft) {
      const saved = registry.save(draft);
      return saved.ok ? ok(registry.view(saved.value)) : saved;
    },

    'connections.remove': async ({ id }) =>
      ok({ hooksLeft: await registry.remove(id, { history: false }) }),

    'connections.bases': async ({ id }) =>
      discoverOf(id)?.bases(http) ?? err({ code: 'not-found' }),

    'connections.tables': async ({ id, baseId }) =>
      discoverOf(id)?.tables(http, baseId) ?? err({ code: 'not-found' }),

    async 'connections.hooks'({ id }) {
      const found = [];
      const known = new Set<string | null>();
      for (const subscription of store.connections.subscriptionsOf(id)) {
        if (!subscription.manage) continue;
        known.add(subscription.hookId);
        const hooks = await directory.reader(id, subscription.id)?.hooks?.list(http);
        if (!hooks) continue;
        if (!hooks.ok) return hooks;
        found.push(...hooks.value);
      }
      const unique = new Map(found.map((hook) => [hook.hookId, hook]));
      return ok([...unique.values()].map((hook) => ({ ...hook, ours: known.has(hook.hookId) })));
    },

    'subscriptions.add': ({ connectionId, draft }) => registry.addSubscription(connectionId, draft),
    'subscriptions.remove': ({ id }) => registry.removeSubscription(id),
  };
}
