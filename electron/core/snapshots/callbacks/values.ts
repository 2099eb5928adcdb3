// Reads the values of records that callbacks only name: gathers, reads as cheaply as it goes, compares, and settles.
import { err, ok, type Result } from '#shared/result';
import type { Budget } from '../../budget/budget';
import type { Log } from '../../ports';
import { errorName, problemFields } from '../../redact-log';
import type { ChangeDraft, TableRef } from '../../sources/source';
import { type StoredDelivery, StoreFailure } from '../../store/store';
import { applyReading, type Prompt } from '../comparing/apply';
import type { Scan, ScanNeeds } from '../reading/scan';
import type { Staleness } from '../reading/staleness';
import type { Turns } from '../reading/turns';
import type { SchemaBook } from '../structure/schema';
import { readableOf, tableKey, type WatchedTable } from '../watched';
import { createGathering, type Gathering, gather, joined } from './gathering';
import { createNameBook, type NameNeeds, namesKey } from './names';
import { isSaid, unnamed } from './owed';
import { createSetAside, noneFound, type Waiting } from './set-aside';
import { type Aside, isWithoutValues, partsOf, type Sorted, tableOf } from './sort-drafts';
import { createPauses, isAnswer, pauseAfter } from './tries';

/** ms that a reading waits for more of the same table; `saving` where calls run short. */
const wait = { enough: 250, saving: 60_000 } as const;
/** ms until a disk that refused is tried again. */
const diskPause = 5000;

export interface ValueNeeds extends ScanNeeds, Pick<NameNeeds, 'directory' | 'services'> {
  readonly budget: Budget;
  readonly log: Log;
  readonly onSettled: () => void;
}

export interface ValueReader {
  /** Which drafts must be read first. To be called in the transaction that stores the others. */
  sort(delivery: StoredDelivery, drafts: readonly ChangeDraft[]): Sorted;
  /** Reads for a delivery that was set aside; when it is done, the delivery is settled or given back. */
  take(aside: Aside): void;
  /** A delivery whose values could not be read: its table must be compared, and its event awaits its values. */
  owe(connectionId: string, draft: ChangeDraft, eventId: string): void;
  /** Rows were compared by somebody else, as they were at `askedAt` (ms since 1970) or later. */
  seen(connectionId: string, table: TableRef, ids: readonly string[], askedAt: number): void;
  stop(): void;
}

export function createValueReader(
  needs: ValueNeeds,
  tools: {
    readonly turns: Turns;
    readonly schemas: SchemaBook;
    readonly scan: Scan;
    readonly staleness: Staleness;
  },
): ValueReader {
  const { store, directory, budget, clock, log } = needs;
  const { turns, schemas, scan, staleness } = tools;
  const gatherings = new Map<string, Gathering>();
  /** What is being read. */
  const trying = new Map<string, Gathering>();
  const aside = createSetAside(store.deliveries);
  const timers = new Set<() => void>();
  const pauses = createPauses(clock);
  const book = createNameBook(needs, schemas, aside);

  function later(ms: number, work: () => void): void {
    if (needs.stopped()) return;
    const cancel = clock.after(ms, () => {
      timers.delete(cancel);
      if (!needs.stopped()) work();
    });
    timers.add(cancel);
  }

  function watchedTable(connectionId: string, table: TableRef): WatchedTable | null {
    if (!store.snapshots.table(connectionId, table)) return null;
    const key = tableKey(connectionId, table);
    const tables = readableOf(needs, connectionId)?.tables ?? [];
    return tables.find((one) => tableKey(connectionId, one) === key) ?? null;
  }

  function start(key: string, gathering: Gathering): void {
    const { connectionId } = gathering;
    const meters = directory.reader(connectionId, null)?.meters ?? [];
    const source = store.connections.get(connectionId)?.source;
    const state = source ? budget.state(source, meters) : 'enough';
    later(state === 'saving' ? wait.saving : wait.enough, () => void run(key));
  }

  async function run(key: string): Promise<void> {
    const batch = gatherings.get(key);
    if (!batch || trying.has(key)) return;
    gatherings.delete(key);
    trying.set(key, batch);
    try {
      await attempt(key, batch, 0, clock.now()).catch((error: unknown) => {
        log.error('values could not be compared', { error: errorName(error) });
        if (error instanceof StoreFailure) throw error;
        if (!needs.stopped()) giveUp(key, batch);
      });
    } catch {
      // The disk said no; its deliveries wait, and are read again with whatever came since.
      for (const one of batch.deliveries) aside.reopen(one, key);
      const since = gatherings.get(key);
      gatherings.set(key, since ? joined(batch, since) : batch);
      await new Promise<void>((go) => later(diskPause, go));
    }
    trying.delete(key);
    const next = gatherings.get(key);
    if (next && !needs.stopped()) start(key, next);
  }

  async function attempt(key: string, batch: Gathering, tries: number, began: number) {
    const read = await readBatch(key, batch);
    if (needs.stopped()) return;
    if (read.ok) {
      needs.wake();
      return needs.onSettled();
    }
    const pause = pauseAfter(read.error.code, tries, clock.now() - began);
    if (pause === null || tries === 0) {
      log.warn('values could not be read', {
        connection: batch.connectionId,
        ...problemFields(read.error),
      });
    }
    if (pause === null) return giveUp(key, batch);
    await pauses.take(key, pause);
    if (needs.stopped()) return;
    return attempt(key, batch, tries + 1, began);
  }

  async function readBatch(key: string, batch: Gathering): Promise<Result<null>> {
    const { connectionId } = batch;
    const table = watchedTable(connectionId, batch.table);
    const entry = store.snapshots.table(connectionId, batch.table);
    const reading = directory.reader(connectionId, null)?.tables;
    if (!table || !entry || !reading) return err({ code: 'not-found' });
    const isFirst = entry.comparedAt === null;
    // Records that nobody named cannot be told from those that were there before anything was read.
    if (isFirst && batch.unnamed) return err({ code: 'not-found' });
    const named = Math.ceil(batch.rows.size / reading.atOnce);
    const whole = Math.max(1, Math.ceil(entry.rows / reading.pageSize));
    if (!batch.unnamed && (isFirst || named <= whole)) {
      const read = await readNamed(key, batch, table);
      if (read.ok && read.value === 'settled') return ok(null);
      if (!read.ok && !isAnswer(read.error.code)) return read;
    }
    const scanned = await scan({
      table,
      prompt: promptOf(batch),
      purpose: 'values',
      told: (id) => batch.rows.get(id) ?? batch.unnamed ?? undefined,
      onRead(ids) {
        for (const id of ids) if (batch.rows.has(id)) batch.compared.add(id);
      },
      onFound(ids) {
        batch.found = [...batch.found, ...ids];
      },
      atEnd: () => settleAll(key, batch),
    });
    return scanned.ok ? ok(null) : scanned;
  }

  /** @returns `all-gone`: none of them is there, which a service that reads no single rows would say as well */
  const readNamed = (
    key: string,
    batch: Gathering,
    table: WatchedTable,
  ): Promise<Result<'settled' | 'all-gone'>> =>
    turns.ofTable(batch.connectionId, table, async () => {
      const { connectionId } = batch;
      const when = { newestSaid: store.snapshots.newestSaid(), askedAt: clock.now() };
      const ids = [...batch.rows.keys()];
      const size = directory.reader(connectionId, null)?.tables?.atOnce ?? 1;
      const lots = ids.flatMap((_, at) => (at % size === 0 ? [ids.slice(at, at + size)] : []));
      const answers = await Promise.all(
        lots.map((lot) =>
          turns.call(connectionId, 'values', (tables, http) => tables.some(http, table, lot)),
        ),
      );
      const failed = answers.find((answer) => !answer.ok);
      if (failed && !failed.ok) return failed;
      const rows = answers.flatMap((answer) => (answer.ok ? answer.value : []));
      if (rows.length === 0) return ok('all-gone');
      await schemas.meet(connectionId, table, rows);
      await needs.settled();
      if (needs.stopped()) return ok('settled');
      store.transaction(() => {
        batch.found = applyReading(needs, {
          table,
          prompt: promptOf(batch),
          asked: ids,
          rows,
          scan: null,
          told: (id) => batch.rows.get(id),
          ...when,
        });
        settleAll(key, batch);
      });
      return ok('settled');
    });

  /** Within the transaction that wrote what was read. */
  function settleAll(key: string, batch: Gathering): void {
    for (const one of batch.deliveries) aside.settle(one, key, batch.found);
  }

  /** What was told is stored as it was told, by whoever reads deliveries. */
  function giveUp(key: string, batch: Gathering): void {
    store.transaction(() => {
      staleness.mark(batch.connectionId, batch.table);
      for (const one of batch.deliveries) aside.giveBack(one, key, batch.compared);
    });
    needs.wake();
    needs.onSettled();
  }

  return {
    sort(delivery, drafts) {
      const failed = aside.asTold(delivery.id);
      const now: ChangeDraft[] = [];
      const owing: ChangeDraft[] = [];
      const first: ChangeDraft[] = [];
      const watched = new Map<string, boolean>();
      let names: Sorted['names'] = failed?.get(namesKey)?.has(namesKey) ? 'read' : null;
      for (const draft of drafts) {
        const table = isWithoutValues(draft) ? tableOf(draft) : null;
        if (!table) {
          if (!failed && book.wants(delivery.connectionId, draft)) names = 'wanted';
          else now.push(draft);
          continue;
        }
        const key = tableKey(delivery.connectionId, table);
        const isRead = watched.get(key) ?? watchedTable(delivery.connectionId, table) !== null;
        watched.set(key, isRead);
        if (!isRead) now.push(draft);
        else if (!failed) first.push(draft);
        // What a delivery told that is read again was told before; the comparison that follows finds the rest.
        else if (isUntold(failed.get(key), draft) && !delivery.replayed) {
          if (!isSaid(store, delivery.connectionId, table, draft, owing)) owing.push(draft);
        }
      }
      return { now, owing, parts: partsOf(first), names };
    },

    take({ delivery, parts, names, stored }) {
      const keys = parts.map(({ table }) => tableKey(delivery.connectionId, table));
      const waiting: Waiting = {
        id: delivery.id,
        left: new Set(names ? [...keys, namesKey] : keys),
        failed: new Map(),
        stored,
        ...noneFound(delivery.connectionId, parts),
      };
      if (names) later(0, () => void book.read(delivery.connectionId, waiting));
      for (const part of parts) {
        const key = tableKey(delivery.connectionId, part.table);
        const known = gatherings.get(key);
        const gathering = known ?? createGathering(delivery.connectionId, part.table);
        gather(gathering, waiting, delivery, part);
        // The service may answer again; what has waited is read before this.
        pauses.shorten(key);
        if (known) continue;
        gatherings.set(key, gathering);
        if (!trying.has(key)) start(key, gathering);
      }
    },

    owe(connectionId, draft, eventId) {
      const table = tableOf(draft);
      if (!table || !store.snapshots.table(connectionId, table)) return;
      store.snapshots.owe(connectionId, table, draft.record?.id ?? unnamed(draft.action), eventId);
    },

    seen(connectionId, table, ids, askedAt) {
      const key = tableKey(connectionId, table);
      for (const batch of [gatherings.get(key), trying.get(key)]) {
        if (!batch || batch.receivedAt > askedAt) continue;
        for (const id of ids) if (batch.rows.has(id)) batch.compared.add(id);
      }
    },

    stop() {
      for (const cancel of timers) cancel();
      timers.clear();
      pauses.stop();
    },
  };
}

/** @param compared rows of the table whose changes were told before its reading failed; undefined: it was read */
const isUntold = (compared: ReadonlySet<string> | undefined, { record }: ChangeDraft): boolean =>
  compared !== undefined && !(record && compared.has(record.id));

const promptOf = ({ connectionId, subscriptionId, channel, receivedAt }: Gathering): Prompt => ({
  connectionId,
  subscriptionId,
  channel,
  receivedAt,
});
