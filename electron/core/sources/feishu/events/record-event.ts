// Records that were added, edited or deleted: one draft for each entry of the event.
import type { Action, FieldChange } from '#shared/event';
import type { ChangeDraft, LabelFact } from '../../source';
import { digest } from '../cells/canonical';
import { type CellPair, cellChange, cellText, type FieldView, viewField } from '../cells/cells';
import { createDateText } from '../cells/date-text';
import { zonesOf } from '../config';
import { personId } from '../people';
import { commonOf, linkOf, momentOf, named, orderOf, type Surroundings } from './draft';
import type { Cell, RecordChanged } from './payload';

type Entry = RecordChanged['action_list'][number];

/** Actions as documented; any other says that something happened to the record. */
const actions: ReadonlyMap<string, Action> = new Map([
  ['record_added', 'created'],
  ['record_edited', 'updated'],
  ['record_deleted', 'deleted'],
]);

export function recordDrafts(event: RecordChanged, around: Surroundings): readonly ChangeDraft[] {
  const { labels } = around;
  const dates = createDateText(zonesOf(around.config));
  const common = { ...commonOf(event, around), ...orderOf(event.revision) };
  const moment = momentOf(event.revision, event, around);
  const views = new Map<string, FieldView>();
  const viewOf = (fieldId: string): FieldView => {
    const view = views.get(fieldId) ?? viewField(labels.field(event.table_id, fieldId));
    views.set(fieldId, view);
    return view;
  };
  return event.action_list.flatMap((entry): ChangeDraft[] => {
    const pairs = pairsOf(entry);
    const changes = pairs.flatMap((pair): FieldChange[] => {
      const change = cellChange(pair, viewOf(pair.fieldId), labels, dates);
      return change ? [change] : [];
    });
    const titlePair = pairs.find((pair) => viewOf(pair.fieldId).primary);
    const title =
      titlePair &&
      cellText(titlePair.after ?? titlePair.before, viewOf(titlePair.fieldId), labels, dates);
    const action = actions.get(entry.action);
    // Every value it names is as before: nothing happened that anyone could see.
    if (action === 'updated' && pairs.length > 0 && changes.length === 0) return [];
    const stated = action !== undefined && (action !== 'updated' || changes.length > 0);
    return [
      {
        ...common,
        identity: [
          'record',
          event.file_token,
          event.table_id,
          moment,
          entry.record_id,
          entry.action,
          digest(pairs.map(identityOf).sort()),
        ],
        table: named(event.table_id, labels.table(event.table_id)),
        record: { id: entry.record_id, ...(title === undefined ? {} : { title }) },
        subject: 'record',
        action: action ?? 'updated',
        changes,
        certainty: stated ? 'stated' : 'hint',
        ...linkOf(around, {
          base: event.file_token,
          table: event.table_id,
          // A record that is gone has no page of its own.
          ...(action === 'deleted' ? {} : { record: entry.record_id }),
        }),
      },
    ];
  });
}

/** Names of the people in cells; the one who made the change comes as an id alone. */
export function recordFacts(event: RecordChanged): readonly LabelFact[] {
  const cells = event.action_list.flatMap((entry) => [
    ...(entry.before_value ?? []),
    ...(entry.after_value ?? []),
  ]);
  return cells.flatMap((cell) =>
    (cell.field_identity_value?.users ?? []).flatMap((user): LabelFact[] => {
      const id = personId(user.user_id);
      const name = user.name || user.en_name;
      return id && name ? [{ kind: 'person', id, name }] : [];
    }),
  );
}

/** Both sides joined by field, in the order of the new values; a side that names no value is an empty cell. */
function pairsOf(entry: Entry): readonly CellPair[] {
  const byField = (cells: readonly Cell[] | null | undefined) =>
    new Map((cells ?? []).map((cell) => [cell.field_id, cell]));
  const before = byField(entry.before_value);
  const after = byField(entry.after_value);
  return [...new Set([...after.keys(), ...before.keys()])].map((fieldId) => ({
    fieldId,
    before: before.get(fieldId),
    after: after.get(fieldId),
  }));
}

/** From the values as they came, so that it does not depend on what is known about the field today. */
function identityOf({ fieldId, before, after }: CellPair): string {
  const raw = (cell: Cell | undefined) => cell?.field_value ?? '';
  return JSON.stringify([fieldId, raw(before), raw(after)]);
}
