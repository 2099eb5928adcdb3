// SeaTable as a source: webhooks of a base, made by hand.
import type { SourceAdapter } from '../source';
import { documentedOperations } from './catalogue';
import { check } from './check';
import { type Config, config, secrets, type Target, target } from './config';
import { learn, normalise } from './normalise';
import { type Payload, parse } from './parse';
import * as words from './words';

export const seatable: SourceAdapter<Config, Target, Payload> = {
  info: {
    id: 'seatable',
    name: words.name,
    terms: words.terms,
    form: [
      {
        name: 'server',
        kind: 'url',
        secret: false,
        required: false,
        label: words.form.server,
        help: words.form.serverHelp,
        placeholder: 'https://cloud.seatable.io',
      },
      {
        name: 'baseUuid',
        kind: 'text',
        secret: false,
        required: false,
        label: words.form.baseUuid,
        help: words.form.baseUuidHelp,
      },
      {
        name: 'webhookSecret',
        kind: 'text',
        secret: true,
        required: false,
        label: words.form.webhookSecret,
        help: words.form.webhookSecretHelp,
      },
    ],
    baseMember: null,
    targetForm: [],
    steps: words.steps,
    events: documentedOperations.map(({ action, type }) => ({ type, label: words.events[action] })),
    abilities: {
      push: true,
      live: false,
      catchUp: false,
      discover: false,
      manageHooks: false,
      plansHooks: false,
      signIn: false,
      beforeValues: true,
      actor: true,
      deletedContent: false,
      needsPublicAddress: true,
    },
    limits: words.limits,
    documentation: 'https://seatable.com/help/struktur-der-webhook-daten',
  },
  config,
  secrets,
  checkedBy: ['webhookSecret'],
  readBy: [],
  target,
  check,
  parse,
  learn,
  normalise,
};
