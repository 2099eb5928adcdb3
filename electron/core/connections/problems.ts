// What is wrong with connections right now, in words for the status line: each once, however many subscriptions it hits.
import type { Problem } from '#shared/result';
import type { LiveDesk } from '../live/live';
import type { Store } from '../store/store';
import type { HookKeeper } from '../subscriptions/keeper';
import type { Directory } from './directory';

/** @returns lost secrets and unfit set-ups, hooks that are not as they should be, and live channels that failed */
export function connectionProblems(
  store: Store,
  directory: Directory,
  hooks: Pick<HookKeeper, 'problems'>,
  live: Pick<LiveDesk, 'view'>,
): readonly Problem[] {
  const found = store.connections.list().flatMap((connection): Problem[] => {
    const subscriptions = store.connections.subscriptionsOf(connection.id);
    return subscriptions.flatMap((subscription): Problem[] => {
      const route = directory.route(subscription.address);
      if (route?.kind !== 'held') return [];
      const { code, params } = route.reason;
      if (code !== 'secret-lost') return [route.reason];
      return [
        {
          code: 'connection-locked',
          params: { connection: connection.name, name: params?.name ?? '' },
        },
      ];
    });
  });
  const broken = store.connections.list().flatMap(({ id }): Problem[] => {
    const channel = live.view(id);
    return channel?.kind === 'failed' ? [channel.problem] : [];
  });
  const all = [...found, ...broken, ...hooks.problems()];
  return [...new Map(all.map((problem) => [JSON.stringify(problem), problem])).values()];
}
