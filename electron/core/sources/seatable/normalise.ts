// A SeaTable payload as changes in the normal form, and the names it teaches.
import type { ChangeDraft, Delivery, LabelFact, Labels, SourceContext } from '../source';
import type { Config, Target } from './config';
import { placeOf } from './link';
import { aboutEntry, entryFacts, entrySides } from './log/entry-rows';
import { structureDrafts } from './log/structure';
import type { Payload } from './parse';
import { draftOf } from './side';
import { aboutWebhook, webhookFacts, webhookSides } from './webhook-rows';

export function learn(payload: Payload): readonly LabelFact[] {
  return payload.kind === 'webhook' ? webhookFacts(payload.data) : entryFacts(payload.entry);
}

/** @returns no change at all for an edit after which every cell is as before */
export function normalise(
  payload: Payload,
  delivery: Delivery,
  { config, secrets }: SourceContext<Config, Target>,
  labels: Labels,
): readonly ChangeDraft[] {
  const common = { deliveryId: delivery.id, config };
  return payload.kind === 'webhook' ? ofWebhook(payload.data) : ofEntry(payload.entry);

  function ofWebhook(data: Extract<Payload, { kind: 'webhook' }>['data']): ChangeDraft[] {
    const place = placeOf(secrets, data.dtable_uuid);
    const about = { ...aboutWebhook(data), ...common, place, road: 'webhook' as const };
    return webhookSides(data, labels).flatMap((side) => draftOf(about, side, labels) ?? []);
  }

  function ofEntry(entry: Extract<Payload, { kind: 'entry' }>['entry']): ChangeDraft[] {
    const { base: name, workspace } = entry.names;
    const place = name && workspace ? { name, workspace } : placeOf(secrets, entry.uuid);
    const road = entry.at === null ? ('message' as const) : ('log' as const);
    const about = { ...aboutEntry(entry), ...common, place, road };
    return [
      ...entrySides(entry, labels).flatMap((side) => draftOf(about, side, labels) ?? []),
      ...structureDrafts(entry, about, labels),
    ];
  }
}
