// Takes apart what a source calls a property of a field: the field it belongs to, and the property. Pure.
import type { ChangeEvent, FieldChange } from './event';

type Field = FieldChange['field'];

interface Definition {
  /** The field's name, or its id where it has none; null when the property is of a table or a base. */
  readonly field: string | null;
  /** The service's word for the property; null when it is only known that something of the field changed. */
  readonly property: string | null;
}

/** Properties that have a name in every language, `app.property.<word>`. */
export const knownProperties: readonly string[] = [
  'name',
  'type',
  'options',
  'description',
  'formula_expression',
  'date_formatter',
  'formatter',
  'table_name',
  'table_id',
  'multiple',
  'back_field_name',
  'title',
  'members',
  'icon',
];

/**
 * Sources write the property behind the field: id `fldX.options.opt1`, name `Stage · options`; or, for a table or a base,
 * the property alone.
 */
export function definitionOf({ id, name }: Field): Definition {
  const dot = id.indexOf('.');
  if (dot > 0) {
    const member = id.slice(dot + 1);
    const property = member.startsWith('options.') ? 'options' : member;
    const suffix = ` · ${property}`;
    if (name?.endsWith(suffix)) return { field: name.slice(0, -suffix.length), property };
    return { field: id.slice(0, dot), property };
  }
  if (knownProperties.includes(id) && (name === undefined || name === id)) {
    return { field: null, property: id };
  }
  return { field: name ?? id, property: null };
}

/** The changes that say more than the event's title: that something of a field changed is in it already. */
export function toldOf({ subject, changes }: ChangeEvent): readonly FieldChange[] {
  return subject === 'field'
    ? changes.filter(({ field }) => definitionOf(field).property !== null)
    : changes;
}
