// Kdocs' hooks as data: what each reports. A hook that the service adds is one more row.
import type { Action, Subject } from '#shared/event';
import type { WatchKind } from '#shared/watch';

export interface HookKind {
  /** The subscription's path without ids and without the leading `sheets`. */
  readonly event: string;
  /** Below `…/webhook/sheets/:sheet_id/`, where a hook of this kind is ordered; empty for a type that is not in the catalogue. */
  readonly path: string;
  /** The service's name in a callback. */
  readonly type: string;
  readonly subject: Subject;
  readonly action: Action;
  /** false: the callback only says that something changed, not to what. */
  readonly stated: boolean;
  /** The property of the subject that changed, where the hook is about one. */
  readonly property?: string;
  /** The ids that an order must list in its body. */
  readonly ids?: 'fields' | 'records';
  /** The kind of change that it reports of a whole table; absent: only chosen by hand. */
  readonly watch?: WatchKind;
  /** A kind of change that it helps with: new fields must join the hook that lists all fields. */
  readonly helps?: WatchKind;
}

/**
 * In the order in which a watched table needs them. `dbt.records.create`, `dbt.sheets.remove` and
 * `dbt.cells.fields.update` are printed in the service's pages (webhook-record-create, webhook-sheet-remove,
 * webhook-mine under https://developer.kdocs.cn/server/dbt/); the other types follow the same rule: `dbt.` and the path.
 */
export const hookKinds: readonly HookKind[] = [
  {
    ...hook('records/create', 'dbt.records.create'),
    subject: 'record',
    action: 'created',
    stated: true,
    watch: 'created',
  },
  {
    ...hook('cells/fields/update', 'dbt.cells.fields.update'),
    subject: 'record',
    action: 'updated',
    stated: false,
    ids: 'fields',
    watch: 'updated',
  },
  {
    ...hook('cells/records/update', 'dbt.cells.records.update'),
    subject: 'record',
    action: 'updated',
    stated: false,
    ids: 'records',
  },
  {
    ...hook('fields/create', 'dbt.fields.create'),
    subject: 'field',
    action: 'created',
    stated: true,
    watch: 'fields',
    helps: 'updated',
  },
  {
    ...hook('remove', 'dbt.sheets.remove'),
    subject: 'table',
    action: 'deleted',
    stated: true,
    watch: 'table',
  },
  {
    ...hook('description', 'dbt.sheets.description'),
    subject: 'table',
    action: 'updated',
    stated: false,
    watch: 'table',
    property: 'description',
  },
  {
    ...hook('icon', 'dbt.sheets.icon'),
    subject: 'table',
    action: 'updated',
    stated: false,
    watch: 'table',
    property: 'icon',
  },
  {
    ...hook('views/:view_id/remove', 'dbt.views.remove'),
    subject: 'view',
    action: 'deleted',
    stated: true,
    watch: 'views',
  },
];

function hook(path: string, type: string): Pick<HookKind, 'event' | 'path' | 'type'> {
  return { event: path.replace(/:\w+\//g, ''), path, type };
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
  return { event: '', path: '', type, subject, action, stated: false };
}
