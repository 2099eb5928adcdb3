// The forms of a Kdocs connection and of its subscriptions.
import type { EventKind, FormField } from '#shared/source-info';
import { defaultCancel } from './cancel';
import { hookKinds } from './catalogue';
import { defaultBase } from './client';
import { defaultRedirectPort } from './config';
import { eventWords, form as words } from './words';

export const eventKinds: readonly EventKind[] = hookKinds.map(({ event, type }) => ({
  type,
  label: eventWords(event),
}));

export const form: readonly FormField[] = [
  {
    name: 'accessToken',
    kind: 'text',
    secret: true,
    required: true,
    way: 'token',
    label: words.accessToken,
    help: words.accessTokenHelp,
  },
  {
    name: 'appId',
    kind: 'text',
    secret: false,
    required: true,
    way: 'signIn',
    label: words.appId,
    help: words.appIdHelp,
    invalid: words.appIdInvalid,
  },
  {
    name: 'appKey',
    kind: 'text',
    secret: true,
    required: true,
    way: 'signIn',
    label: words.appKey,
    help: words.appKeyHelp,
  },
  {
    name: 'fileToken',
    kind: 'text',
    secret: false,
    required: true,
    label: words.fileToken,
    help: words.fileTokenHelp,
    invalid: words.fileTokenInvalid,
  },
  {
    name: 'appKind',
    kind: 'choice',
    secret: false,
    required: true,
    folded: true,
    label: words.appKind,
    help: words.appKindHelp,
    choices: [
      { value: 'test', label: words.appKindTest },
      { value: 'production', label: words.appKindProduction },
    ],
  },
  {
    name: 'redirectPort',
    kind: 'text',
    secret: false,
    required: false,
    way: 'signIn',
    folded: true,
    label: words.redirectPort,
    help: words.redirectPortHelp,
    invalid: words.redirectPortInvalid,
    placeholder: String(defaultRedirectPort),
  },
  {
    name: 'apiBase',
    kind: 'url',
    secret: false,
    required: false,
    folded: true,
    label: words.apiBase,
    help: words.apiBaseHelp,
    invalid: words.apiBaseInvalid,
    placeholder: defaultBase,
  },
  {
    name: 'cancel',
    kind: 'text',
    secret: false,
    required: false,
    folded: true,
    label: words.cancel,
    help: words.cancelHelp,
    invalid: words.cancelInvalid,
    placeholder: defaultCancel,
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
    choices: hookKinds.map(({ event }) => ({ value: event, label: eventWords(event) })),
  },
  {
    name: 'sheetId',
    kind: 'text',
    secret: false,
    required: true,
    label: words.sheetId,
    invalid: words.sheetIdInvalid,
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
