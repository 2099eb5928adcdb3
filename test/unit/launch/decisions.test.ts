// What the launch scripts decide from what they find.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageOfProgram } from '../../../electron/launch/debian-packages.mjs';
import { isNewEnough } from '../../../electron/launch/node-version.mjs';
import { packagesMatch } from '../../../electron/launch/packages.mjs';
import { findSshServer } from '../../../electron/launch/ssh-server.mjs';
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

test('an SSH server is never installed, since it would start: it is unpacked, or the tests are skipped', async () => {
  expect(Object.values(packageOfProgram)).not.toContain('openssh-server');
  const cache = mkdtempSync(join(tmpdir(), 'tablewatch-cache-'));
  const ran: string[] = [];
  const session = {
    run(command: string, args: readonly string[]) {
      ran.push(`${command} ${args.join(' ')}`);
      return Promise.resolve({ code: 1, output: 'Unable to fetch' });
    },
  };
  const find = (mayFetch: boolean) =>
    findSshServer(session, mayFetch, { XDG_CACHE_HOME: cache }, '/nowhere/sshd');
  expect(await find(false)).toMatchObject({ ok: false });
  expect(ran).toEqual([]);
  expect(await find(true)).toMatchObject({ ok: false, problem: expect.stringMatching(/^.+$/) });
  expect(ran.join('\n')).not.toMatch(/\binstall\b/);
  const folder = join(cache, 'tablewatch', 'openssh');
  mkdirSync(join(folder, 'usr', 'lib', 'x86_64-linux-gnu'), { recursive: true });
  expect(await find(false)).toEqual({
    ok: true,
    value: { root: folder, libraries: ['usr/lib/x86_64-linux-gnu'] },
  });
  rmSync(cache, { recursive: true, force: true });
});
