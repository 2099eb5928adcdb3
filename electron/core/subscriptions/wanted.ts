// The hooks that a connection's managed subscriptions ask for today, and what keeps some from being made.
import { isHere } from '#shared/address-need';
import type { Problem } from '#shared/result';
import { findLost, secretLost } from '../connections/lost-secret';
import { digestOf, hookSecret } from '../connections/secret-keys';
import { callbackUrl, type Engine, hookUrl } from '../engine';
import type { Source } from '../sources/bind';
import type { BoundSource } from '../sources/bound-source';
import type { StoredConnection, StoredSubscription } from '../store/store';
import type { WantedHook } from './compare-hooks';

export interface Wanted {
  readonly hooks: readonly WantedHook[];
  readonly obstacles: ReadonlyMap<string, Problem>;
}

/** @param absent tables that the service's schema no longer has */
export function wantedHooks(
  engine: Engine,
  connection: StoredConnection,
  absent: ReadonlySet<string>,
): Wanted {
  const { directory, store } = engine;
  const source = directory.source(connection.source);
  const bound = directory.reader(connection.id, null);
  const obstacles = new Map<string, Problem>();
  // Without the secrets to make one, a hook is not missed where a live channel brings all that it would.
  const isHeard = Boolean(bound?.live) && directory.canCall(connection.id);
  const isMissed = !isHeard || bound?.hooks?.possible !== false;
  const hooks = store.connections
    .subscriptionsOf(connection.id)
    .filter((one) => one.manage && (isMissed || one.hookId !== null))
    .map((subscription): WantedHook => {
      const fits = source.checkTarget(subscription.target).length === 0;
      const tableId = fits ? tableOf(bound, subscription.target) : null;
      const obstacle =
        bound === undefined || !fits
          ? misfit
          : tableId !== null && absent.has(tableId)
            ? absentTable(source, tableId)
            : obstacleTo(engine, source, connection, subscription);
      // A hook that stands is left as it is until the address is proved; how the address does is said elsewhere.
      const isHeld = obstacle?.code === 'public-address-unproved' && subscription.hookId !== null;
      if (obstacle && !isHeld) obstacles.set(subscription.id, obstacle);
      return {
        subscriptionId: subscription.id,
        address: subscription.address,
        target: subscription.target,
        tableId,
        url: hookUrl(engine, subscription.address) ?? '',
        rule: (fits ? bound?.hooks?.rule(subscription.target) : null) ?? null,
        hookId: subscription.hookId,
        secret: secretState(engine, source, subscription),
        blocked: obstacle !== null,
      };
    });
  return { hooks, obstacles };
}

/** The secret to make a hook with, and its digest; '' where hooks of the service carry none. */
export function secretFor(
  { vault }: Engine,
  source: Source,
  { connectionId, id }: Pick<StoredSubscription, 'connectionId' | 'id'>,
): string | undefined {
  const { hookSecret: names } = source;
  return names ? hookSecret(vault, names, connectionId, id) : '';
}

/** A table as its source names it; else the member of the target that says so. */
export function tableOf(
  bound: BoundSource | undefined,
  target: StoredSubscription['target'],
): string | null {
  const named = bound?.tables?.of(target)?.tableId ?? target.tableId;
  return typeof named === 'string' ? named : null;
}

/** A table that is watched, and that the service's schema does not have. */
export const absentTable = (source: Source, tableId: string): Problem => ({
  code: 'service-not-found',
  params: { host: source.info.id, what: tableId },
});

const misfit: Problem = { code: 'setup-invalid', params: { path: 'target' } };

function obstacleTo(
  engine: Engine,
  source: Source,
  connection: StoredConnection,
  subscription: StoredSubscription,
): Problem | null {
  const { secretNames, config } = connection;
  // Once it is entered again, no hook may be needed at all, nor an address for one.
  if (!engine.directory.canCall(connection.id)) {
    const lost = findLost(engine.vault, source, connection, source.calledBy.flat());
    if (lost) return lost;
  }
  const isPublic = engine.store.settings().publicAddress !== null;
  // What a service elsewhere finds at our own address is its own machine, and whoever listens there.
  const isElsewhere = source.info.abilities.needsPublicAddress && !isHere(config.server);
  if (!isPublic && (isElsewhere || callbackUrl(engine, subscription.address) === null)) {
    return { code: 'public-address-missing' };
  }
  if (hookUrl(engine, subscription.address) === null) return { code: 'public-address-unproved' };
  const madeOf = source.hookSecret?.madeOf;
  // One that was never entered is asked for by the source itself, which knows what it is for.
  if (madeOf === undefined || !secretNames.includes(madeOf)) return null;
  return secretFor(engine, source, subscription) === undefined ? secretLost(source, madeOf) : null;
}

function secretState(
  engine: Engine,
  source: Source,
  subscription: StoredSubscription,
): WantedHook['secret'] {
  if (source.hookSecret === null) return 'none';
  const secret = secretFor(engine, source, subscription);
  const fits = secret !== undefined && digestOf(secret) === subscription.hookDigest;
  return fits ? 'fits' : 'changed';
}
