// A real store with worker, value reader and catch-up at a service in memory; all but the network is real.

import { type CatchUp, createCatchUp } from '#core/catchup/catch-up';
import { createDirectory } from '#core/connections/directory';
import { createSchemaReads } from '#core/connections/schema-reads';
import type { Engine } from '#core/engine';
import { createWorker, type Worker } from '#core/pipeline/worker';
import { createPushDesk } from '#core/pushes';
import { createSnapshots, type Snapshots } from '#core/snapshots/snapshots';
import type { Store } from '#core/store/store';
import type { BudgetState } from '#shared/budget';
import type { ChangeEvent } from '#shared/event';
import type { Gap } from '#shared/gap';
import { err } from '#shared/result';
import type { Watch } from '#shared/watch';
import { makeStore, noon, temporaryFolder } from '../../store/make';
import type { ToldBody } from './fake-callbacks';
import { createFakeService, type FakeService } from './fake-tables';
import { createManualClock, type ManualClock } from './manual-clock';

export interface Bench {
  readonly service: FakeService;
  readonly clock: ManualClock;
  readonly store: Store;
  readonly catchUp: CatchUp;
  readonly snapshots: Snapshots;
  readonly events: ChangeEvent[];
  readonly filled: ChangeEvent[];
  readonly gaps: Gap[];
  /** ms of each sleep that nobody had told of. */
  readonly sleeps: number[];
  readonly schemaNews: string[];
  readonly budget: { state: BudgetState };
  /** A callback arrives. */
  push(body: ToldBody): string;
  /** Begins, and takes the first snapshot of everything watched. */
  begin(): Promise<void>;
  /** Content of the snapshot, by row. */
  snapshot(tableId?: string): Readonly<Record<string, unknown>>;
  /** The process ends without a farewell; another opens the same folder. */
  crash(): Bench;
}

export interface BenchOptions {
  readonly watch?: readonly Watch[];
  readonly folder?: string;
  readonly service?: FakeService;
  readonly clock?: ManualClock;
}

export const connectionId = 'c1';
const everything: readonly Watch[] = [{ tableId: 't1', kinds: ['created', 'updated', 'deleted'] }];

export function openBench(options: BenchOptions = {}): Bench {
  const folder = options.folder ?? temporaryFolder();
  const service = options.service ?? createFakeService();
  const clock = options.clock ?? createManualClock(noon);
  const store = makeStore(folder);
  if (!options.folder) {
    service.table('t1');
    store.connections.save({
      id: connectionId,
      source: 'kdocs',
      name: 'Sales',
      config: { base: 'b1' },
      secretNames: [],
      demo: false,
      watch: options.watch ?? everything,
    });
  }
  const vault = { lasting: true, get: () => undefined, set: () => {}, delete: () => {} };
  const directory = createDirectory({ store, vault, sources: [service.source] });
  const events: ChangeEvent[] = [];
  const filled: ChangeEvent[] = [];
  const gaps: Gap[] = [];
  const sleeps: number[] = [];
  const schemaNews: string[] = [];
  const budget: { state: BudgetState } = { state: 'enough' };
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const http = { request: async () => err({ code: 'internal' as const }) };
  const services: Engine['services'] = {
    async call(id, purpose, work) {
      const bound = directory.reader(id, null);
      if (!bound) return err({ code: 'not-found' });
      if (budget.state === 'spent' && purpose !== 'person') return err({ code: 'budget-spent' });
      return work(bound, http);
    },
    clockSkew: () => 0,
    asked: () => null,
    visit: () => http,
  };
  let nextId = 0;
  let alive = true;
  const parts: Pick<
    Engine,
    | 'store'
    | 'clock'
    | 'log'
    | 'directory'
    | 'pushes'
    | 'ids'
    | 'services'
    | 'schemas'
    | 'budget'
    | 'status'
    | 'wake'
  > = {
    store,
    clock,
    log,
    directory,
    pushes: createPushDesk(),
    ids: { uuid: () => `id-${clock.now()}-${++nextId}-${Math.random()}`, token: () => 'token' },
    services,
    schemas: createSchemaReads({ services, clock }),
    budget: {
      refusal: () => null,
      count: () => {},
      exhausted: () => {},
      answered: () => {},
      isTrial: () => false,
      state: () => budget.state,
    } as unknown as Engine['budget'], // of the budget only its state is asked
    status: { touch: () => {} } as unknown as Engine['status'], // is only told
    wake: () => alive && worker.wake(),
  };
  const engine = parts as Engine; // what is left out is not used by these parts
  const snapshots = createSnapshots(engine, {
    onSchema: (id) => schemaNews.push(id),
    idle: () => worker.idle(),
  });
  const catchUp = createCatchUp(engine, snapshots, {
    onGap: (gap) => gaps.push(gap),
    onSlept: (ms) => sleeps.push(ms),
  });
  const worker: Worker = createWorker({
    store,
    directory,
    clock,
    log,
    values: snapshots.values,
    stated: snapshots.stated,
    onEvents: (added) => events.push(...added),
    onFilled: (known) => filled.push(...known),
    onSchema: (id) => catchUp.changed(id),
    onSettled: () => {},
    onDisk: () => {},
  });

  return {
    service,
    clock,
    store,
    catchUp,
    snapshots,
    events,
    filled,
    gaps,
    sleeps,
    schemaNews,
    budget,
    push(body) {
      const id = `push-${++nextId}-${Math.random()}`;
      store.deliveries.insert([
        {
          id,
          source: 'kdocs',
          connectionId,
          subscriptionId: null,
          channel: 'push',
          receivedAt: clock.now(),
          headers: {},
          body: Buffer.from(JSON.stringify(body)),
          state: 'pending',
          issue: null,
          repeatKey: null,
          repeatWithinMs: null,
        },
      ]);
      worker.wake();
      return id;
    },
    async begin() {
      worker.wake();
      catchUp.start();
      await clock.advance(200);
    },
    snapshot(tableId = 't1') {
      const table = { baseId: 'b1', tableId };
      const scan = store.snapshots.beginScan(connectionId, table);
      const rows = store.snapshots.unseen(connectionId, table, scan, 100_000);
      return Object.fromEntries(rows.map(({ id, cells }) => [id, cells]));
    },
    crash() {
      alive = false;
      clock.clear();
      worker.stop();
      snapshots.stop();
      store.close();
      return openBench({ ...options, folder, service, clock });
    },
  };
}

/** A change in few words. */
export const said = (event: ChangeEvent): string =>
  `${event.action} ${event.record?.title ?? event.record?.id ?? `${event.count} rows`}: ${event.changes
    .map(
      ({ field, beforeText, afterText }) =>
        `${field.name} ${beforeText ?? '-'}>${afterText ?? '-'}`,
    )
    .join(', ')}`;
