// Kdocs' hooks as data: what each reports. A hook that the service adds is one more row.
import type { Action, Subject } from '#shared/event';

export interface HookKind {
  /** The subscription's path without ids and without the leading `sheets`. */
  readonly event: string;
  /** The service's name in a callback. */
  readonly type: string;
  readonly subject: Subject;
  readonly action: Action;
  /** false: the callback only says that something changed, not to what. */
  readonly stated: boolean;
  /** The property of the subject that changed, where the hook is about one. */
  readonly property?: string;
}

/**
 * `dbt.records.create`, `dbt.sheets.remove` and `dbt.cells.fields.update` are printed in the service's pages
 * (webhook-record-create, webhook-sheet-remove, webhook-mine); the other types follow the same rule: `dbt.` and the path.
 */
export const hookKinds: readonly HookKind[] = [
  hook('records/create', 'dbt.records.create', 'record', 'created', true),
  hook('cells/fields/update', 'dbt.cells.fields.update', 'record', 'updated', false),
  hook('cells/records/update', 'dbt.cells.records.update', 'record', 'updated', false),
  hook('fields/create', 'dbt.fields.create', 'field', 'created', true),
  hook('remove', 'dbt.sheets.remove', 'table', 'deleted', true),
  {
    ...hook('description', 'dbt.sheets.description', 'table', 'updated', false),
    property: 'description',
  },
  { ...hook('icon', 'dbt.sheets.icon', 'table', 'updated', false), property: 'icon' },
  hook('views/remove', 'dbt.views.remove', 'view', 'deleted', true),
];

function hook(
  event: string,
  type: string,
  subject: Subject,
  action: Action,
  stated: boolean,
): HookKind {
  return { event, type, subject, action, stated };
}

/** @param event as a person writes it: `records/create`, `sheets/remove`, `/sheets/:sheet_id/icon`, `dbt.views.remove` */
export function hookKindOfEvent(event: string): HookKind | undefined {
  const words = event
    .toLowerCase()
    .split(/[/.]/)
    .filter((word) => word !== '' && word !== 'dbt' && !word.startsWith(':'));
  const path = (words[0] === 'sheets' ? words.slice(1) : words).join('/');
  return hookKinds.find((kind) => kind.event === path);
}

/**
 * What a callback's type means. One that is not in the catalogue is read by its words, so that a hook newer than this
 * version still shows up, as a hint.
 */
export function hookKindOfType(type: string): HookKind {
  return hookKinds.find((kind) => kind.type === type) ?? unknownKind(type);
}

const subjects: readonly (readonly [word: RegExp, subject: Subject])[] = [
  [/^(record|cell|row)/, 'record'],
  [/^(field|column)/, 'field'],
  [/^view/, 'view'],
  [/^(file|document)/, 'base'],
];

function unknownKind(type: string): HookKind {
  const words = type.toLowerCase().split(/[^a-z]+/);
  const last = words.at(-1) ?? '';
  const subject = subjects.find(([word]) => words.some((one) => word.test(one)))?.[1] ?? 'table';
  const action = /^(create|add|insert)/.test(last)
    ? 'created'
    : /^(remove|delete)/.test(last)
      ? 'deleted'
      : 'updated';
  return { event: '', type, subject, action, stated: false };
}
