// Every subscription with its source, config and secrets bound together, found by address or by id.
import type { SourceId } from '#shared/event';
import type { Log, Vault } from '../ports';
import type { BoundSource, Source } from '../sources/bind';
import type { Store, StoredConnection, StoredSubscription } from '../store/store';

export interface Route {
  readonly source: Source;
  readonly connectionId: string;
  readonly subscriptionId: string;
  readonly bound: BoundSource;
  /** A secret that was entered and is lost: nothing can be checked, so nothing may pass. */
  readonly lostSecret: string | null;
}

export interface Directory {
  /** Who receives at this address. */
  route(address: string): Route | undefined;
  /** The reader for a stored delivery; without a subscription, or when it is gone, the connection's own. */
  reader(connectionId: string, subscriptionId: string | null): BoundSource | undefined;
  /** Name of a secret that a delivery of this subscription needs and that is lost. */
  lostSecret(connectionId: string, subscriptionId: string | null): string | null;
  /** Connections whose deliveries wait for a lost secret. */
  locked(): readonly { readonly connection: StoredConnection; readonly secret: string }[];
  source(id: SourceId): Source;
  /** Reads connections, subscriptions and secrets again. */
  reload(): void;
}

/** The secret of a managed hook: made here, kept in the vault, sent by the service with every delivery. */
export const hookSecretName = 'headerSecret';

export const secretKey = (ownerId: string, name: string): string => `${ownerId}/${name}`;

export interface DirectoryNeeds {
  readonly store: Store;
  readonly vault: Vault;
  readonly sources: readonly Source[];
  readonly log: Log;
}

export function createDirectory({ store, vault, sources, log }: DirectoryNeeds): Directory {
  const byId = new Map(sources.map((source) => [source.id, source]));
  let byAddress = new Map<string, Route>();
  let readers = new Map<string, BoundSource>();

  function source(id: SourceId): Source {
    const found = byId.get(id);
    if (!found) throw new Error(`no source ${id}`);
    return found;
  }

  function secretsOf(owner: Source, ...ownerIds: readonly string[]): Record<string, string> {
    const secrets: Record<string, string> = {};
    for (const ownerId of ownerIds) {
      for (const name of owner.secrets) {
        const value = vault.get(secretKey(ownerId, name));
        if (value !== undefined) secrets[name] = value;
      }
    }
    return secrets;
  }

  function bind(
    connection: StoredConnection,
    subscription: StoredSubscription | null,
  ): BoundSource | undefined {
    const owner = source(connection.source);
    const ownerIds = subscription ? [connection.id, subscription.id] : [connection.id];
    const bound = owner.bind({
      connectionId: connection.id,
      config: connection.config,
      target: subscription?.target ?? {},
      secrets: secretsOf(owner, ...ownerIds),
    });
    if (bound.ok) return bound.value;
    if (subscription) {
      log.error('a subscription cannot be used', {
        subscription: subscription.id,
        issues: bound.error.map((issue) => issue.path.join('.')).join(' '),
      });
    }
    return undefined;
  }

  function lostSecret(connectionId: string, subscriptionId: string | null): string | null {
    const connection = store.connections.get(connectionId);
    const lost = connection?.secretNames.find(
      (name) =>
        source(connection.source).checkedBy.includes(name) &&
        vault.get(secretKey(connectionId, name)) === undefined,
    );
    if (lost !== undefined) return lost;
    const subscription = store.connections.subscriptions().find((one) => one.id === subscriptionId);
    const isHooked = subscription?.manage === true && subscription.hookId !== null;
    const hasSecret = vault.get(secretKey(subscriptionId ?? '', hookSecretName)) !== undefined;
    return isHooked && !hasSecret ? hookSecretName : null;
  }

  function reload(): void {
    const routes = new Map<string, Route>();
    const bounds = new Map<string, BoundSource>();
    const connections = new Map(store.connections.list().map((one) => [one.id, one]));
    for (const connection of connections.values()) {
      const bound = bind(connection, null);
      if (bound) bounds.set(connection.id, bound);
    }
    for (const subscription of store.connections.subscriptions()) {
      const connection = connections.get(subscription.connectionId);
      const bound = connection && bind(connection, subscription);
      if (!connection || !bound) continue;
      bounds.set(`${connection.id}/${subscription.id}`, bound);
      routes.set(subscription.address, {
        source: source(connection.source),
        connectionId: connection.id,
        subscriptionId: subscription.id,
        bound,
        lostSecret: lostSecret(connection.id, subscription.id),
      });
    }
    byAddress = routes;
    readers = bounds;
  }

  reload();
  return {
    route: (address) => byAddress.get(address),
    reader: (connectionId, subscriptionId) =>
      readers.get(`${connectionId}/${subscriptionId}`) ?? readers.get(connectionId),
    source,
    lostSecret,
    locked: () =>
      store.connections.list().flatMap((connection) => {
        const secret = lostSecret(connection.id, null);
        return secret === null ? [] : [{ connection, secret }];
      }),
    reload,
  };
}
