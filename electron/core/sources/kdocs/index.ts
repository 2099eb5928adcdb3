// Kdocs (金山文档) as a source: webhooks of a multi-dimensional table, made by hand.
import type { SourceAdapter } from '../source';
import { check } from './check';
import { type Config, config, secrets, type Target, target } from './config';
import { eventKinds, form, targetForm } from './form';
import { normalise } from './normalise';
import { type Payload, parse } from './parse';
import * as words from './words';

export const kdocs: SourceAdapter<Config, Target, Payload> = {
  info: {
    id: 'kdocs',
    name: words.name,
    terms: words.terms,
    form,
    targetForm,
    steps: words.steps,
    events: eventKinds,
    abilities: {
      push: true,
      live: false,
      catchUp: false,
      discover: false,
      manageHooks: false,
      beforeValues: false,
      actor: false,
      deletedContent: false,
      needsPublicAddress: true,
    },
    limits: words.limits,
    documentation: 'https://developer.kdocs.cn/server/dbt/webhook-record-create.html',
  },
  config,
  secrets,
  checkedBy: [],
  readBy: [],
  target,
  check,
  parse,
  normalise,
};
