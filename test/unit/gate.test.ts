// Who may enter the receiver, decided from the first line and the Host alone.
import { describe, expect, test } from 'vitest';
import { gate } from '#core/receiver/gate';

const facts = {
  knows: (address: string) => address === 'known',
  publicHost: () => 'watch.example',
  answer: (nonce: string) => (nonce === 'asked' ? 'ours' : null),
};
const request = { method: 'POST', path: '/in/known', host: '127.0.0.1:8080' };

describe('enters', () => {
  test.each([
    '127.0.0.1:8080',
    '127.0.0.1',
    'localhost:1',
    'LOCALHOST',
    '[::1]:9',
    'watch.example',
    'Watch.Example',
    'watch.example:443',
  ])('Host %s', (host) => {
    expect(gate({ ...request, host }, facts)).toEqual({ kind: 'enter', address: 'known' });
  });

  test('a query after the address is ignored', () => {
    expect(gate({ ...request, path: '/in/known?x=1' }, facts).kind).toBe('enter');
  });
});

describe('an address with a path', () => {
  const below = { ...facts, prefixes: () => ['', '/tables'] };

  test.each(['/in/known', '/tables/in/known'])('is entered by a proxy that leaves %s', (path) => {
    expect(gate({ ...request, path, host: 'watch.example' }, below)).toEqual({
      kind: 'enter',
      address: 'known',
    });
  });

  test.each(['/tables/tables/in/known', '/tablesin/known', '/other/in/known'])(
    'is not entered by %s',
    (path) => {
      expect(gate({ ...request, path }, below)).toEqual({ kind: 'not-found' });
    },
  );
});

test('the address before enters while a hook still calls it', () => {
  const formerHost = (host: string) => host === 'old.example';
  const old = { ...request, host: 'old.example' };
  expect(gate(old, { ...facts, formerHost }).kind).toBe('enter');
  expect(gate(old, facts).kind).toBe('not-found');
});

describe('our own question', () => {
  const probe = { method: 'GET', path: '/probe/asked', host: 'watch.example' };

  test('is answered', () => {
    expect(gate(probe, facts)).toEqual({ kind: 'probe', answer: 'ours' });
  });

  test.each([
    ['another question', { path: '/probe/guess' }],
    ['another method', { method: 'POST' }],
    ['a foreign Host', { host: 'evil.example' }],
  ])('%s is not', (_name, change) => {
    expect(gate({ ...probe, ...change }, facts)).toEqual({ kind: 'not-found' });
  });
});

describe('is not found', () => {
  test.each([
    ['no Host', { host: undefined }],
    ['a foreign Host', { host: 'evil.example' }],
    ['a Host that only begins like this machine', { host: '127.0.0.1.evil.example' }],
    ['the public host on another port', { host: 'watch.example:8443' }],
    ['GET', { method: 'GET' }],
    ['an unknown address', { path: '/in/other' }],
    ['a known address in another case', { path: '/in/Known' }],
    ['a path below', { path: '/in/known/' }],
    ['a path beside', { path: '/inn/known' }],
    ['an escaped address', { path: '/in/%6bnown' }],
    ['a full URL as path', { path: 'http://127.0.0.1/in/known' }],
  ])('%s', (_name, change) => {
    expect(gate({ ...request, ...change }, facts)).toEqual({ kind: 'not-found' });
  });
});
