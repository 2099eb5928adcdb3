// What a stored event says once its delivery was read again. Pure; what others told of it, or was known beside it, stays.
import { isDeepStrictEqual } from 'node:util';
import type { FieldChange } from '#shared/event';
import { enriched } from '../store/enrich';
import type { KnownEvent, NewEvent } from '../store/store';

/** No other delivery told it, and no comparison, so that the one alone decides what is in it. */
const isOfOne = ({ filledBy, certainty }: KnownEvent): boolean =>
  !filledBy && certainty !== 'derived';

/**
 * @param again the same change as the delivery is read today
 * @param alone the event is of this delivery, and known by no other id
 * @returns null where it says less than is known by now
 */
export function corrected(known: KnownEvent, again: NewEvent, alone: boolean): KnownEvent | null {
  if (knowsLess(again, known) || isTakenBack(known, again)) return null;
  const { id, origin, receivedAt, batchId, deliveryId, subscriptionId } = known;
  const isOther = deliveryId !== again.deliveryId;
  // Two deliveries tell it, so that none of them alone can take it back.
  const filledBy = isOther
    ? [...new Set([...(known.filledBy ?? []), again.deliveryId])]
    : known.filledBy;
  const read = { ...again, id, origin, receivedAt, batchId, deliveryId, subscriptionId };
  const isOwn = alone && !isOther && isOfOne(known);
  const next = isOwn
    ? completed(read, known)
    : (enriched(read, { ...known, certainty: read.certainty }) ?? read);
  return {
    ...next,
    certainty: isOwn || known.certainty === 'derived' ? again.certainty : known.certainty,
    ...(next.order === undefined && known.order !== undefined ? { order: known.order } : {}),
    ...(filledBy ? { filledBy } : {}),
  };
}

/** A title, a name, a former value or the content of a removed row was known from elsewhere when it was stored: it stays. */
function completed(read: NewEvent, known: KnownEvent): NewEvent {
  const { base, table, record, actor, changes, link = known.link } = read;
  const linked = { ...known.linked, ...read.linked };
  return {
    ...read,
    base: { ...nameOf(known.base), ...base },
    table: table && { ...nameOf(known.table), ...table },
    record: record && { ...titleOf(known.record, record.id), ...record },
    // Where it tells no field at all, somebody else told these.
    changes:
      changes.length === 0
        ? known.changes
        : changes.map((change) => completedChange(change, known.changes)),
    actor:
      actor.name === undefined && actor.id === known.actor.id
        ? { ...nameOf(known.actor), ...actor }
        : actor,
    ...(Object.keys(linked).length > 0 ? { linked } : {}),
    ...(link === undefined ? {} : { link }),
  };
}

const titleOf = (known: NewEvent['record'], id: string) =>
  known?.id === id && known.title !== undefined ? { title: known.title } : {};

function completedChange(read: FieldChange, known: readonly FieldChange[]): FieldChange {
  const { field, before, after, beforeText, afterText } = read;
  const former = known.find((one) => one.field.id === field.id);
  if (!former) return read;
  const lacksBefore = before === undefined && beforeText === undefined;
  const lacksAfter = after === undefined && afterText === undefined;
  return {
    ...(lacksBefore ? beforeOf(former) : {}),
    ...(lacksAfter ? afterOf(former) : {}),
    ...read,
    field: { ...nameOf(former.field), ...field },
  };
}

const beforeOf = ({ before, beforeText, beforeChips }: FieldChange): Partial<FieldChange> => ({
  ...(before === undefined ? {} : { before }),
  ...(beforeText === undefined ? {} : { beforeText }),
  ...(beforeChips ? { beforeChips } : {}),
});

const afterOf = ({ after, afterText, afterChips }: FieldChange): Partial<FieldChange> => ({
  ...(after === undefined ? {} : { after }),
  ...(afterText === undefined ? {} : { afterText }),
  ...(afterChips ? { afterChips } : {}),
});

/** It told a deletion of a record that was found to be still there. */
const isTakenBack = ({ filledBy, certainty, action }: KnownEvent, again: NewEvent): boolean =>
  filledBy !== undefined && certainty === 'hint' && action !== again.action;

/** It named a record only, and its values were found since. */
const knowsLess = ({ changes }: NewEvent, { certainty }: KnownEvent): boolean =>
  changes.length === 0 && certainty === 'derived';

/**
 * What was found by comparing, in today's words. Which fields, and between which values, was settled with what the service said
 * of them, and stays.
 */
export function reworded(known: KnownEvent, again: NewEvent): KnownEvent | null {
  if (known.certainty !== 'derived') return null;
  const { record, link } = again;
  return {
    ...known,
    base: { ...known.base, ...nameOf(again.base) },
    table: known.table && { ...known.table, ...nameOf(again.table) },
    record:
      known.record && record?.id === known.record.id && record.title !== undefined
        ? { ...known.record, title: record.title }
        : known.record,
    changes: known.changes.map((change) => {
      const other = again.changes.find(({ field }) => field.id === change.field.id);
      return other ? rewordedChange(change, other) : change;
    }),
    ...(link === undefined ? {} : { link }),
  };
}

const nameOf = (place: { readonly name?: string | undefined } | null) =>
  place?.name ? { name: place.name } : {};

function rewordedChange(known: FieldChange, again: FieldChange): FieldChange {
  const { name, type } = again.field;
  const { beforeChips, afterChips, ...rest } = known;
  const sameBefore = isSame(known.before, again.before);
  const sameAfter = isSame(known.after, again.after);
  const before = sameBefore ? again.beforeChips : beforeChips;
  const after = sameAfter ? again.afterChips : afterChips;
  return {
    ...rest,
    field: { ...known.field, ...(name ? { name } : {}), ...(type ? { type } : {}) },
    ...(sameBefore && again.beforeText !== undefined ? { beforeText: again.beforeText } : {}),
    ...(sameAfter && again.afterText !== undefined ? { afterText: again.afterText } : {}),
    ...(before ? { beforeChips: before } : {}),
    ...(after ? { afterChips: after } : {}),
  };
}

/** An empty cell has no value to know it by. */
const isSame = (known: unknown, again: unknown): boolean =>
  known !== undefined && isDeepStrictEqual(known, again);
