// A hook has called: which address it calls is known by the host, unless a program on the way has changed that.
import type { Reach } from '../catchup/reach';
import type { Engine } from '../engine';
import type { Incoming } from '../receiver/server';

export interface HeardNeeds extends Pick<Engine, 'store' | 'directory' | 'roots' | 'tunnel'> {
  readonly reach: Pick<Reach, 'arrived'>;
}

/** @param isAtPublic it asked for the public address of today */
export function noteHeard(
  { store, directory, roots, tunnel, reach }: HeardNeeds,
  { address, headers }: Pick<Incoming, 'address' | 'headers'>,
  isAtPublic: boolean,
): void {
  const route = directory.route(address);
  if (route === undefined || store.settings().publicAddress === null) return;
  const { connectionId, subscriptionId } = route;
  const former = isAtPublic ? null : roots.at(headers.host);
  const root = former ?? tunnel.url();
  // What comes as from this machine says only that it comes, which is enough where it was not sure.
  const isLocal = !isAtPublic && former === null;
  const isNews = !isLocal || roots.of(subscriptionId) !== null;
  if (root !== null && isNews) roots.note(subscriptionId, root);
  if (!isLocal) reach.arrived(connectionId);
}
