// A change that a service states and comparing has found: the two become one row, whichever came first, and however much later.
import { createHash } from 'node:crypto';
import type { ChangeEvent, FieldChange } from '#shared/event';
import type { FeedRow } from '#shared/feed';
import type { NewEvent, Store } from '../../store/store';
import { type Note, stepsOf } from '../comparing/explain';
import { takeStructure } from '../structure/structure-told';
import { type Step, surer } from './chain';
import { settleLate } from './late';
import { lookedAt } from './windows';

export interface Taken {
  /** The event need not be stored any more. */
  readonly isStored: boolean;
  /** Events that were stored before, as they are now. */
  readonly filled: readonly ChangeEvent[];
  readonly added: readonly ChangeEvent[];
}

export const own: Taken = { isStored: false, filled: [], added: [] };

type Events = Pick<Store, 'events' | 'snapshots'>;

/**
 * A change of long ago that nobody told so far: what was found of it since becomes its row. It is of no account for the
 * snapshot any more, and nothing is read for it. To be called in the transaction that stores it.
 */
export function takeLong(store: Events, event: NewEvent): Taken {
  const { subject, certainty } = event;
  if (certainty !== 'stated') return own;
  if (subject === 'field' || subject === 'table') return takeFoundStructure(store, event);
  if (subject !== 'record' || !event.record) return own;
  const rows = store.events.ofRecord(event, lookedAt).filter((one) => one.subject === 'record');
  return settleFound(store, event, () => false, [], rows).taken;
}

export function takeFoundStructure({ events }: Events, event: NewEvent): Taken {
  const found = takeStructure(events, event);
  if (!found) return own;
  return { isStored: true, filled: found.changed ? [found.changed] : [], added: found.added };
}

/**
 * The found event that tells the change most surely is parted by it.
 * @param follows whether a field’s change goes on from where its text is today, so that it is no late one
 * @param notes of what was said of the record since it was read
 * @param rows of the record in the feed
 * @returns with the fields that the found event had told
 */
export function settleFound(
  { events, snapshots }: Events,
  event: NewEvent,
  follows: (change: FieldChange) => boolean,
  notes: readonly Note[],
  rows: readonly FeedRow[],
): { readonly taken: Taken; readonly fields: ReadonlySet<string> } {
  const [best] = rows
    .filter(({ certainty }) => certainty === 'derived')
    .flatMap((found) => {
      const settled = settleLate(event, found, rows, follows);
      return settled ? [{ found, settled }] : [];
    })
    .toSorted((a, b) => surer(a.settled.place, b.settled.place));
  if (!best) return { taken: own, fields: new Set() };
  const { found, settled } = best;
  for (const [fieldId, steps] of settled.used) {
    const noted = stepsOf(notes, fieldId).filter((one) => steps.some((two) => isSame(one, two)));
    snapshots.heard(noted.map(({ no }) => no));
  }
  const { seq: _, at: __, unread: ___, ...known } = found;
  const changed = settled.found
    ? events.restate(found.id, partOf(known, settled.found))
    : events.restate(found.id, { ...event, changes: settled.stated });
  const taken = {
    isStored: settled.found === null,
    filled: changed ? [changed] : [],
    added: events.insert(settled.rest.map((changes, n) => restOf(known, event, changes, n))),
  };
  return { taken, fields: settled.fields };
}

const isSame = (a: Step, b: Step) =>
  a.before === b.before && a.after === b.after && a.from === b.from && a.to === b.to;

/** Nobody has stated it yet; when somebody does, it is found by its values. @param n which of several */
function restOf(
  found: NewEvent,
  stated: NewEvent,
  changes: readonly FieldChange[],
  n: number,
): NewEvent {
  const id = createHash('sha256')
    .update(JSON.stringify([found.id, stated.id, ...(n === 0 ? [] : [n])]))
    .digest('base64url');
  return { ...partOf(found, changes), id: id.slice(0, 22), action: 'updated' };
}

/** Whoever changed a row last, and when, is so of what was there in the end. */
function partOf(found: NewEvent, changes: readonly FieldChange[]): NewEvent {
  const isLast = changes.every(({ field, afterText }) =>
    found.changes.some((one) => one.field.id === field.id && one.afterText === afterText),
  );
  return isLast
    ? { ...found, changes }
    : { ...found, changes, actor: { kind: 'unknown' }, occurredAt: null };
}
