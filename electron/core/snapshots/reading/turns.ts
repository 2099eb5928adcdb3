// Who may read when: one reader of a table at a time, one scan of a connection, few calls of a connection at once.
import type { Result } from '#shared/result';
import type { Purpose } from '../../budget/budget';
import type { ServiceDesk } from '../../connections/service-desk';
import type { Http } from '../../ports';
import type { BoundTables } from '../../sources/bound-source';
import type { TableRef } from '../../sources/source';
import { tableKey } from '../watched';

/** Calls to a service at once for one connection: polite, and quick enough. */
const callsAtOnce = 4;

export interface Turns {
  /** Reads of one table never overlap, so that an older answer cannot pass for a newer one. */
  ofTable<T>(connectionId: string, table: TableRef, work: () => Promise<T>): Promise<T>;
  ofScan<T>(connectionId: string, work: () => Promise<T>): Promise<T>;
  call<T>(
    connectionId: string,
    purpose: Purpose,
    work: (tables: BoundTables, http: Http) => Promise<Result<T>>,
  ): Promise<Result<T>>;
}

export function createTurns(services: ServiceDesk): Turns {
  const queues = new Map<string, Promise<unknown>>();
  const lanes = new Map<string, { busy: number; readonly waiting: (() => void)[] }>();

  function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = queues.get(key) ?? Promise.resolve();
    const done = before.then(work, work);
    const settled = done.then(
      () => {},
      () => {},
    );
    queues.set(key, settled);
    void settled.then(() => {
      if (queues.get(key) === settled) queues.delete(key);
    });
    return done;
  }

  async function inLane<T>(connectionId: string, work: () => Promise<T>): Promise<T> {
    const lane = lanes.get(connectionId) ?? { busy: 0, waiting: [] };
    lanes.set(connectionId, lane);
    if (lane.busy >= callsAtOnce) await new Promise<void>((go) => lane.waiting.push(go));
    else lane.busy += 1;
    try {
      return await work();
    } finally {
      const next = lane.waiting.shift();
      if (next) next();
      else lane.busy -= 1;
      if (lane.busy === 0) lanes.delete(connectionId);
    }
  }

  return {
    ofTable: (connectionId, table, work) => inTurn(tableKey(connectionId, table), work),
    ofScan: (connectionId, work) => inTurn(connectionId, work),
    call: (connectionId, purpose, work) =>
      inLane(connectionId, () =>
        services.call(connectionId, purpose, async (bound, http) =>
          bound.tables ? work(bound.tables, http) : { ok: false, error: { code: 'not-found' } },
        ),
      ),
  };
}
