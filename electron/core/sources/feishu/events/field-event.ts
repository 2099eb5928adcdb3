// Fields that were added, changed or deleted: one draft for each entry, one change for each property.
import type { Action, FieldChange } from '#shared/event';
import type { ChangeDraft, FieldSchema, LabelFact } from '../../source';
import { digest } from '../cells/canonical';
import { compareDefinitions, type Property, type Side } from './definition';
import { commonOf, linkOf, momentOf, named, orderOf, type Surroundings } from './draft';
import { type FieldChanged, linkProperty, selectProperty } from './payload';

type Entry = FieldChanged['action_list'][number];

/** The documented actions are complete; any other says that something happened to the field. */
const actions: ReadonlyMap<string, Action> = new Map([
  ['field_added', 'created'],
  ['field_edited', 'updated'],
  ['field_deleted', 'deleted'],
]);

export function fieldDrafts(event: FieldChanged, around: Surroundings): readonly ChangeDraft[] {
  const { labels } = around;
  const common = { ...commonOf(event, around), ...orderOf(event.revision) };
  const moment = momentOf(event.revision, event, around);
  return event.action_list.map((entry): ChangeDraft => {
    const action = actions.get(entry.action);
    const name =
      entry.after_value?.name ||
      entry.before_value?.name ||
      labels.field(event.table_id, entry.field_id)?.name;
    const [before, after] = sidesOf(entry, action);
    const properties = compareDefinitions(before, after);
    const stated = action !== undefined && (action !== 'updated' || properties.length > 0);
    return {
      ...common,
      identity: [
        'field',
        event.file_token,
        event.table_id,
        moment,
        entry.field_id,
        entry.action,
        digest([entry.before_value ?? null, entry.after_value ?? null]),
      ],
      table: named(event.table_id, labels.table(event.table_id)),
      record: null,
      subject: 'field',
      action: action ?? 'updated',
      changes:
        properties.length > 0
          ? properties.map((property) => propertyChange(entry.field_id, name, property))
          : [{ field: { ...named(entry.field_id, name), type: 'definition' } }],
      // The service says "edited" also where nothing it tells differs; that is passed on as just that.
      certainty: stated ? 'stated' : 'hint',
      ...linkOf(around, { base: event.file_token, table: event.table_id }),
    };
  });
}

/** Names and settings of fields, and of the tables that links point to. */
export function fieldFacts(event: FieldChanged): readonly LabelFact[] {
  return event.action_list.flatMap((entry): LabelFact[] => {
    const field = { kind: 'field', tableId: event.table_id, id: entry.field_id } as const;
    if (entry.action === 'field_deleted') return [{ ...field, label: null }];
    const { name, type, property } = entry.after_value ?? {};
    if (!name) return [];
    const label = {
      name,
      ...(typeof type === 'number' ? { type } : {}),
      ...(property ? { property } : {}),
    };
    const linked = linkProperty.safeParse(property).data;
    return [
      { ...field, label },
      ...(linked ? [{ kind: 'table' as const, id: linked.table_id, name: linked.table_name }] : []),
    ];
  });
}

/** A field that is new was not there before, one that is deleted is not there after; else a side is just not told. */
function sidesOf(entry: Entry, action: Action | undefined): readonly [Side, Side] {
  return [
    entry.before_value ?? (action === 'created' ? 'absent' : 'unsaid'),
    entry.after_value ?? (action === 'deleted' ? 'absent' : 'unsaid'),
  ];
}

/** What two looks at a field differ in, in the same words: its name, type and options, which events tell as well. */
export function definitionChanges(
  before: FieldSchema | null,
  after: FieldSchema | null,
): readonly FieldChange[] {
  const { id, label } = after ?? before ?? { id: '', label: { name: '' } };
  return compareDefinitions(seen(before), seen(after))
    .filter(({ name }) => ['name', 'type', 'options'].includes(name.split('.')[0] ?? ''))
    .map((property) => propertyChange(id, label.name || undefined, property));
}

function seen(field: FieldSchema | null): Side {
  if (!field) return 'absent';
  const { name, type, property } = field.label;
  const options = selectProperty.safeParse(property).data;
  return {
    id: field.id,
    name,
    ...(typeof type === 'number' ? { type } : {}),
    ...(options ? { property: { ...options } } : {}),
  };
}

/** `id` is the field and the property, so that two properties of one field stay apart. */
function propertyChange(
  fieldId: string,
  fieldName: string | undefined,
  { name, ...sides }: Property,
): FieldChange {
  // An option's id says nothing to a person.
  const word = name.startsWith('options.') ? 'options' : name;
  return {
    field: {
      id: `${fieldId}.${name}`,
      name: fieldName === undefined ? word : `${fieldName} · ${word}`,
      type: 'definition',
    },
    ...sides,
  };
}
