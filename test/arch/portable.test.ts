// The project runs on any machine: its files name no place on one, and its lock file suits every system and registry.
import { expect, test } from 'vitest';
import { z } from 'zod';
import { projectFiles } from './project-files';

const files = projectFiles();

// `/home/me` stands for anybody's
const places = /(^|[\s'"`(=:])\/(root|work|(home|Users)\/(?!me\b)\w+)\//m;
// put together here, so that this file does not find itself
const registries = [
  ['registry', 'npmjs.org'],
  ['registry', 'yarnpkg.com'],
  ['registry', 'npmmirror.com'],
  ['deb', 'debian.org'],
].map((words) => words.join('.'));

const offenders = (isOffence: (text: string) => boolean) =>
  files.filter(({ text }) => isOffence(text)).map(({ path }) => path);

test('no file names a folder of one machine', () => {
  expect(offenders((text) => places.test(text))).toEqual([]);
});

test('no file names the host of a registry', () => {
  expect(offenders((text) => registries.some((host) => text.includes(host)))).toEqual([]);
});

const lockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      resolved: z.string().optional(),
      integrity: z.string().optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});

const lock = () => {
  const text = files.find(({ path }) => path === 'package-lock.json')?.text ?? '';
  return Object.entries(lockFile.parse(JSON.parse(text)).packages).filter(([path]) => path !== '');
};

test('the lock file leaves the registry open and pins every content', () => {
  const wrong = lock().filter(([, entry]) => entry.resolved || !entry.integrity);
  expect(wrong.map(([path]) => path)).toEqual([]);
});

test('the lock file has the packages of every system, or `npm ci` refuses it', () => {
  const entries = lock();
  const names = new Set(entries.map(([path]) => path.split('node_modules/').at(-1)));
  const missing = entries.flatMap(([, entry]) =>
    Object.keys(entry.optionalDependencies ?? {}).filter((name) => !names.has(name)),
  );
  expect(missing).toEqual([]);
});
