// What a road says of a change beside its identity: enough to know it again where roads do not agree on the time. Pure.
import { createHash } from 'node:crypto';
import type { ChangeDraft } from '../sources/source';
import type { StoredDelivery } from '../store/store';
import type { Telling } from '../store/telling';

/** ms by which two roads may tell different times of one change: rounding, and a stamp of each part of a service. */
export const slack = 1000;
/** ms before its arrival, and after it by clocks that differ, in which a change happened whose road does not say when. */
const before = 2 * 60_000;
const after = 60_000;

/** @returns null where the identity alone says whether two are one */
export function tellingOf(
  { source, connectionId, receivedAt }: StoredDelivery,
  { near, occurredAt }: ChangeDraft,
): Telling | null {
  if (!near) return null;
  const key = createHash('sha256')
    .update(JSON.stringify([source, connectionId, ...near.content]))
    .digest('base64url')
    .slice(0, 22);
  const began = occurredAt ?? receivedAt - before;
  return { key, road: near.road, began, ended: occurredAt ?? receivedAt + after };
}
