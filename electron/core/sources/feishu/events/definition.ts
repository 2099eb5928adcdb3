// Compares two definitions of a field, property by property, in words a person reads.
import type { Chip } from '#shared/event';
import { canonical } from '../cells/canonical';
import { plainText } from '../cells/value-text';
import { typeName } from '../field-types';
import { type Definition, type Option, selectProperty } from './payload';

export interface Property {
  /** The service's own word, such as `date_formatter`; nested members are joined by a dot. */
  readonly name: string;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly beforeText?: string;
  readonly afterText?: string;
  readonly beforeChips?: readonly Chip[];
  readonly afterChips?: readonly Chip[];
}

/** One side; `absent` when the field did not exist, `unsaid` when the event left the side out. */
export type Side = Definition | 'absent' | 'unsaid';

/** @returns what differs, the name first, each option of a select on its own */
export function compareDefinitions(before: Side, after: Side): readonly Property[] {
  const [old, now] = [membersOf(before), membersOf(after)];
  const names = [...new Set([...old.keys(), ...now.keys()])].sort(
    (a, b) => rank(a) - rank(b), // stable: the service's order within a rank
  );
  return names.flatMap((name): Property[] => {
    const [was, is] = [old.get(name), now.get(name)];
    if (canonical(orEmpty(was)) === canonical(orEmpty(is)) || isNamed(name, now)) return [];
    if (name === 'options') return compareOptions(was, is, before, after);
    return [
      {
        name,
        ...(was === undefined ? {} : { before: was }),
        ...(is === undefined ? {} : { after: is }),
        ...(before === 'unsaid' ? {} : { beforeText: propertyText(name, was) }),
        ...(after === 'unsaid' ? {} : { afterText: propertyText(name, is) }),
      },
    ];
  });
}

/** Members of the definition and of its settings in one flat list, without the id. */
function membersOf(side: Side): ReadonlyMap<string, unknown> {
  if (typeof side === 'string') return new Map();
  const { id: _id, property, ...own } = side;
  const members = new Map<string, unknown>(Object.entries(own));
  for (const [name, value] of Object.entries(property ?? {})) {
    if (name === 'auto_serial' && typeof value === 'object' && value !== null) {
      for (const [part, inner] of Object.entries(value)) members.set(`auto_serial.${part}`, inner);
    } else members.set(name, value);
  }
  return members;
}

/** Links: where the name of a thing is told beside its id, the id says nothing more to a person. */
const namesOf: ReadonlyMap<string, string> = new Map([
  ['table_id', 'table_name'],
  ['back_field_id', 'back_field_name'],
]);
function isNamed(id: string, members: ReadonlyMap<string, unknown>): boolean {
  const name = members.get(namesOf.get(id) ?? '');
  return typeof name === 'string' && name !== '';
}

const first = ['name', 'type', 'description'];
const rank = (name: string) => (first.includes(name) ? first.indexOf(name) : first.length);

/** An empty description and none are the same to everyone. */
const orEmpty = (value: unknown) => value ?? '';

function propertyText(name: string, value: unknown): string {
  if (name === 'type' && typeof value === 'number') return typeName(value);
  if (name === 'options') return optionsOf(value).map(optionText).join(', ');
  if (name === 'auto_serial.options' && Array.isArray(value)) return value.map(ruleText).join(', ');
  return plainText(value);
}

/** One rule of an automatic number: what it puts in, and how. */
function ruleText(rule: unknown): string {
  if (typeof rule !== 'object' || rule === null) return plainText(rule);
  return Object.values(rule).map(plainText).join(' ');
}

const optionsOf = (value: unknown): readonly Option[] =>
  selectProperty.safeParse({ options: value }).data?.options ?? [];
const optionText = (option: Option): string => option.name || option.id;
const chips = (options: readonly Option[]) =>
  options.map((option) => ({ text: optionText(option) }));

/** Added, removed, renamed and recoloured options, each on its own; whole lists where there is nothing to compare. */
function compareOptions(was: unknown, is: unknown, before: Side, after: Side): Property[] {
  const [old, now] = [optionsOf(was), optionsOf(is)];
  const oldById = new Map(old.map((option) => [option.id, option]));
  const nowById = new Map(now.map((option) => [option.id, option]));
  const bothSaid = typeof before !== 'string' && typeof after !== 'string';
  const single = bothSaid
    ? [...new Set([...oldById.keys(), ...nowById.keys()])].flatMap((id) =>
        compareOption(id, oldById.get(id), nowById.get(id)),
      )
    : [];
  if (single.length > 0) return single;
  return [
    {
      name: 'options',
      ...(was === undefined ? {} : { before: was }),
      ...(is === undefined ? {} : { after: is }),
      ...(before === 'unsaid' ? {} : { beforeText: propertyText('options', was) }),
      ...(after === 'unsaid' ? {} : { afterText: propertyText('options', is) }),
      ...(old.length === 0 ? {} : { beforeChips: chips(old) }),
      ...(now.length === 0 ? {} : { afterChips: chips(now) }),
    },
  ];
}

function compareOption(id: string, was: Option | undefined, is: Option | undefined): Property[] {
  if (canonical(was) === canonical(is)) return [];
  // With the name unchanged it is the colour: a number of the service's palette.
  const recoloured = was && is && optionText(was) === optionText(is);
  const text = (option: Option | undefined) => {
    if (!option) return '';
    return recoloured ? `${optionText(option)} (color ${option.color ?? '–'})` : optionText(option);
  };
  return [
    {
      name: `options.${id}`,
      ...(was ? { before: was, beforeChips: chips([was]) } : {}),
      ...(is ? { after: is, afterChips: chips([is]) } : {}),
      beforeText: text(was),
      afterText: text(is),
    },
  ];
}
