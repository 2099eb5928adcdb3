// What is to be done with one delivery: which changes to store, which to complete, and of which to read the values first.
import { err, ok, type Problem, type Result } from '#shared/result';
import type { Directory } from '../connections/directory';
import { createLabelBook } from '../connections/label-book';
import type { Clock } from '../ports';
import {
  type AsidePart,
  isWithoutValues,
  type Sorted,
  tableOf,
} from '../snapshots/callbacks/sort-drafts';
import type { ValueReader } from '../snapshots/callbacks/values';
import { readComparison } from '../snapshots/comparing/read-comparison';
import { untold } from '../snapshots/structure/structure-told';
import { isRemovalTold } from '../snapshots/structure/table-gone';
import type { ChangeDraft } from '../sources/source';
import type { Store, StoredDelivery } from '../store/store';
import { pickedOf } from './picked';

export interface Entry {
  readonly draft: ChangeDraft;
  /** Id of a stored event that it completes. */
  readonly fills: string | null;
  /** Its values could not be read; a later comparison completes it. */
  readonly owing: boolean;
}

export interface DeliveryPlan {
  readonly entries: readonly Entry[];
  /** Values to be read before the delivery is settled. */
  readonly parts: readonly AsidePart[];
  /** Names are to be read before it is settled. */
  readonly names: boolean;
  /** Fields, tables or views have changed. */
  readonly schema: boolean;
  /** Why nothing came of it, where there is something to say. */
  readonly issue: Problem | null;
}

export interface PlanNeeds {
  readonly store: Store;
  readonly directory: Directory;
  readonly clock: Clock;
  /** Absent where nothing can be read: a table whose values would be read first is left to the instance that can. */
  readonly values?: ValueReader;
}

/** Within a transaction, since labels are learned on the way. */
export function planDelivery(needs: PlanNeeds, delivery: StoredDelivery): Result<DeliveryPlan> {
  const { store, directory, clock } = needs;
  const { connectionId } = delivery;
  const reader = directory.reader(connectionId, delivery.subscriptionId);
  if (!reader) return err({ code: 'not-found' });
  const labels = createLabelBook(store, connectionId, clock.now());
  const isTold = (draft: ChangeDraft, since: number | null) =>
    isRemovalTold(store, connectionId, draft, delivery.receivedAt, since);
  if (delivery.compared) {
    if (!reader.tables) return err({ code: 'not-found' });
    const compared = readComparison(delivery, reader.tables, labels);
    if (!compared.ok) return compared;
    const entries = compared.value
      .filter(({ draft, goneSince }) => goneSince === undefined || !isTold(draft, goneSince))
      .filter(({ fills, takesBack }) => !takesBack || store.events.knows(fills ?? ''))
      .flatMap(({ draft, fills, goneSince }) => {
        const isOfRows = draft.subject === 'record' || goneSince !== undefined;
        const news = isOfRows ? draft : untold(store.events, connectionId, draft);
        return news ? [{ draft: news, fills, owing: false }] : [];
      });
    return ok({ entries, parts: [], names: false, schema: false, issue: null });
  }
  const lost = directory.obstacleToRead(connectionId);
  if (lost) return err(lost);
  const read = reader.read(delivery, labels);
  if (!read.ok) return read;
  const drafts = read.value.filter(pickedOf(needs, delivery));
  const sorted = needs.values?.sort(delivery, drafts) ?? leave(store, delivery, drafts);
  return ok({
    entries: [
      ...sorted.now
        .filter((draft) => !isTold(draft, null))
        .map((draft) => ({ draft, fills: null, owing: false })),
      ...sorted.owing.map((draft) => ({ draft, fills: null, owing: true })),
    ],
    parts: sorted.parts,
    names: sorted.names === 'wanted',
    schema:
      sorted.names === null &&
      !delivery.replayed &&
      drafts.some(({ subject }) => subject !== 'record'),
    issue: read.value.length > 0 && drafts.length === 0 ? { code: 'not-watched' } : null,
  });
}

/** The instance that reads tables compares them as a whole. */
function leave(store: Store, delivery: StoredDelivery, drafts: readonly ChangeDraft[]): Sorted {
  const { connectionId } = delivery;
  const now = drafts.filter((draft) => {
    const table = isWithoutValues(draft) ? tableOf(draft) : null;
    if (!table || !store.snapshots.table(connectionId, table)) return true;
    store.snapshots.setStale(connectionId, table);
    return false;
  });
  return { now, owing: [], parts: [], names: null };
}
