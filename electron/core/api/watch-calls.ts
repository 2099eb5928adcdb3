// Watching tables, and looking after the hooks that this takes.
import type { Handlers } from '#shared/ipc';
import { err, ok, type Result } from '#shared/result';
import type { Registry } from '../connections/registry';
import type { Engine } from '../engine';
import type { LiveDesk } from '../live/live';
import { addressOf, holds } from '../subscriptions/compare-hooks';
import type { HookKeeper } from '../subscriptions/keeper';
import { listHooks } from '../subscriptions/list-hooks';

type WatchCall =
  | 'connections.hooks'
  | 'connections.plan'
  | 'connections.watch'
  | 'connections.unwatch'
  | 'connections.check'
  | 'connections.repair';

export function watchCalls(
  engine: Engine,
  registry: Registry,
  hooks: HookKeeper,
  live: Pick<LiveDesk, 'again'>,
): Handlers<WatchCall> {
  const { directory, store } = engine;
  const { connections } = store;

  function viewOf(id: string) {
    const connection = connections.get(id);
    return connection ? ok(registry.view(connection)) : err({ code: 'not-found' as const });
  }

  /** What is wrong is shown with the connection; only a connection that is gone is an error. */
  const shown = (id: string, outcome: Result<unknown>) =>
    !outcome.ok && connections.get(id) === null ? outcome : viewOf(id);

  return {
    async 'connections.hooks'({ id }) {
      const connection = connections.get(id);
      if (!connection) return err({ code: 'not-found' });
      const source = directory.source(connection.source);
      const known = [...connections.subscriptionsOf(id), ...connections.retired(id)];
      const targets = known
        .map((one) => one.target)
        .filter((target) => source.checkTarget(target).length === 0);
      if (!directory.reader(id, null)?.hooks) return ok([]);
      const listed = await listHooks(engine, id, targets, 'person');
      if (!listed.ok) return listed;
      return ok(
        listed.value.hooks.map(({ rule: _, ...hook }) => {
          const address = addressOf(hook.callbackUrl);
          const ours = known.some(
            (one) => one.address === address || holds(one.hookId, hook.hookId),
          );
          return { ...hook, callbackUrl: hook.callbackUrl ?? '', ours };
        }),
      );
    },

    'connections.plan': ({ id, watch }) => hooks.plan(id, watch),

    async 'connections.watch'({ id, watch }) {
      const begun = await hooks.watch(id, watch);
      // A service that cannot be reached now is asked again later; the watch stands.
      return !begun.ok && begun.error.code === 'hooks-unsupported' ? begun : shown(id, begun);
    },

    'connections.unwatch': ({ id }) => hooks.unwatch(id),

    async 'connections.check'({ id }) {
      live.again(id);
      const [checked] = await Promise.all([
        hooks.check(id, { forced: true }),
        engine.tunnel.prove(),
      ]);
      return shown(id, checked);
    },

    async 'connections.repair'({ id, findingId }) {
      const repaired = await hooks.repair(id, findingId);
      return repaired.ok ? viewOf(id) : repaired;
    },
  };
}
