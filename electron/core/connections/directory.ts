// Every subscription with its source, config and secrets bound together, found by address or by id.
import type { SourceId } from '#shared/event';
import type { Problem } from '#shared/result';
import type { Vault } from '../ports';
import type { ConfigIssue, Source } from '../sources/bind';
import type { BoundSource } from '../sources/bound-source';
import type { Store, StoredConnection, StoredSubscription } from '../store/store';
import { findLost, secretLost } from './lost-secret';
import { connectionSecret, hookSecret } from './secret-keys';
import { settledConfig } from './settled-base';

/** Who receives at an address. What cannot be bound or checked here and now is held: kept, but not read. */
export type Route = {
  readonly source: Source;
  readonly connectionId: string;
  readonly subscriptionId: string;
} & (
  | { readonly kind: 'open'; readonly bound: BoundSource }
  | { readonly kind: 'held'; readonly bound: BoundSource | null; readonly reason: Problem }
);

export interface Directory {
  route(address: string): Route | undefined;
  /** The reader for a stored delivery; without a subscription, or when it is gone, the connection's own. */
  reader(connectionId: string, subscriptionId: string | null): BoundSource | undefined;
  /** Why deliveries of this subscription cannot be checked now; null when they can. */
  obstacleToCheck(connectionId: string, subscriptionId: string | null): Problem | null;
  /** Why a delivery that has passed its check cannot be read now; null when it can. */
  obstacleToRead(connectionId: string): Problem | null;
  /** The secrets are at hand without which nothing can be asked of the service. */
  canCall(connectionId: string): boolean;
  /** A reader for a subscription as it once was, with the connection and secrets of today. */
  bindAs(subscription: StoredSubscription): BoundSource | undefined;
  source(id: SourceId): Source;
  /** Reads connections, subscriptions and secrets again. */
  reload(): void;
}

export interface DirectoryNeeds {
  readonly store: Store;
  readonly vault: Vault;
  readonly sources: readonly Source[];
  /** Connections, subscriptions or secrets were read again. */
  readonly onReload?: () => void;
}

export function createDirectory({ store, vault, sources, onReload }: DirectoryNeeds): Directory {
  const byId = new Map(sources.map((source) => [source.id, source]));
  let byAddress = new Map<string, Route>();
  let readers = new Map<string, BoundSource>();
  let toCheck = new Map<string, Problem | null>();
  let toRead = new Map<string, Problem | null>();

  function source(id: SourceId): Source {
    const found = byId.get(id);
    if (!found) throw new Error(`no source ${id}`);
    return found;
  }

  function secretsOf(connection: StoredConnection, subscription: StoredSubscription | null) {
    const secrets: Record<string, string> = {};
    for (const name of source(connection.source).secrets) {
      const value = vault.get(connectionSecret(connection.id, name));
      if (value !== undefined) secrets[name] = value;
    }
    const names = source(connection.source).hookSecret;
    if (names === null || !subscription?.manage) return secrets;
    const ofHook = hookSecret(vault, names, connection.id, subscription.id);
    return ofHook === undefined ? secrets : { ...secrets, [names.entered]: ofHook };
  }

  const bind = (connection: StoredConnection, subscription: StoredSubscription | null) =>
    source(connection.source).bind({
      connectionId: connection.id,
      config: settledConfig(source(connection.source).info, store, connection),
      target: subscription?.target ?? {},
      secrets: secretsOf(connection, subscription),
    });

  function lost(connection: StoredConnection, need: 'checkedBy' | 'readBy'): Problem | null {
    const ofKind = source(connection.source);
    return findLost(vault, ofKind, connection, ofKind[need]);
  }

  function obstacle(
    connection: StoredConnection,
    subscription: StoredSubscription | null,
  ): Problem | null {
    const ofConnection = lost(connection, 'checkedBy');
    if (ofConnection) return ofConnection;
    const names = source(connection.source).hookSecret;
    if (names === null || !subscription?.manage || subscription.hookId === null) return null;
    if (secretsOf(connection, subscription)[names.entered] !== undefined) return null;
    return secretLost(source(connection.source), names.madeOf);
  }

  function routeOf(connection: StoredConnection, subscription: StoredSubscription): Route {
    const bound = bind(connection, subscription);
    const identity = {
      source: source(connection.source),
      connectionId: connection.id,
      subscriptionId: subscription.id,
    };
    if (!bound.ok) return { ...identity, kind: 'held', bound: null, reason: misfit(bound.error) };
    const reason = obstacle(connection, subscription);
    return reason
      ? { ...identity, kind: 'held', bound: bound.value, reason }
      : { ...identity, kind: 'open', bound: bound.value };
  }

  function reload(): void {
    const routes = new Map<string, Route>();
    const bounds = new Map<string, BoundSource>();
    const checks = new Map<string, Problem | null>();
    const reads = new Map<string, Problem | null>();
    const connections = new Map(store.connections.list().map((one) => [one.id, one]));
    for (const connection of connections.values()) {
      const bound = bind(connection, null);
      if (bound.ok) bounds.set(readerKey(connection.id, null), bound.value);
      checks.set(readerKey(connection.id, null), obstacle(connection, null));
      reads.set(connection.id, lost(connection, 'readBy'));
    }
    for (const subscription of store.connections.subscriptions()) {
      const connection = connections.get(subscription.connectionId);
      if (!connection) continue;
      const route = routeOf(connection, subscription);
      if (route.bound) bounds.set(readerKey(connection.id, subscription.id), route.bound);
      routes.set(subscription.address, route);
      const reason = route.kind === 'held' ? route.reason : null;
      checks.set(readerKey(connection.id, subscription.id), reason);
    }
    byAddress = routes;
    readers = bounds;
    toCheck = checks;
    toRead = reads;
  }

  reload();
  return {
    route: (address) => byAddress.get(address),
    reader: (connectionId, subscriptionId) =>
      readers.get(readerKey(connectionId, subscriptionId)) ??
      readers.get(readerKey(connectionId, null)),
    obstacleToCheck(connectionId, subscriptionId) {
      // Without its subscription nobody knows by which secret to check.
      const found = toCheck.get(readerKey(connectionId, subscriptionId));
      return found === undefined ? { code: 'not-found' } : found;
    },
    obstacleToRead(connectionId) {
      const found = toRead.get(connectionId);
      return found === undefined ? { code: 'not-found' } : found;
    },
    canCall(connectionId) {
      const connection = store.connections.get(connectionId);
      const needed = connection ? source(connection.source).calledBy : [];
      const isAtHand = (name: string) =>
        vault.get(connectionSecret(connectionId, name)) !== undefined;
      return connection !== null && needed.every((names) => [names].flat().some(isAtHand));
    },
    bindAs(subscription) {
      const connection = store.connections.get(subscription.connectionId);
      const bound = connection && bind(connection, subscription);
      return bound?.ok ? bound.value : undefined;
    },
    source,
    reload() {
      reload();
      onReload?.();
    },
  };
}

const readerKey = (connectionId: string, subscriptionId: string | null) =>
  JSON.stringify([connectionId, subscriptionId]);

function misfit(issues: readonly ConfigIssue[]): Problem {
  return { code: 'setup-invalid', params: { path: issues[0]?.path.join('.') ?? '' } };
}
