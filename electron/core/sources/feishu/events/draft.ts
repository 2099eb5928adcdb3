// What all changes of one delivery have in common: base, person, time, link.
import type { Labels } from '../../source';
import type { FeishuConfig } from '../config';
import { actorOf } from '../people';
import { momentMs } from '../server/moment';
import type { EventEnvelope } from './envelope';
import type { PersonIds } from './payload';

export interface Surroundings {
  readonly envelope: EventEnvelope;
  readonly config: FeishuConfig;
  readonly labels: Labels;
}

interface About {
  readonly file_token: string;
  readonly operator_id?: PersonIds;
  readonly update_time?: string | number | null | undefined;
}

/** Members that are the same in every draft of one event. */
export function commonOf(event: About, { envelope, labels }: Surroundings) {
  return {
    base: named(event.file_token, labels.base(event.file_token)),
    count: 1,
    actor: actorOf(event.operator_id, labels),
    occurredAt: momentMs(event.update_time) ?? envelope.sentAt,
  };
}

export function named(id: string, name: string | undefined) {
  return name === undefined ? { id } : { id, name };
}

/**
 * What sets one change apart from the same change at another time: the table's revision; without one the event's own id.
 * @param revision as the event gives it
 */
export function momentOf(
  revision: string | number | null | undefined,
  event: About,
  { envelope }: Surroundings,
): string {
  if (revision !== null && revision !== undefined) return `revision ${revision}`;
  if (envelope.eventId !== null) return `event ${envelope.eventId}`;
  return `time ${momentMs(event.update_time) ?? envelope.sentAt}`;
}

/**
 * The revision rises with every change of a table, while `update_time` is in whole seconds and events come in any order.
 * https://open.larksuite.com/document/uAjLw4CM/ukTMukTMukTM/reference/drive-v1/file/events/bitable_record_changed
 */
export function orderOf(revision: string | number | null | undefined): { readonly order?: number } {
  const order = revision === null || revision === undefined ? Number.NaN : Number(revision);
  return Number.isSafeInteger(order) && order >= 0 ? { order } : {};
}

/** Address of a table or record; the parameter names are those of the service's own addresses. */
export function linkOf({ config }: Surroundings, place: Place): { readonly link?: string } {
  const link = addressOf(config, place);
  return link === undefined ? {} : { link };
}

interface Place {
  readonly base: string;
  readonly table?: string;
  readonly record?: string;
}

/** @returns undefined where the host of the documents is not known */
export function addressOf({ documentHost }: FeishuConfig, place: Place): string | undefined {
  if (documentHost === undefined) return undefined;
  // Halves of surrogate pairs, which no token has and no address can hold.
  const token = place.base.replace(/\p{Cs}/gu, '');
  const link = new URL(`https://${documentHost}/base/${encodeURIComponent(token)}`);
  if (place.table !== undefined) link.searchParams.set('table', place.table);
  if (place.record !== undefined) link.searchParams.set('record', place.record);
  return link.href;
}
