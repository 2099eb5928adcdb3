// Reads a service's own log of changes from where it was left; what it brings is written down like any delivery.
import { err, ok, type Problem, type Result } from '#shared/result';
import type { Purpose } from '../budget/budget';
import type { Engine } from '../engine';
import type { StoredConnection } from '../store/store';

/** ms after which the log is read by itself: while changes arrive, to find what got lost; and while none can. */
const every = { hearing: 15 * 60_000, deaf: 30_000 } as const;

/** A stretch that takes more calls than the service allows becomes smaller by this, down to the smallest. */
const smaller = 1 / 4;
const smallest = 1 / 16;

interface HistoryReading {
  /** Why something before what was read may be missing; null: the log is complete. */
  readonly missing: Problem | null;
}

/** A stretch of the log. */
interface Kept {
  readonly bodies: readonly Uint8Array[];
  readonly cursor: string;
  /** false: something is missing before it. */
  readonly complete: boolean;
}

/** How far a log was read that has more. */
interface Behind {
  /** ms since 1970 by the service's clock; null: not known. */
  readonly reached: number | null;
}

export interface HistoryBook {
  /** The service has a log, there is something to watch, and the secrets are at hand. */
  has(connectionId: string): boolean;
  /** ms since 1970 when the last complete reading began; null: none yet in this run. */
  readAt(connectionId: string): number | null;
  due(connectionId: string): boolean;
  /** The last reading did not come to the end of the log; null: it did. */
  behind(connectionId: string): Behind | null;
  /** What the last reading that came to the end of the log found to be missing; null: nothing. */
  missing(connectionId: string): Problem | null;
  /** It is told, and what can be found by comparing is found. */
  told(connectionId: string): void;
  /** Reads to the end of the log. The first time it only notes where that is. */
  read(connectionId: string, purpose: Purpose): Promise<Result<HistoryReading>>;
}

export interface HistoryNeeds
  extends Pick<Engine, 'store' | 'directory' | 'services' | 'clock' | 'ids' | 'wake'> {
  /** Deliveries were written down, whatever becomes of the rest. */
  readonly onKept: (connectionId: string, deliveries: readonly string[]) => void;
  /** Nothing arrives at present. */
  readonly deaf: (connectionId: string) => boolean;
  readonly stopped: () => boolean;
}

const gone: Problem = { code: 'not-found' };

export function createHistoryBook(needs: HistoryNeeds): HistoryBook {
  const { store, directory, services, clock } = needs;
  const readAt = new Map<string, number>();
  /** Also of readings that failed. */
  const triedAt = new Map<string, number>();
  const behind = new Map<string, Behind>();
  /** Holes that the cursor is past, until they are told. */
  const holes = new Map<string, Problem>();
  const missingLately = new Map<string, Problem | null>();
  /** Of a usual stretch; what is not in it is read in whole ones. */
  const parts = new Map<string, number>();

  function targetsOf({ id, source }: StoredConnection) {
    const { checkTarget } = directory.source(source);
    return store.connections
      .subscriptionsOf(id)
      .filter(({ target }) => checkTarget(target).length === 0)
      .map(({ target }) => target);
  }

  function readable(connectionId: string): StoredConnection | null {
    const connection = store.connections.get(connectionId);
    const hasLog = Boolean(directory.reader(connectionId, null)?.history);
    if (!connection || connection.demo || !hasLog || !directory.canCall(connectionId)) return null;
    return targetsOf(connection).length > 0 ? connection : null;
  }

  async function begin(connection: StoredConnection, purpose: Purpose): Promise<Result<null>> {
    const head = await services.call(
      connection.id,
      purpose,
      async (bound, http) => (await bound.history?.head(http, targetsOf(connection))) ?? err(gone),
    );
    if (!head.ok) return head;
    if (!needs.stopped()) store.cursors.save(connection.id, head.value);
    return ok(null);
  }

  async function readOn(
    connection: StoredConnection,
    from: string,
    purpose: Purpose,
  ): Promise<Result<HistoryReading>> {
    const { id, name } = connection;
    const seen = new Set([from]);
    let cursor = from;
    let missing: Problem | null = null;
    for (;;) {
      const part = parts.get(id) ?? 1;
      const stretch = await services.call(
        id,
        purpose,
        async (bound, http) =>
          (await bound.history?.since(http, targetsOf(connection), cursor, part)) ?? err(gone),
      );
      if (!stretch.ok) {
        const isBusy = stretch.error.code === 'service-busy';
        if (isBusy) behind.set(id, behind.get(id) ?? { reached: null });
        if (isBusy && cursor === from) parts.set(id, Math.max(smallest, part * smaller));
        return stretch;
      }
      // Meanwhile the connection may have been removed, or another base picked.
      if (needs.stopped() || store.cursors.get(id) !== cursor) return err(gone);
      const { bodies, more, complete, cursor: next, reached = null } = stretch.value;
      if (!complete) {
        missing = { code: 'history-incomplete', params: { connection: name } };
        // A log that cannot be read today is read on from the same place once it can.
        if (next !== cursor) holes.set(id, missing);
      }
      keep(connection, { bodies, cursor: next, complete });
      if (!more) {
        for (const known of [behind, parts]) known.delete(id);
        missing = holes.get(id) ?? missing;
        missingLately.set(id, missing);
        return ok({ missing });
      }
      behind.set(id, { reached });
      if (seen.has(next)) return err({ code: 'history-repeats', params: { host: name } });
      seen.add(next);
      cursor = next;
    }
  }

  /** All or nothing: what was read is not read again, what is not written down is, and what the log lacks is compared. */
  function keep({ id, source }: StoredConnection, { bodies, cursor, complete }: Kept): void {
    const [only, ...others] = store.connections.subscriptionsOf(id);
    const receivedAt = clock.now();
    const found = bodies.map((body) => ({
      id: needs.ids.uuid(),
      source,
      connectionId: id,
      subscriptionId: only && others.length === 0 ? only.id : null,
      channel: 'catch-up' as const,
      receivedAt,
      headers: {},
      body,
      state: 'pending' as const,
      issue: null,
      repeatKey: null,
      repeatWithinMs: null,
    }));
    store.transaction(() => {
      store.deliveries.insert(found);
      store.cursors.save(id, cursor);
      for (const table of complete ? [] : store.snapshots.tables(id)) {
        store.snapshots.setStale(id, table);
      }
    });
    if (found.length === 0) return;
    needs.wake();
    needs.onKept(
      id,
      found.map((delivery) => delivery.id),
    );
  }

  return {
    has: (connectionId) => readable(connectionId) !== null,
    readAt: (connectionId) => readAt.get(connectionId) ?? null,
    behind: (connectionId) => behind.get(connectionId) ?? null,
    missing: (connectionId) => missingLately.get(connectionId) ?? null,
    told: (connectionId) => void holes.delete(connectionId),
    due(connectionId) {
      if (behind.has(connectionId)) return true;
      const last = triedAt.get(connectionId);
      const age = needs.deaf(connectionId) ? every.deaf : every.hearing;
      return last === undefined || Math.abs(clock.now() - last) >= age;
    },
    async read(connectionId, purpose) {
      const connection = readable(connectionId);
      if (!connection) return err(gone);
      const began = clock.now();
      triedAt.set(connectionId, began);
      const cursor = store.cursors.get(connectionId);
      let reading: Result<HistoryReading> = ok({ missing: null });
      if (cursor === null) {
        const begun = await begin(connection, purpose);
        if (!begun.ok) return begun;
      } else {
        reading = await readOn(connection, cursor, purpose);
        if (!reading.ok) return reading;
      }
      readAt.set(connectionId, began);
      return reading;
    },
  };
}
