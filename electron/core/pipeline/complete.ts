// Turns a source's drafts into whole events: ids from content, times, origin, and values no longer than a page can bear.
import { createHash } from 'node:crypto';
import type { FieldChange } from '#shared/event';
import type { ChangeDraft } from '../sources/source';
import type { NewEvent, StoredDelivery } from '../store/store';

/** Characters of one value that an event keeps; the whole value stays in the delivery. */
const longestValue = 20_000;

/**
 * @param delivery what the drafts were read from
 * @param drafts in the order in which the service listed the changes
 * @returns events with ids that depend on connection and content only, in the same order
 */
export function completeEvents(
  delivery: StoredDelivery,
  drafts: readonly ChangeDraft[],
): readonly NewEvent[] {
  return drafts.map(({ identity, near: _near, isEmpty: _isEmpty, ...draft }) => ({
    ...draft,
    changes: draft.changes.map(shorten),
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

/** Long texts are cut; long raw values, which cannot be cut without becoming others, are left out. */
function shorten(change: FieldChange): FieldChange {
  const { before, after, beforeText, afterText, ...rest } = change;
  return {
    ...rest,
    ...(before !== undefined && isShort(before) ? { before } : {}),
    ...(after !== undefined && isShort(after) ? { after } : {}),
    ...(beforeText === undefined ? {} : { beforeText: cut(beforeText) }),
    ...(afterText === undefined ? {} : { afterText: cut(afterText) }),
  };
}

const isShort = (value: unknown) => JSON.stringify(value).length <= longestValue;

const cut = (text: string) =>
  text.length <= longestValue ? text : `${text.slice(0, longestValue - 1)}…`;
