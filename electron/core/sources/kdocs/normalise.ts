// A Kdocs callback as changes in the normal form: ids and a kind, since it carries neither values nor a person.
import type { FieldChange } from '#shared/event';
import type { ChangeDraft, Delivery, Labels, SourceContext } from '../source';
import type { Config, Target } from './config';
import { type Occurrence, occurrencesOf } from './occurrences';
import type { Payload } from './parse';

export function normalise(
  payload: Payload,
  delivery: Delivery,
  context: SourceContext<Config, Target>,
  labels: Labels,
): readonly ChangeDraft[] {
  const seen = new Set<string>();
  return occurrencesOf(payload, context)
    .flatMap((told, index) =>
      draftsOf(told, context.config.fileToken, `${delivery.id}#${index}`, labels),
    )
    .filter(({ identity }) => {
      // One call may say the same thing twice.
      const key = JSON.stringify(identity);
      return seen.has(key) ? false : seen.add(key);
    });
}

/** @param arrival stands in for what the content lacks to tell this change from another */
function draftsOf(
  told: Occurrence,
  fileToken: string,
  arrival: string,
  labels: Labels,
): readonly ChangeDraft[] {
  const { action, subject, type } = told.kind;
  const draft = (record: string | null, fieldIds: readonly string[]): ChangeDraft => ({
    base: named(fileToken, labels.base(fileToken)),
    table: told.sheetId === null ? null : named(told.sheetId, labels.table(told.sheetId)),
    ...(told.viewId === null
      ? {}
      : { view: named(told.viewId, labels.view(told.sheetId ?? '', told.viewId)) }),
    record: record === null ? null : { id: record },
    subject,
    action,
    changes: changesOf(told, fieldIds, labels),
    count: record === null && subject === 'record' ? told.count : 1,
    actor: { kind: 'unknown' },
    occurredAt: told.moment,
    certainty: told.stated ? 'stated' : 'hint',
    identity: [
      fileToken,
      type,
      told.sheetId,
      told.viewId,
      record,
      fieldIds.join(','),
      record === null ? told.count : null,
      told.distinct ? told.moment : arrival,
    ],
  });
  if (subject === 'field' && told.fieldIds.length > 0) {
    return told.fieldIds.map((id) => draft(null, [id]));
  }
  if (subject === 'record' && told.recordIds.length > 0) {
    return told.recordIds.map((id) => draft(id, told.fieldIds));
  }
  return [draft(null, told.fieldIds)];
}

/** Which fields or properties changed, as far as the callback or the subscription says; never their values. */
function changesOf(
  { kind, sheetId }: Occurrence,
  fieldIds: readonly string[],
  labels: Labels,
): readonly FieldChange[] {
  if (kind.property) return [{ field: { id: kind.property, type: 'definition' } }];
  return fieldIds.map((id) => {
    const field = named(id, labels.field(sheetId ?? '', id)?.name);
    return { field: kind.subject === 'field' ? { ...field, type: 'definition' } : field };
  });
}

function named(id: string, name: string | undefined): { id: string; name?: string } {
  return name ? { id, name } : { id };
}
