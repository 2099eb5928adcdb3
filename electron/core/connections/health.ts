// How a connection is, beyond its problems: gathered from the parts that know.
import type { ConnectionHealth } from '#shared/doctor';
import type { TunnelState } from '#shared/tunnel';
import type { CatchUp } from '../catchup/catch-up';
import type { Engine } from '../engine';
import type { HookKeeper } from '../subscriptions/keeper';

/** Deliveries that are counted at most; beyond, a person needs no number. */
const countedAtMost = 500;

interface HealthNeeds {
  readonly hooks: Pick<HookKeeper, 'checkedAt' | 'namesAt'>;
  readonly catchUp: Pick<CatchUp, 'problem'>;
}

export function healthOf(
  { store, services, tunnel }: Pick<Engine, 'store' | 'services' | 'tunnel'>,
  { hooks, catchUp }: HealthNeeds,
  connectionId: string,
): ConnectionHealth {
  const tables = store.snapshots.tables(connectionId);
  return {
    lastCheckAt: hooks.checkedAt(connectionId),
    ...canaryOf(tunnel.state()),
    queue: queueOf(store, connectionId),
    clockSkewMs: services.clockSkew(connectionId),
    comparedAt: oldest(tables.map((one) => one.comparedAt)),
    compareProblem: catchUp.problem(connectionId),
    namesAt: newest([hooks.namesAt(connectionId), ...tables.map((one) => one.schemaAt)]),
    serverVersion: store.labels.name(connectionId, 'service', 'version') || null,
  };
}

/** The proof of the public address: a request through it that came back to our own receiver. */
function canaryOf(state: TunnelState): Pick<ConnectionHealth, 'canary' | 'roundTripMs'> {
  switch (state.kind) {
    case 'online':
      // Proved by a delivery: our own request says nothing there.
      return state.roundTripMs === null
        ? { canary: 'not-tried', roundTripMs: null }
        : { canary: 'passed', roundTripMs: state.roundTripMs };
    case 'retrying':
    case 'failed':
      return { canary: 'failed', roundTripMs: null };
    case 'unproved':
      // Where the name is unknown, none went out.
      return {
        canary: state.problem.code === 'tunnel-name-unknown' ? 'not-tried' : 'failed',
        roundTripMs: null,
      };
    case 'off':
    case 'connecting':
      return { canary: 'not-tried', roundTripMs: null };
  }
}

function queueOf({ deliveries }: Engine['store'], connectionId: string): number {
  // Most of the time nothing waits at all, and one connection need not be told from another.
  if (deliveries.count('pending') === 0) return 0;
  const filter = { state: 'pending' as const, connectionId, beforeSeq: null };
  return deliveries.list({ ...filter, limit: countedAtMost }).length;
}

/** null when one was never compared, or there is none. */
function oldest(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length > 0 && known.length === times.length ? Math.min(...known) : null;
}

function newest(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length > 0 ? Math.max(...known) : null;
}
