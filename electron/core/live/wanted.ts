// Which connections have a live channel, and what a change of makes it another one.
import { createHash } from 'node:crypto';
import { connectionSecret } from '../connections/secret-keys';
import type { Engine } from '../engine';
import type { BoundLive } from '../sources/bound-source';
import type { StoredConnection, StoredSubscription } from '../store/store';

export interface WantedChannel {
  readonly connection: StoredConnection;
  readonly live: BoundLive;
  readonly targets: readonly StoredSubscription['target'][];
  /** What comes by the channel belongs to it; null where several subscriptions share the channel. */
  readonly subscriptionId: string | null;
  /** The same as long as the same is to be heard from the same place. */
  readonly shape: string;
  /** The same as long as the secrets are. */
  readonly secrets: string;
}

/** @returns null: there is nothing to watch, or nothing to watch it with */
export function wantedChannel(
  { store, vault, directory }: Pick<Engine, 'store' | 'vault' | 'directory'>,
  connection: StoredConnection,
): WantedChannel | null {
  const { id, config } = connection;
  const live = directory.reader(id, null)?.live;
  if (!live || connection.demo || !directory.canCall(id)) return null;
  const source = directory.source(connection.source);
  const subscriptions = store.connections
    .subscriptionsOf(id)
    .filter(({ target }) => source.checkTarget(target).length === 0);
  if (subscriptions.length === 0 && !live.opensFirst) return null;
  const targets = subscriptions.map(({ target }) => target);
  const secrets = (live.openedBy ?? source.secrets).map(
    (name) => vault.get(connectionSecret(id, name)) ?? null,
  );
  const [only, ...others] = subscriptions;
  return {
    connection,
    live,
    targets,
    subscriptionId: only && others.length === 0 ? only.id : null,
    shape: JSON.stringify([config, targets]),
    secrets: digest(JSON.stringify(secrets)),
  };
}

/** Of channels that would take each other's messages, one that nothing is watched by gives way. */
export function withoutIdle(wanted: readonly WantedChannel[]): readonly WantedChannel[] {
  const busy = new Set(
    wanted.flatMap(({ targets, live }) => (targets.length > 0 ? [live.exclusive] : [])),
  );
  return wanted.filter(
    ({ targets, live }) =>
      targets.length > 0 || live.exclusive === null || !busy.has(live.exclusive),
  );
}

/** So that no secret is held longer than the vault holds it. */
const digest = (text: string) => createHash('sha256').update(text).digest('base64url');
