// The forms of a Kdocs connection and of its subscriptions.
import type { EventKind, FormField } from '#shared/source-info';
import { hookKinds } from './catalogue';
import { events, form as words } from './words';

const labelOf = (event: string) => events[event] ?? { en: event, 'zh-CN': event, fr: event };

export const eventKinds: readonly EventKind[] = hookKinds.map(({ event, type }) => ({
  type,
  label: labelOf(event),
}));

export const form: readonly FormField[] = [
  {
    name: 'fileToken',
    kind: 'text',
    secret: false,
    required: true,
    label: words.fileToken,
    help: words.fileTokenHelp,
  },
];

export const targetForm: readonly FormField[] = [
  {
    name: 'event',
    kind: 'choice',
    secret: false,
    required: true,
    label: words.event,
    help: words.eventHelp,
    choices: hookKinds.map(({ event }) => ({ value: event, label: labelOf(event) })),
  },
  {
    name: 'sheetId',
    kind: 'text',
    secret: false,
    required: true,
    label: words.sheetId,
    placeholder: '1',
  },
  {
    name: 'viewId',
    kind: 'text',
    secret: false,
    required: false,
    label: words.viewId,
    help: words.viewIdHelp,
  },
  {
    name: 'fields',
    kind: 'text',
    secret: false,
    required: false,
    label: words.fields,
    help: words.fieldsHelp,
    placeholder: 'N, P',
  },
  {
    name: 'records',
    kind: 'text',
    secret: false,
    required: false,
    label: words.records,
    help: words.recordsHelp,
    placeholder: 'a, b',
  },
];
