// Which connections hear only what comes through the public address, whether it leads here, and which hooks have stayed behind.
import { needsPublicAddress } from '#shared/address-need';
import type { Problem } from '#shared/result';
import type { Engine } from '../engine';
import type { LiveDesk } from '../live/live';
import type { StoredConnection, StoredSubscription } from '../store/store';
import { plainRoot } from '../subscriptions/called-roots';

export interface Ways {
  /** Its changes come through the public address, or not at all. */
  leadThere(connection: StoredConnection): boolean;
  /** Somebody needs the address, or nobody is connected yet. */
  matter(): boolean;
  /** Why changes of a connection cannot arrive now; null: nothing is known against it. */
  problem(connection: StoredConnection): Problem | null;
  /** Made by hand, its hook calls an address that is no longer ours. */
  movedAway(subscription: StoredSubscription): Problem | null;
  /** The person has entered today's address at the service: believed until a delivery comes by another. */
  entered(subscription: StoredSubscription): void;
  /** Connections that something may have been sent to, and whether all their hooks call today's address. */
  hearers(): readonly Hearer[];
  /** The address or subscriptions may have changed: notes what was shown, tells of each hook that has stayed behind once. */
  look(): void;
}

export interface Hearer {
  readonly connectionId: string;
  readonly follows: boolean;
}

export interface WayNeeds
  extends Pick<Engine, 'store' | 'directory' | 'roots' | 'tunnel' | 'status'> {
  readonly live: Pick<LiveDesk, 'view'>;
  /** The person has to enter the new address at the service. */
  readonly onMoved: (connection: StoredConnection, address: string) => void;
}

export function createWays(needs: WayNeeds): Ways {
  const { store, directory, roots, tunnel, status, live } = needs;
  const { connections } = store;
  /** Hooks that were told of, with the address that they should call. */
  const told = new Map<string, string>();

  const asks = (connection: StoredConnection): boolean => {
    const { id, demo, config, source } = connection;
    const subscriptions = connections.subscriptionsOf(id);
    const facts = { demo, config, live: live.view(id), subscriptions };
    return needsPublicAddress(facts, directory.source(source).info);
  };

  /** Also what could do without: its hook calls the public address all the same. */
  function leadThere(connection: StoredConnection): boolean {
    if (connection.demo) return false;
    if (asks(connection)) return true;
    const receiver = status.receiver().url;
    return connections.subscriptionsOf(connection.id).some(({ id, manage, hookId }) => {
      const root = roots.of(id);
      return manage && hookId !== null && root !== null && root !== receiver;
    });
  }

  const today = () => {
    const url = store.settings().publicAddress === null ? null : tunnel.url();
    return url === null ? null : plainRoot(url);
  };

  /** @returns today's address where the hook is known to call another */
  function left({ id }: StoredSubscription): string | null {
    const root = roots.of(id);
    const now = today();
    return root !== null && now !== null && root !== now ? now : null;
  }

  const hasHook = ({ id, manage, hookId }: StoredSubscription) =>
    manage ? hookId !== null : roots.of(id) !== null;

  /** What comes though no public address was ever known for it is brought by a program that nobody told us of. */
  const isHeardOtherwise = ({ id, manage }: StoredSubscription) =>
    !manage && roots.of(id) === null && store.deliveries.lastReceivedAt(id) !== null;

  function movedAway(subscription: StoredSubscription): Problem | null {
    const connection = connections.get(subscription.connectionId);
    // Until the new address is proved, it is not known where the hook should go.
    if (subscription.manage || !connection || tunnel.proved() === null) return null;
    const address = left(subscription);
    if (address === null || !leadThere(connection)) return null;
    return { code: 'address-changed', params: { connection: connection.name, address } };
  }

  return {
    leadThere,
    matter() {
      const real = connections.list().filter(({ demo }) => !demo);
      return real.length === 0 || real.some(leadThere);
    },
    movedAway,
    entered(subscription) {
      const address = subscription.manage ? null : left(subscription);
      if (address !== null) roots.entered(subscription.id, address);
    },
    problem(connection) {
      const subscriptions = connections.subscriptionsOf(connection.id);
      if (subscriptions.every(isHeardOtherwise) || !leadThere(connection)) return null;
      return store.settings().publicAddress === null
        ? { code: 'public-address-missing' }
        : tunnel.problem();
    },
    hearers: () =>
      connections.list().flatMap((connection) => {
        const { id: connectionId } = connection;
        const hooks = connections.subscriptionsOf(connectionId).filter(hasHook);
        if (hooks.length === 0 || !leadThere(connection)) return [];
        return [{ connectionId, follows: hooks.every((one) => left(one) === null) }];
      }),
    look() {
      const proved = tunnel.proved();
      if (proved === null) return;
      for (const connection of connections.list()) {
        for (const subscription of connections.subscriptionsOf(connection.id)) {
          const { id, manage } = subscription;
          if (manage || !asks(connection)) continue;
          if (roots.of(id) === null) roots.note(id, proved);
          const address = left(subscription);
          if (address === null) told.delete(id);
          else if (told.get(id) !== address) {
            told.set(id, address);
            needs.onMoved(connection, address);
          }
        }
      }
    },
  };
}
