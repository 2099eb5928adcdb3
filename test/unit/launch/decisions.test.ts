// What the launch scripts decide from what they find.
import { describe, expect, test } from 'vitest';
import { isNewEnough } from '../../../electron/launch/node-version.mjs';
import { packagesMatch } from '../../../electron/launch/packages.mjs';
import { missingIn } from '../../../electron/launch/system-libraries.mjs';
import { demandReasons } from '../../../electron/launch/testing/vitest.mjs';
import { chooseWords } from '../../../electron/launch/words.mjs';

test.each([
  ['18.20.4', false],
  ['20.18.3', false],
  ['20.19.0', true],
  ['22.1.0', true],
])('Node.js %s is new enough: %s', (version, expected) => {
  expect(isNewEnough(version)).toBe(expected);
});

describe('installed packages', () => {
  const wanted = {
    '': { version: '0.1.0' },
    'node_modules/zod': { version: '4.6.7' },
    'node_modules/fsevents': { version: '2.3.3', optional: true },
  };

  test('match when only those of other systems are absent', () => {
    expect(packagesMatch(wanted, { 'node_modules/zod': { version: '4.6.7' } })).toBe(true);
  });

  test('do not match when one has another version, is absent, or none is there', () => {
    expect(packagesMatch(wanted, { 'node_modules/zod': { version: '4.6.6' } })).toBe(false);
    expect(packagesMatch(wanted, {})).toBe(false);
    expect(packagesMatch(wanted, null)).toBe(false);
  });
});

test('the libraries that ldd did not find', () => {
  const listing = [
    '\tlinux-vdso.so.1 (0x00007f8ee7ba2000)',
    '\tlibgtk-3.so.0 => not found',
    '\tlibdl.so.2 => /lib/x86_64-linux-gnu/libdl.so.2 (0x00007f8ee7b8c000)',
    '\tlibnss3.so => not found',
  ].join('\n');
  expect(missingIn(listing)).toEqual(['libgtk-3.so.0', 'libnss3.so']);
});

test('a test skipped without a reason counts as failed', () => {
  const skipped = [
    { name: 'a', reason: 'no keyring on this system' },
    { name: 'b', reason: '' },
  ];
  expect(demandReasons({ passed: 3, failures: [], skipped })).toEqual({
    passed: 3,
    failures: ['skipped without a reason: b'],
    skipped: [{ name: 'a', reason: 'no keyring on this system' }],
  });
});

test('the terminal speaks the language of the person', () => {
  expect(chooseWords({ LANG: 'fr_FR.UTF-8' }).building).toBe('Construction…');
  expect(chooseWords({ LANG: 'fr_FR.UTF-8', LC_ALL: 'zh_CN.UTF-8' }).building).toBe('正在构建…');
  expect(chooseWords({ LANG: 'C.UTF-8' }).building).toBe('Building…');
});
