// What NocoDB tells about itself to the page: its form, its events, what it can do.
import type { AdapterInfo } from '../source';
import * as words from './words';

export const info: AdapterInfo = {
  id: 'nocodb',
  name: words.name,
  terms: words.terms,
  form: [
    {
      name: 'server',
      kind: 'url',
      secret: false,
      required: true,
      label: words.form.server,
      help: words.form.serverHelp,
      invalid: words.form.serverInvalid,
      placeholder: 'https://nocodb.example.com',
    },
    {
      name: 'token',
      kind: 'text',
      secret: true,
      required: false,
      label: words.form.token,
      help: words.form.tokenHelp,
    },
    {
      name: 'baseId',
      kind: 'text',
      secret: false,
      required: false,
      label: words.form.baseId,
      help: words.form.baseIdHelp,
      invalid: words.form.baseIdInvalid,
    },
    {
      name: 'headerSecret',
      kind: 'text',
      secret: true,
      required: false,
      label: words.form.headerSecret,
      help: words.form.headerSecretHelp,
    },
  ],
  baseMember: null,
  targetForm: [
    {
      name: 'tableId',
      kind: 'text',
      secret: false,
      required: false,
      label: words.form.tableId,
      help: words.form.tableIdHelp,
      invalid: words.form.tableIdInvalid,
    },
  ],
  steps: words.steps,
  events: [
    { type: 'records.after.insert', label: words.events.inserted },
    { type: 'records.after.update', label: words.events.updated },
    { type: 'records.after.delete', label: words.events.deleted },
    { type: 'records.manual.trigger', label: words.events.triggered },
  ],
  abilities: {
    push: true,
    beforeValues: 'stated',
    actor: 'partly',
    deletedContent: 'stated',
  },
  notes: words.notes,
  limit: words.limit,
  limits: words.limits,
  documentation: 'https://nocodb.com/docs/product-docs/automation/webhook',
};
