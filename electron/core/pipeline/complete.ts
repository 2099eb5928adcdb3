// Turns a source's drafts into whole events: ids from content, times, origin, and text that is safe to show. Pure but for the hash.
import { createHash } from 'node:crypto';
import type { Chip, FieldChange } from '#shared/event';
import type { ChangeDraft } from '../sources/source';
import type { NewEvent, StoredDelivery } from '../store/store';

/** Characters of one value that are kept as text; the whole value stays in the delivery. */
const longestText = 20_000;

/** Control characters other than tab and line feed mean nothing in a table cell, but much to a terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/g;

/** @returns text without control characters, no longer than a page can bear */
export function cleanText(text: string): string {
  const cleaned = text.replace(/\r\n?/g, '\n').replace(controls, '');
  return cleaned.length <= longestText ? cleaned : `${cleaned.slice(0, longestText)}…`;
}

/**
 * @param delivery what the drafts were read from
 * @param drafts in the order in which the service listed the changes
 * @returns events with ids that depend on connection and content only, in the same order
 */
export function completeEvents(
  delivery: StoredDelivery,
  drafts: readonly ChangeDraft[],
): readonly NewEvent[] {
  return drafts.map(({ identity, ...draft }) => ({
    ...draft,
    base: named(draft.base),
    table: draft.table && named(draft.table),
    record: draft.record && titled(draft.record),
    changes: draft.changes.map(cleanChange),
    actor:
      draft.actor.name === undefined
        ? draft.actor
        : { ...draft.actor, name: cleanText(draft.actor.name) },
    id: eventId(delivery, identity),
    batchId: delivery.id,
    source: delivery.source,
    connectionId: delivery.connectionId,
    subscriptionId: delivery.subscriptionId,
    receivedAt: delivery.receivedAt,
    origin: delivery.replayed ? 'replay' : delivery.channel,
    deliveryId: delivery.id,
  }));
}

/** 132 bits of SHA-256, base64url: the same change on the same connection has the same id on every machine. */
function eventId(delivery: StoredDelivery, identity: ChangeDraft['identity']): string {
  return createHash('sha256')
    .update(JSON.stringify([delivery.source, delivery.connectionId, ...identity]))
    .digest('base64url')
    .slice(0, 22);
}

type Named = { id: string; name?: string | undefined };

const named = (it: Named) => (it.name === undefined ? it : { ...it, name: cleanText(it.name) });

const titled = (it: { id: string; title?: string | undefined }) =>
  it.title === undefined ? it : { ...it, title: cleanText(it.title) };

const cleanChips = (chips: readonly Chip[]) =>
  chips.map((chip) => ({ ...chip, text: cleanText(chip.text) }));

function cleanChange(change: FieldChange): FieldChange {
  return {
    ...change,
    field: {
      ...change.field,
      ...(change.field.name === undefined ? {} : { name: cleanText(change.field.name) }),
    },
    ...(change.beforeText === undefined ? {} : { beforeText: cleanText(change.beforeText) }),
    ...(change.afterText === undefined ? {} : { afterText: cleanText(change.afterText) }),
    ...(change.beforeChips ? { beforeChips: cleanChips(change.beforeChips) } : {}),
    ...(change.afterChips ? { afterChips: cleanChips(change.afterChips) } : {}),
  };
}
