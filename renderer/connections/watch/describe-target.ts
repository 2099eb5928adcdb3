// Says in a person's words what one subscription watches.
import type { SubscriptionView, TableChoice } from '#shared/connection';
import type { Words } from '#shared/locale';
import type { FormField, SourceInfo } from '#shared/source-info';

export interface TargetPart {
  /** Whether it is a name or an id of the service's, to be set apart from our own words. */
  readonly foreign: boolean;
  /** The field's label, when the value needs one to be understood. */
  readonly label: string | null;
  readonly text: string;
}

/**
 * @param tables names of tables, as far as the service told them
 * @param names of its own base and table, as far as they were read
 * @param say picks the language
 * @returns nothing when the subscription takes whatever the service sends
 */
export function describeTarget(
  source: SourceInfo,
  target: Readonly<Record<string, unknown>>,
  tables: readonly TableChoice[],
  say: (words: Words) => string,
  names: SubscriptionView['names'] = { base: null, table: null },
): readonly TargetPart[] {
  const tableId = textOf(target.tableId);
  if (tableId !== null) {
    const name = tables.find((table) => table.id === tableId)?.name ?? names.table;
    return [
      name === null
        ? { foreign: true, label: say(source.terms.table), text: tableId }
        : { foreign: true, label: null, text: name },
    ];
  }
  return source.targetForm.flatMap((field) => {
    const value = textOf(target[field.name]);
    if (value === null) return [];
    return field.name === 'baseId' && names.base !== null
      ? [{ foreign: true, label: say(source.terms.base), text: names.base }]
      : [partOf(field, value, say)];
  });
}

function partOf(field: FormField, value: string, say: (words: Words) => string): TargetPart {
  const choice = field.choices?.find((one) => one.value === value);
  return choice
    ? { foreign: false, label: null, text: say(choice.label) }
    : { foreign: true, label: say(field.label), text: value };
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string' && value !== '') return value;
  return typeof value === 'number' ? `${value}` : null;
}

/** Bases that subscriptions name, each once: their tables have to be asked for to know names. */
export function basesOf(
  subscriptions: readonly { readonly target: Readonly<Record<string, unknown>> }[],
): readonly string[] {
  const bases = subscriptions.map(({ target }) => textOf(target.baseId));
  return [...new Set(bases.filter((base) => base !== null))];
}
