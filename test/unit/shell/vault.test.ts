// The vault with and without an OS that encrypts, over real files.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Log } from '#core/ports';
import { createVault, type Sealer } from '../../../electron/shell/vault';

const said: string[] = [];
const log: Log = {
  info: (message) => said.push(message),
  warn: (message) => said.push(message),
  error: (message) => said.push(message),
};
/** Stands in for the OS: turns the text around, so that nothing readable is on disk. */
const flip = (text: string) => Array.from(text).reverse().join('');
const keyring: Sealer = {
  available: true,
  seal: (text) => Buffer.from(`sealed:${flip(text)}`),
  open(sealed) {
    if (!sealed.toString().startsWith('sealed:')) throw new Error('another keyring');
    return flip(sealed.toString().slice(7));
  },
};
const none: Sealer = { ...keyring, available: false };

let folder: string;
let path: string;
beforeEach(() => {
  said.length = 0;
  folder = mkdtempSync(join(tmpdir(), 'tablewatch-vault-'));
  path = join(folder, 'secrets.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('with encryption: kept sealed, read again, deleted for good', () => {
  const first = createVault(path, keyring, log);
  expect(first.lasting).toBe(true);
  first.set('c1/token', 'abc');
  first.set('c1/other', 'def');
  expect(readFileSync(path, 'utf8')).toContain('sealed');
  const second = createVault(path, keyring, log);
  expect(second.get('c1/token')).toBe('abc');
  second.delete('c1/token');
  expect(createVault(path, keyring, log).get('c1/token')).toBeUndefined();
  expect(createVault(path, keyring, log).get('c1/other')).toBe('def');
});

test('without encryption: only until the app quits', () => {
  const first = createVault(path, none, log);
  expect(first.lasting).toBe(false);
  first.set('c1/token', 'abc');
  expect(first.get('c1/token')).toBe('abc');
  expect(createVault(path, none, log).get('c1/token')).toBeUndefined();
});

test('chosen plain: kept with a clear mark, and forgotten on disk when the choice is taken back', () => {
  const first = createVault(path, none, log);
  first.set('c1/token', 'abc');
  first.allowPlain(true);
  expect(first.lasting).toBe(true);
  expect(readFileSync(path, 'utf8')).toMatch(/"kind": "plain"/);
  expect(readFileSync(path, 'utf8')).toContain('NOT encrypted');
  const second = createVault(path, none, log);
  expect(second.get('c1/token')).toBe('abc');
  second.allowPlain(true);
  second.allowPlain(false);
  expect(second.get('c1/token')).toBe('abc');
  expect(createVault(path, none, log).get('c1/token')).toBeUndefined();
});

test('a keyring that comes later seals what was plain', () => {
  const first = createVault(path, none, log);
  first.allowPlain(true);
  first.set('c1/token', 'abc');
  expect(createVault(path, keyring, log).get('c1/token')).toBe('abc');
  expect(readFileSync(path, 'utf8')).not.toContain('plain');
});

test('sealed secrets survive a start without the keyring', () => {
  createVault(path, keyring, log).set('c1/token', 'abc');
  const without = createVault(path, none, log);
  expect(without.get('c1/token')).toBeUndefined();
  without.set('c2/token', 'x');
  expect(createVault(path, keyring, log).get('c1/token')).toBe('abc');
});

test('a file that is not ours is left alone, and that is said', () => {
  writeFileSync(path, '{"version":2,"entries":"?"}');
  const vault = createVault(path, keyring, log);
  vault.set('c1/token', 'abc');
  expect(vault.lasting).toBe(false);
  expect(readFileSync(path, 'utf8')).toBe('{"version":2,"entries":"?"}');
  expect(said.join()).toContain('cannot be read');
});
