// How a person comes to a connection's credentials: what is shown, what a stored one used, and what is forgotten on leaving a way.
import { expect, test } from 'vitest';
import { kdocs } from '#core/sources/kdocs/index';
import { nocodb } from '#core/sources/nocodb/index';
import type { ConnectionView } from '#shared/connection';
import {
  fieldsOf,
  holds,
  secretsLeft,
  wayOf,
  waysOf,
} from '../../../renderer/connections/connect/connect-way';

const { info } = kdocs;
// Only config and secrets are read.
const stored = (secrets: readonly string[], config: Readonly<Record<string, unknown>> = {}) =>
  ({ secrets, config }) as unknown as ConnectionView;
const names = (way: Parameters<typeof fieldsOf>[1]) =>
  fieldsOf(info.form, way)
    .filter(({ folded }) => !folded)
    .map(({ name }) => name);

test('only a source with several ways lets one choose', () => {
  expect(waysOf(info)).toEqual(['token', 'signIn', 'byHand']);
  expect(waysOf(nocodb.info)).toEqual([]);
});

test('each way asks for its own credentials, and every one for the document', () => {
  expect(names('token')).toEqual(['accessToken', 'fileToken']);
  expect(names('signIn')).toEqual(['appId', 'appKey', 'fileToken']);
  expect(names('byHand')).toEqual(['fileToken']);
});

test('a stored connection opens in the way it has come', () => {
  expect(wayOf(info, null)).toBe('token');
  expect(wayOf(info, stored(['accessToken']))).toBe('token');
  expect(wayOf(info, stored(['accessToken', 'refreshToken', 'appKey']))).toBe('signIn');
  expect(wayOf(info, stored([]))).toBe('byHand');
});

test('leaving a way forgets its secrets, and staying keeps them', () => {
  const signedIn = stored(['accessToken', 'refreshToken', 'appKey'], { appId: 'AK1' });
  expect(secretsLeft(info, signedIn, 'signIn')).toEqual({});
  expect(secretsLeft(info, signedIn, 'token')).toEqual({ refreshToken: '', appKey: '' });
  expect(secretsLeft(info, signedIn, 'byHand')).toEqual({
    accessToken: '',
    refreshToken: '',
    appKey: '',
  });
  expect(secretsLeft(info, stored(['accessToken']), 'signIn')).toEqual({});
});

test('what belongs to one choice is shown with it, and with the first one while none is made', () => {
  const choices = ['long', 'short'].map((value) => ({ value, label: words(value) }));
  const form = [
    {
      name: 'mode',
      kind: 'choice' as const,
      secret: false,
      required: true,
      label: words('mode'),
      choices,
    },
  ];
  const shown = (is: string, entry: Record<string, unknown>) =>
    holds(form, { field: 'mode', is }, entry);
  expect([shown('long', {}), shown('short', {}), shown('short', { mode: 'short' })]).toEqual([
    true,
    false,
    true,
  ]);
  expect(holds(form, undefined, {})).toBe(true);
});

const words = (text: string) => ({ en: text, 'zh-CN': text, fr: text });
