// From what a delivery says to the changes the app knows, and to the names it teaches.
import { assertNever } from '#shared/result';
import type { ChangeDraft, Delivery, LabelFact, Labels, SourceContext } from '../source';
import type { FeishuConfig, FeishuTarget } from './config';
import { baseDrafts } from './events/base-event';
import { fieldDrafts, fieldFacts } from './events/field-event';
import { withFormulaNames } from './events/formula-text';
import { recordDrafts, recordFacts } from './events/record-event';
import type { Payload } from './parse';

export function learn(payload: Payload): readonly LabelFact[] {
  if (payload.kind === 'record') return recordFacts(payload.event);
  return payload.kind === 'field' ? fieldFacts(payload.event) : [];
}

export function normalise(
  payload: Payload,
  _delivery: Delivery,
  context: SourceContext<FeishuConfig, FeishuTarget>,
  labels: Labels,
): readonly ChangeDraft[] {
  if (payload.kind === 'nothing') return [];
  const around = { envelope: payload.envelope, config: context.config, labels };
  switch (payload.kind) {
    case 'record':
      return recordDrafts(payload.event, around);
    case 'field':
      return fieldDrafts(payload.event, around).map((draft) => withFormulaNames(draft, labels));
    case 'base':
      return baseDrafts(payload.event, around);
    default:
      return assertNever(payload);
  }
}
