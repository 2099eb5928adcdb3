// One stored delivery, read once more: its events are corrected in their places. Nothing is asked of a service.
import type { Problem, Result } from '#shared/result';
import { err, ok } from '#shared/result';
import type { Directory } from '../connections/directory';
import { completeEvents } from '../pipeline/complete';
import { pickedOf } from '../pipeline/picked';
import { slack, tellingOf } from '../pipeline/telling';
import type { Log } from '../ports';
import { errorName } from '../redact-log';
import { isWithoutValues, tableOf } from '../snapshots/callbacks/sort-drafts';
import { readComparison } from '../snapshots/comparing/read-comparison';
import { takeLong } from '../snapshots/stated/settle-found';
import { untold } from '../snapshots/structure/structure-told';
import { isRemovalTold } from '../snapshots/structure/table-gone';
import type { ChangeDraft } from '../sources/source';
import type { ToldEvent } from '../store/rereads';
import { type NewEvent, type Store, type StoredDelivery, StoreFailure } from '../store/store';
import { corrected, reworded } from './correct';
import { createOldNames } from './old-names';
import { isElsewhere, type Read, sameRows } from './same-rows';

export interface ReadAgainNeeds {
  readonly store: Store;
  readonly directory: Directory;
  readonly log: Log;
}

/** Events whose names tell what things were called then. */
const askedForNames = 50;

interface Found {
  readonly draft: ChangeDraft;
  readonly fills: string | null;
  readonly goneSince: number | null;
}

interface Entry extends Found {
  readonly event: NewEvent;
}

/**
 * Each step within a transaction, and all of it again where one is lost: what is done already is found done.
 * @param reading number of the reading that is today's
 * @returns steps: but for reading the delivery as a whole, each is of one event; the last value is how many events were
 * changed, added or withdrawn
 */
export function* readAgain(
  needs: ReadAgainNeeds,
  delivery: StoredDelivery,
  reading: number,
): Generator<void, number> {
  const { store } = needs;
  const told = store.rereads.told(delivery.id);
  yield;
  const read = draftsOf(needs, delivery, told);
  const leave = (issue: Problem | null) =>
    store.deliveries.settle(delivery.id, {
      state: delivery.state,
      events: delivery.events,
      issue: delivery.state === 'undecoded' ? issue : delivery.issue,
      reading,
    });
  // What was read before and cannot be read any more stays as it was read.
  if (!read.ok) {
    leave(read.error);
    return 0;
  }
  yield;
  const entries: Entry[] = [];
  for (const found of read.value) {
    const [event] = completeEvents(delivery, [found.draft]);
    if (event) entries.push({ ...found, event });
    yield;
  }
  const events = entries.map(({ event }) => event);
  if (isElsewhere(told, events)) {
    leave(delivery.issue);
    return 0;
  }
  const done = yield* delivery.compared
    ? ofComparison(needs, delivery, entries)
    : ofService(needs, delivery, told, entries);
  store.deliveries.settle(delivery.id, {
    state: 'decoded',
    issue: delivery.state === 'decoded' ? delivery.issue : null,
    events: done.events,
    reading,
  });
  return done.changed;
}

interface Done {
  readonly changed: number;
  /** Events that the delivery has led to. */
  readonly events: number;
}

/** Its identities hold the delivery's own, and were never made by a source: only the words can be others. */
function* ofComparison(
  { store }: ReadAgainNeeds,
  delivery: StoredDelivery,
  entries: readonly Entry[],
): Generator<void, Done> {
  let changed = 0;
  for (const { draft, event, fills, goneSince } of entries) {
    const id =
      (fills === null ? null : store.rereads.storedAs(fills)) ?? store.rereads.storedAs(event.id);
    if (id !== null) {
      if (store.events.revise(id, (known) => reworded(known, event), null)) changed += 1;
    } else if (delivery.state === 'undecoded' && isNews(store, delivery, draft, goneSince)) {
      store.rereads.add(withTitle(store, event));
      changed += 1;
    }
    yield;
  }
  const events = delivery.state === 'decoded' ? delivery.events : entries.length;
  return { changed, events };
}

function isNews(
  store: Store,
  { connectionId, receivedAt }: StoredDelivery,
  draft: ChangeDraft,
  goneSince: number | null,
): boolean {
  if (goneSince !== null) return !isRemovalTold(store, connectionId, draft, receivedAt, goneSince);
  return draft.subject === 'record' || untold(store.events, connectionId, draft) !== null;
}

function* ofService(
  needs: ReadAgainNeeds,
  delivery: StoredDelivery,
  told: readonly ToldEvent[],
  entries: readonly Entry[],
): Generator<void, Done> {
  const { store, directory } = needs;
  const { connectionId, subscriptionId, receivedAt } = delivery;
  const isPicked = pickedOf({ store, directory }, delivery);
  const read: Read[] = [];
  for (const { event } of entries) {
    read.push({ event, storedAs: store.rereads.storedAs(event.id) });
    yield;
  }
  const { known, added, gone } = sameRows(told, read);
  let changed = 0;
  for (const { id, event, byPlace } of known) {
    const isAlone = byPlace || id === event.id;
    const revised = store.events.revise(id, (one) => corrected(one, event, isAlone), event.id);
    if (revised) changed += 1;
    yield;
  }
  const drafts = new Map(entries.map(({ event, draft }) => [event.id, draft]));
  let left = 0;
  for (const event of added) {
    const draft = drafts.get(event.id);
    const table = draft && isWithoutValues(draft) ? tableOf(draft) : null;
    // What it led to was found by comparing.
    const isFound = table !== null && store.snapshots.table(connectionId, table) !== null;
    const isOld = !draft || isFound || isRemovalTold(store, connectionId, draft, receivedAt, null);
    if (isOld || !isPicked(draft)) left += 1;
    else {
      const telling = tellingOf(delivery, draft);
      // Another road may have told it, at a time of its own.
      if (telling && store.events.joins(event.id, telling, slack)) store.events.enrich(event);
      else addLate(store, event);
      if (telling) store.events.told(event.id, telling);
      changed += 1;
    }
    yield;
  }
  // Another set-up may read less of it, and takes nothing back.
  const isWatched = subscriptionId === null || store.connections.subscription(subscriptionId);
  const byId = new Map(told.map((one) => [one.id, one]));
  for (const id of isWatched ? gone : []) {
    const row = byId.get(id);
    if (row && isPicked(placeOf(row)) && store.rereads.withdraw(id)) changed += 1;
    yield;
  }
  const isWhole = left === 0;
  return { changed, events: isWhole ? known.length + added.length : delivery.events };
}

/** An earlier reading lost it. It is shown at its time, and as read: it is no news any more. */
function addLate(store: Store, event: NewEvent): void {
  const { isStored, added } = takeLong(store, event);
  store.events.mark({ ids: added.map(({ id }) => id) }, false);
  if (!isStored) store.rereads.add(withTitle(store, event));
}

function withTitle(store: Store, event: NewEvent): NewEvent {
  const { record, table, connectionId } = event;
  if (!record || record.title !== undefined) return event;
  const title = store.events.titleOf(connectionId, table?.id ?? '', record.id);
  return title === undefined ? event : { ...event, record: { ...record, title } };
}

/** As much of a change as it takes to say whether it was picked. */
const placeOf = ({ subject, action, baseId, tableId, recordId }: ToldEvent): ChangeDraft => ({
  ...{ subject, action },
  base: { id: baseId },
  table: tableId === '' ? null : { id: tableId },
  record: recordId === '' ? null : { id: recordId },
  changes: [],
  count: 1,
  actor: { kind: 'unknown' },
  occurredAt: null,
  certainty: 'stated',
  identity: [],
});

function draftsOf(
  needs: ReadAgainNeeds,
  delivery: StoredDelivery,
  told: readonly ToldEvent[],
): Result<readonly Found[]> {
  const { store, directory, log } = needs;
  const reader = directory.reader(delivery.connectionId, delivery.subscriptionId);
  if (!reader) return err({ code: 'not-found' });
  const former = told.slice(0, askedForNames).flatMap(({ id }) => store.events.get(id) ?? []);
  const labels = createOldNames(store, delivery, former);
  try {
    if (!delivery.compared) {
      const read = reader.read(delivery, labels);
      if (!read.ok) return read;
      return ok(read.value.map((draft) => ({ draft, fills: null, goneSince: null })));
    }
    if (!reader.tables) return err({ code: 'not-found' });
    const found = readComparison(delivery, reader.tables, labels);
    if (!found.ok) return found;
    return ok(
      found.value.map(({ draft, fills, goneSince = null }) => ({ draft, fills, goneSince })),
    );
  } catch (error) {
    if (error instanceof StoreFailure) throw error;
    log.error('a parser failed', { source: delivery.source, error: errorName(error) });
    return err({ code: 'parser-failed', params: { reason: errorName(error) } });
  }
}
