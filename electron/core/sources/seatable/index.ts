// SeaTable as a source: the live channel and the log of a base, its webhooks, and reading its tables.
import type { SourceAdapter } from '../source';
import { documentedOperations } from './catalogue';
import { check } from './check';
import { type Config, config, secrets, type Target, target } from './config';
import { discover } from './discover';
import { form, targetForm } from './form';
import { history } from './history';
import { hooks } from './hooks';
import { live } from './live';
import { learn, normalise } from './normalise';
import { type Payload, parse } from './parse';
import { credentials } from './server/base-token';
import { tables } from './tables';
import * as words from './words';

export const seatable: SourceAdapter<Config, Target, Payload> = {
  reading: 1,
  info: {
    id: 'seatable',
    name: words.name,
    terms: words.terms,
    form,
    baseMember: 'baseUuid',
    targetForm,
    steps: words.steps,
    events: documentedOperations.map(({ action, type }) => ({ type, label: words.events[action] })),
    abilities: {
      push: true,
      beforeValues: 'stated',
      actor: 'stated',
      deletedContent: 'stated',
    },
    notes: words.notes,
    limit: words.limit,
    limits: words.limits,
    documentation: 'https://seatable.com/help/struktur-der-webhook-daten',
  },
  config,
  secrets,
  checkedBy: ['webhookSecret'],
  readBy: [],
  calledBy: [['apiToken', 'accountToken']],
  hookSecret: { entered: 'webhookSecret', madeOf: 'accountToken' },
  target,
  check,
  parse,
  learn,
  normalise,
  discover,
  hooks,
  credentials,
  tables,
  live,
  history,
};
