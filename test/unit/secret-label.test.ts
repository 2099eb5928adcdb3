// A secret that is missing is said by the label that its field has in the form, in the reader's language.
import { expect, test } from 'vitest';
import { secretLost } from '#core/connections/lost-secret';
import { problemFields } from '#core/redact-log';
import { openBody } from '#core/sources/feishu/decrypt';
import { sources } from '#core/sources/index';
import { locales } from '#shared/locale';
import type { Problem } from '#shared/result';
import { createText, sayProblem } from '#shared/text/text';

const lost = (id: string, name: string): Problem => {
  const source = sources.find((one) => one.info.id === id);
  if (!source) throw new Error(`no source ${id}`);
  return secretLost(source, name);
};

const said = (problem: Problem) => locales.map((one) => sayProblem(createText(one), problem));

test('a lost secret is said in three languages, and logged by its bare name', () => {
  const problem = lost('seatable', 'webhookSecret');
  expect(said(problem)).toEqual([
    expect.stringContaining('“Webhook secret”'),
    expect.stringContaining('“Webhook 密钥”'),
    expect.stringContaining('« Clé secrète du webhook »'),
  ]);
  for (const sentence of said(problem)) expect(sentence).not.toMatch(/webhookSecret|\{\{/);
  expect(problemFields(problem)).toEqual({ problem: 'secret-lost', said: 'name=webhookSecret' });
});

test('so is one that holds up a connection, and a key that was never entered', () => {
  const { params } = lost('kdocs', 'accessToken');
  const held: Problem = { code: 'connection-locked', params: { ...params, connection: 'Sales' } };
  expect(said(held)).toEqual([
    expect.stringContaining('Sales: “Access token”'),
    expect.stringContaining('“access_token”'),
    expect.stringContaining('« Jeton d’accès »'),
  ]);
  const sealed = openBody(Buffer.from('{"encrypt":"AAAA"}'), undefined);
  if (sealed.ok) throw new Error('opened without a key');
  for (const sentence of said(sealed.error)) expect(sentence).toContain('Encrypt Key');
});

test('one that was stored with its bare name alone is said by that', () => {
  const stored: Problem = { code: 'secret-lost', params: { name: 'token' } };
  for (const sentence of said(stored)) expect(sentence).toMatch(/[“«] ?token ?[”»]/);
});
