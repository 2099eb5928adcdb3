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
  'currency_code',
  'auto_fill',
  'input_type',
  'access',
  'trash',
  'erased',
];

/** Not what changed but what happened: there are no values of them. */
const happenings: readonly string[] = ['access', 'trash', 'erased'];

/** Types of fields as services write them that have a name in every language, `app.fieldType.<word>`. */
const knownTypes: readonly string[] = [
  'Text',
  'Number',
  'SingleSelect',
  'MultiSelect',
  'DateTime',
  'Checkbox',
  'User',
  'Phone',
  'Url',
  'Attachment',
  'SingleLink',
  'Lookup',
  'Formula',
  'DuplexLink',
  'Location',
  'GroupChat',
  'Stage',
  'CreatedTime',
  'ModifiedTime',
  'CreatedUser',
  'ModifiedUser',
  'AutoNumber',
  'Button',
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

/** Whether only this is known: that something happened to a base. */
export function isHappening(field: Field): boolean {
  const { property } = definitionOf(field);
  return field.type === 'definition' && property !== null && happenings.includes(property);
}

/** A field's type by its name in the reader's language. @param say translates a key */
export function withTypeNames(change: FieldChange, say: (key: string) => string): FieldChange {
  const { field, beforeText, afterText } = change;
  if (field.type !== 'definition' || definitionOf(field).property !== 'type') return change;
  const named = (text: string) => (knownTypes.includes(text) ? say(`app.fieldType.${text}`) : text);
  return {
    ...change,
    ...(beforeText === undefined ? {} : { beforeText: named(beforeText) }),
    ...(afterText === undefined ? {} : { afterText: named(afterText) }),
  };
}

/** The changes that say more than the event's title: that something of a field changed is in it already. */
export function toldOf({ subject, changes }: ChangeEvent): readonly FieldChange[] {
  return subject === 'field'
    ? changes.filter(({ field }) => definitionOf(field).property !== null)
    : changes;
}
