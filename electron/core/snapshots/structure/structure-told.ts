// Changes of fields and tables that a service states and a look finds: each is told once, whichever comes first.
import { createHash } from 'node:crypto';
import type { ChangeEvent, FieldChange } from '#shared/event';
import type { FeedRow } from '#shared/feed';
import type { ChangeDraft } from '../../sources/source';
import type { EventStore, NewEvent } from '../../store/store';

/** Events of one table's fields, or of the table itself, that are looked at. */
const lookedAt = 300;

type About = Pick<ChangeEvent, 'base' | 'table' | 'subject' | 'action' | 'changes'>;

/** Newest first. */
function toldOf(
  events: EventStore,
  connectionId: string,
  { base, table, subject }: About,
): readonly FeedRow[] {
  if (!table) return [];
  return events
    .page(
      {
        terms: [
          { kind: 'name', key: 'connection', values: [connectionId], not: false },
          { kind: 'name', key: 'table', values: [table.id], not: false },
          { kind: 'subject', values: [subject], not: false },
        ],
      },
      null,
      lookedAt,
    )
    .filter((event) => event.table?.id === table.id && event.base.id === base.id);
}

/** `fldX` of the property `fldX.options`; `''` for a table's own. */
const fieldOf = ({ subject, changes }: About): string =>
  subject === 'field' ? (changes[0]?.field.id.split('.')[0] ?? '') : '';

/** Whether the thing is there, as was told last. */
const lastOfThing = (told: readonly FeedRow[], about: About): FeedRow | undefined =>
  told.find((event) => event.action !== 'updated' && fieldOf(event) === fieldOf(about));

const changeIn = ({ changes }: About, { field }: FieldChange): FieldChange | undefined =>
  changes.find((one) => one.field.id === field.id);

/** The event that told last what a property is, where it is the same as in the change. */
function lastOfSame(told: readonly FeedRow[], change: FieldChange): FeedRow | undefined {
  const last = told.find((event) => changeIn(event, change));
  const word = last && changeIn(last, change)?.afterText;
  return word !== undefined && word === change.afterText ? last : undefined;
}

/** @returns what a look found, without what is told already; null where that is all of it */
export function untold(
  events: EventStore,
  connectionId: string,
  draft: ChangeDraft,
): ChangeDraft | null {
  const told = toldOf(events, connectionId, draft);
  if (draft.action !== 'updated') {
    return lastOfThing(told, draft)?.action === draft.action ? null : draft;
  }
  const changes = draft.changes.filter((change) => !lastOfSame(told, change));
  if (changes.length === 0) return null;
  return changes.length === draft.changes.length ? draft : { ...draft, changes };
}

/**
 * A stated event whose change a look has found already: the found event becomes that of the service. To be called in the
 * transaction that stores it.
 * @returns null when nothing of it was found
 */
export function takeStructure(
  events: EventStore,
  event: NewEvent,
): { readonly changed: ChangeEvent | null; readonly added: readonly ChangeEvent[] } | null {
  const told = toldOf(events, event.connectionId, event);
  const found = foundOf(told, event);
  if (found?.certainty !== 'derived') return null;
  const { seq: _, at: __, unread: ___, ...known } = found;
  const saysValues = event.changes.some(({ afterText, beforeText }) => afterText ?? beforeText);
  const changes = saysValues ? event.changes : found.changes;
  const rest =
    event.action === 'updated' ? found.changes.filter((change) => !changeIn(event, change)) : [];
  return {
    changed: events.restate(found.id, { ...event, changes }),
    added:
      rest.length > 0 ? events.insert([{ ...known, id: partId(found, event), changes: rest }]) : [],
  };
}

function foundOf(told: readonly FeedRow[], event: NewEvent): FeedRow | undefined {
  if (event.action !== 'updated') {
    const last = lastOfThing(told, event);
    return last?.action === event.action ? last : undefined;
  }
  return event.changes
    .map((change) => (change.afterText === undefined ? undefined : lastOfSame(told, change)))
    .find((last) => last?.certainty === 'derived' && last.action === 'updated');
}

const partId = (found: FeedRow, stated: NewEvent): string =>
  createHash('sha256')
    .update(JSON.stringify([found.id, stated.id]))
    .digest('base64url')
    .slice(0, 22);
