// Takes apart what a source calls a property of a field: the field it belongs to, and the property. Pure.
import { knownProperties, settingWords, typeWord } from './definition-words';
import type { ChangeEvent, FieldChange } from './event';

type Field = FieldChange['field'];

interface Definition {
  /** The field's name, or its id where it has none; null when the property is of a table or a base. */
  readonly field: string | null;
  /** The service's word for the property; null when it is only known that something of the field changed. */
  readonly property: string | null;
}

/** Not what changed but what happened: there are no values of them. */
const happenings: readonly string[] = ['access', 'trash', 'erased'];

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
  if (knownProperties.has(id) && (name === undefined || name === id)) {
    return { field: null, property: id };
  }
  return { field: name ?? id, property: null };
}

/** Whether only this is known: that something happened to a base. */
export function isHappening(field: Field): boolean {
  const { property } = definitionOf(field);
  return field.type === 'definition' && property !== null && happenings.includes(property);
}

type Translate = (key: string, params: Readonly<Record<string, string>>) => string;

/** What a property is called. @param say translates a key */
export function propertyName(property: string, say: Translate): string {
  const whole = property.split('.')[0] ?? property;
  if (knownProperties.has(whole)) return say(`app.property.${whole}`, {});
  return say('app.property.other', { name: property });
}

/** A field's types and settings by their names in the reader's language. @param say translates a key */
export function withTypeNames(change: FieldChange, say: Translate): FieldChange {
  const { field, beforeText, afterText } = change;
  const property = field.type === 'definition' ? definitionOf(field).property : null;
  const inWords = property === null ? undefined : wordings(say).get(property);
  if (!inWords) return change;
  const before = beforeText === undefined ? undefined : inWords(beforeText);
  const after = afterText === undefined ? undefined : inWords(afterText);
  // Two words of a service for which there is one name are told apart by its own.
  if (before === after && beforeText !== afterText) return change;
  return {
    ...change,
    ...(before === undefined ? {} : { beforeText: before }),
    ...(after === undefined ? {} : { afterText: after }),
  };
}

type Wording = (text: string) => string;

/** By the property. */
function wordings(say: Translate): ReadonlyMap<string, Wording> {
  const ofType: Wording = (text) => {
    const word = typeWord(text);
    return word === undefined ? text : say(`app.fieldType.${word}`, {});
  };
  const ofSetting: Wording = (text) =>
    settingWords.has(text) ? say(`app.setting.${text}`, {}) : text;
  // Each part of an automatic number is its kind, and what it puts in.
  const ofParts: Wording = (text) =>
    text.replace(/(^|, )(\w+)/g, (_, gap, word) => gap + ofSetting(word));
  const ofOption: Wording = (text) => {
    const [, name, number] = /^(.*) \(color (\d+|–)\)$/s.exec(text) ?? [];
    return name === undefined || number === undefined
      ? text
      : say('app.value.coloured', { name, number });
  };
  return new Map([
    ['type', ofType],
    ['options', ofOption],
    ['input_type', ofSetting],
    ['auto_serial.type', ofSetting],
    ['auto_serial.options', ofParts],
  ]);
}

/** The changes that say more than the event's title: that something of a field changed is in it already. */
export function toldOf({ subject, changes }: ChangeEvent): readonly FieldChange[] {
  return subject === 'field'
    ? changes.filter(({ field }) => definitionOf(field).property !== null)
    : changes;
}
