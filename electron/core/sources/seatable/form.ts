// The forms of a SeaTable connection and of its subscriptions.
import type { FormField } from '#shared/source-info';
import { form as words } from './words';

export const form: readonly FormField[] = [
  {
    name: 'server',
    kind: 'url',
    secret: false,
    required: false,
    label: words.server,
    help: words.serverHelp,
    invalid: words.serverInvalid,
    placeholder: 'https://cloud.seatable.io',
  },
  {
    name: 'apiToken',
    kind: 'text',
    secret: true,
    required: false,
    label: words.apiToken,
    help: words.apiTokenHelp,
  },
  {
    name: 'baseUuid',
    kind: 'text',
    secret: false,
    required: false,
    label: words.baseUuid,
    help: words.baseUuidHelp,
    invalid: words.baseUuidInvalid,
  },
  {
    name: 'accountToken',
    kind: 'text',
    secret: true,
    required: false,
    label: words.accountToken,
    help: words.accountTokenHelp,
  },
  {
    name: 'webhookSecret',
    kind: 'text',
    secret: true,
    required: false,
    made: true,
    label: words.webhookSecret,
    help: words.webhookSecretHelp,
  },
];

export const targetForm: readonly FormField[] = [
  {
    name: 'tableId',
    kind: 'text',
    secret: false,
    required: false,
    label: words.tableId,
    help: words.tableIdHelp,
  },
];
