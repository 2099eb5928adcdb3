// Kdocs (金山文档) as a source: webhooks of a multi-dimensional table, and reading it for the values they do not carry.
import type { SourceAdapter } from '../source';
import { check } from './check';
import {
  type Config,
  config,
  defaultRedirectPort,
  secrets,
  type Target,
  target,
  unpicked,
} from './config';
import { discover } from './discover';
import { eventKinds, form, targetForm } from './form';
import { hooks } from './hooks';
import { meters } from './meters';
import { normalise } from './normalise';
import { type Payload, parse } from './parse';
import { planner } from './planner';
import { credentials, signIn } from './sign-in';
import { tables } from './tables';
import * as words from './words';

export const kdocs: SourceAdapter<Config, Target, Payload> = {
  reading: 1,
  info: {
    id: 'kdocs',
    name: words.name,
    terms: words.terms,
    form,
    baseMember: 'fileToken',
    redirect: { member: 'redirectPort', usual: defaultRedirectPort },
    targetForm,
    steps: words.steps,
    events: eventKinds,
    abilities: {
      push: true,
      beforeValues: 'compared',
      actor: false,
      deletedContent: 'compared',
    },
    notes: words.notes,
    limit: words.limit,
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
  unpicked,
  discover,
  hooks,
  credentials,
  signIn,
  tables,
  planner,
  meters,
};
