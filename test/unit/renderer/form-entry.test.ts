// What is typed into a connect form: what is missing, what is sent, and where a refusal shows.
import { describe, expect, it } from 'vitest';
import type { ConnectionView } from '#shared/connection';
import type { FormField, SourceInfo } from '#shared/source-info';
import {
  checkEntry,
  draftOf,
  firstEntry,
  freshName,
  placeProblem,
  targetOf,
} from '../../../renderer/connections/connect/form-entry';

const words = { en: 'x', 'zh-CN': 'x', fr: 'x' };
const field = (name: string, more: Partial<FormField> = {}): FormField => ({
  name,
  kind: 'text',
  secret: false,
  required: false,
  label: words,
  ...more,
});
const server = field('server', { kind: 'url', required: true });
const token = field('token', { secret: true, required: true });
const brand = field('brand', {
  kind: 'choice',
  required: true,
  choices: [
    { value: 'feishu', label: words },
    { value: 'lark', label: words },
  ],
});
const source = { id: 'nocodb', form: [server, token] } satisfies Partial<SourceInfo>;
// Only the id and the form are read.
const info = source as unknown as SourceInfo;

describe('a form at its start', () => {
  it('shows what is stored, the first of a needed choice, and never a secret', () => {
    const entry = firstEntry([server, token, brand], { server: 'https://a.example', token: 'no' });
    expect(entry).toEqual({ server: 'https://a.example', brand: 'feishu' });
  });
});

describe('before it is sent', () => {
  it('names what is missing and what is no address', () => {
    const issues = checkEntry([server, token], { server: 'noco.example.com', token: ' ' }, []);
    expect(issues).toEqual({ server: { kind: 'url' }, token: { kind: 'missing' } });
  });
  it('takes a stored secret for entered, until a person starts to replace it', () => {
    expect(checkEntry([token], {}, ['token'])).toEqual({});
    expect(checkEntry([token], { token: '' }, ['token'])).toEqual({ token: { kind: 'missing' } });
  });
});

describe('what is sent', () => {
  it('leaves out what is empty, so that a stored secret keeps its value', () => {
    const existing = { id: 'c1' } as unknown as ConnectionView; // only the id is read
    expect(draftOf(info, ' CRM ', { server: ' https://a.example ' }, existing)).toEqual({
      id: 'c1',
      source: 'nocodb',
      name: 'CRM',
      config: { server: 'https://a.example' },
      secrets: {},
    });
  });
  it('puts a secret among the secrets', () => {
    const draft = draftOf(info, 'CRM', { server: 'https://a.example', token: 't' }, null);
    expect(draft).not.toHaveProperty('id');
    expect(draft.secrets).toEqual({ token: 't' });
    expect(draft.config).not.toHaveProperty('token');
  });
  it('takes only filled members into a target', () => {
    expect(targetOf([field('event'), field('viewId')], { event: 'a', viewId: ' ' })).toEqual({
      event: 'a',
    });
  });
});

describe('a refusal', () => {
  const refused = (path: string, reason: string) => ({
    code: 'input-invalid' as const,
    params: { path, reason },
  });
  it('shows at the field that its path names', () => {
    expect(placeProblem(refused('draft.target.sheetId', 'must be a number'), ['sheetId'])).toEqual({
      field: 'sheetId',
      issue: { kind: 'other', reason: 'must be a number' },
    });
  });
  it('is said in our own words where they exist', () => {
    expect(placeProblem(refused('config.server', 'Invalid URL'), ['name', 'server'])).toEqual({
      field: 'server',
      issue: { kind: 'url' },
    });
  });
  it('belongs to the whole form when it names no field of it, or is no matter of input', () => {
    expect(placeProblem(refused('connections.0.source', 'x'), ['server'])).toBeNull();
    expect(
      placeProblem({ code: 'service-refused', params: { host: 'server' } }, ['server']),
    ).toBeNull();
  });
});

describe('a name for a new connection', () => {
  it('is the first free one', () => {
    expect(freshName('NocoDB', ['SeaTable'])).toBe('NocoDB');
    expect(freshName('NocoDB', ['NocoDB', 'NocoDB 2'])).toBe('NocoDB 3');
  });
});
