// Reading a data folder beside a running instance, or without one: what the CLI's commands other than `serve` need.
import type { DeliveryState, DeliverySummary } from '#shared/delivery';
import { cursorOf, type FeedCursor, type FeedRow } from '#shared/feed';
import { withLinkedTitles } from '#shared/linked';
import { parseQuery } from '#shared/query/parse';
import { emptyQuery } from '#shared/query/query';
import type { RecordMoment, RecordThen } from '#shared/record-then';
import { err, ok, type Result } from '#shared/result';
import type { Rereading } from '#shared/status';
import { recordAt } from './api/record-at';
import type { Config } from './config/config';
import { createDirectory } from './connections/directory';
import { connectionSecret } from './connections/secret-keys';
import { createMemoryVault } from './memory-vault';
import { type ReplayTarget, replayDeliveries } from './pipeline/replay';
import { createWorker } from './pipeline/worker';
import type { Clock, Log } from './ports';
import { createRereader } from './rereading/rereader';
import { sources } from './sources/index';
import { openReader } from './store/open';
import type { Store } from './store/store';

export interface ArchiveStatus {
  readonly events: number;
  readonly unread: number;
  readonly lastEventAt: number | null;
  readonly deliveries: Readonly<Record<DeliveryState, number>>;
  /** What this version will read again; null: nothing. */
  readonly rereading: Rereading | null;
  readonly connections: readonly {
    readonly id: string;
    readonly source: string;
    readonly name: string;
    readonly lastEventAt: number | null;
    readonly subscriptions: readonly {
      readonly id: string;
      /** Path at the receiver or the public address. */
      readonly path: string;
      readonly lastDeliveryAt: number | null;
    }[];
  }[];
}

export interface Archive {
  /** Newest first. */
  events(query: string, limit: number): Result<Iterable<FeedRow>>;
  /** The whole record of one change, as it was then. */
  record(eventId: string, when: RecordMoment): Result<ArchivedRecord>;
  /** Newest first. */
  deliveries(state: DeliveryState | null): Iterable<DeliverySummary>;
  /** Reads deliveries again; resolves when all are settled. */
  replay(target: ReplayTarget, config: Config | null): Promise<Result<{ readonly queued: number }>>;
  status(): ArchiveStatus;
  /** Absolute path of the config file that was last served from; null: none ever was. */
  configFile(): string | null;
  close(): void;
}

interface ArchivedRecord {
  /** The change by which the record was named. */
  readonly row: FeedRow;
  readonly record: RecordThen;
}

const pageSize = 500;

/** @param dataDir a data folder; `data-missing` when there is none */
export function openArchive(
  dataDir: string,
  ports: { readonly clock: Clock; readonly log: Log },
): Result<Archive> {
  const opened = openReader(dataDir);
  if (!opened.ok) return opened;
  const store = opened.value;

  function* pages(query: Parameters<typeof store.events.page>[0], limit: number) {
    let after: FeedCursor | null = null;
    let left = limit;
    while (left > 0) {
      const rows: readonly FeedRow[] = store.events.page(query, after, Math.min(pageSize, left));
      yield* rows.map(withLinkedTitles);
      const last = rows.at(-1);
      if (!last) return;
      after = cursorOf(last);
      left -= rows.length;
    }
  }

  return ok({
    events(text, limit) {
      const query = parseQuery(text, ports.clock.now());
      return query.ok ? ok(pages(query.value, limit)) : query;
    },

    record(eventId, when) {
      const row = store.events.get(eventId);
      if (!row) return err({ code: 'not-found' });
      const directory = createDirectory({ store, vault: vaultOf(null), sources });
      const record = recordAt({ store, directory }, row, when);
      return record.ok ? ok({ row: withLinkedTitles(row), record: record.value }) : record;
    },

    *deliveries(state) {
      let beforeSeq: number | null = null;
      for (;;) {
        const page: readonly DeliverySummary[] = store.deliveries.list({
          state,
          connectionId: null,
          beforeSeq,
          limit: pageSize,
        });
        yield* page;
        const last = page.at(-1);
        if (!last) return;
        beforeSeq = last.seq;
      }
    },

    async replay(target, config) {
      const directory = createDirectory({ store, vault: vaultOf(config), sources });
      const outcome = replayDeliveries({ store, directory, clock: ports.clock }, target);
      if (!outcome.ok) return outcome;
      const worker = createWorker({
        ...ports,
        store,
        directory,
        replaysOnly: true,
        onEvents: () => {},
        onSettled: () => {},
        onDisk: () => {},
      });
      worker.wake();
      await worker.idle();
      const rereader = createRereader({
        ...ports,
        store,
        directory,
        idle: () => worker.idle(),
        onProgress: () => {},
      });
      rereader.wake();
      await rereader.idle();
      await rereader.stop();
      worker.stop();
      return outcome;
    },

    status: () => ({
      events: store.events.count(emptyQuery),
      unread: store.events.unread(emptyQuery),
      lastEventAt: store.events.lastAt(null),
      deliveries: store.deliveries.counts(),
      rereading: dueIn(store),
      connections: store.connections.list().map(({ id, source, name }) => ({
        id,
        source,
        name,
        lastEventAt: store.events.lastAt(id),
        subscriptions: store.connections.subscriptionsOf(id).map((one) => ({
          id: one.id,
          path: `/in/${one.address}`,
          lastDeliveryAt: store.deliveries.lastReceivedAt(one.id),
        })),
      })),
    }),

    configFile: () => store.configFile(),

    close: () => store.close(),
  });
}

function dueIn({ connections, rereads }: Store): Rereading | null {
  const readings = new Map(sources.map(({ id, reading }) => [id, reading]));
  const total = connections
    .list()
    .reduce((sum, { id, source }) => sum + rereads.countDue(id, readings.get(source) ?? 0), 0);
  return total === 0 ? null : { done: 0, total };
}

/** Secrets are not in the data folder; they come from the config file, or not at all. */
const vaultOf = (config: Config | null) =>
  createMemoryVault(
    (config?.connections ?? []).flatMap(({ id, secrets }) =>
      Object.entries(secrets).map(([name, value]) => [connectionSecret(id, name), value] as const),
    ),
  );
