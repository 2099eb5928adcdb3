// How a connection is doing, as the page says it: what is watched and whether its live channel is up belong to it. Pure.
import type { ConnectionView } from '#shared/connection';

/** `idle`: nothing is watched. `reconnecting`: the live channel is being opened again. */
export type ShownHealth = ConnectionView['health'] | 'idle' | 'reconnecting';

export function shownHealth(
  connection: Pick<ConnectionView, 'health' | 'live' | 'subscriptions' | 'watch'>,
): ShownHealth {
  const { health, live, subscriptions, watch } = connection;
  if (health === 'attention') return health;
  if (subscriptions.length === 0 && watch.length === 0) return 'idle';
  return live?.kind === 'retrying' ? 'reconnecting' : health;
}
