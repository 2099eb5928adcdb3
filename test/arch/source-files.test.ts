// Holds every source file to the house style where no other tool checks it.
import { expect, test } from 'vitest';
import { sourceFiles } from './project-files';

const most = 300;
const drawers = new Set([
  'common',
  'helper',
  'helpers',
  'lib',
  'libs',
  'misc',
  'types',
  'util',
  'utils',
]);
// put together here, so that this file does not find itself
const suppressions = [
  ['@ts', 'ignore'],
  ['@ts', 'expect-error'],
  ['@ts', 'nocheck'],
  ['biome', 'ignore'],
  ['eslint', 'disable'],
].map((words) => words.join('-'));

const files = sourceFiles();
const offenders = (isOffence: (text: string, path: string) => boolean) =>
  files.filter(({ text, path }) => isOffence(text, path)).map(({ path }) => path);

test('there are source files to look at', () => {
  expect(files.length).toBeGreaterThan(50);
});

test(`no file has more than ${most} lines`, () => {
  expect(offenders((text) => text.trimEnd().split('\n').length > most)).toEqual([]);
});

test('every file starts with one line on what it is for', () => {
  const purpose = /^(#!.*\n)?\/\/ \S.*\n/;
  expect(offenders((text, path) => !path.endsWith('.css') && !purpose.test(text))).toEqual([]);
});

test('no file or folder is a drawer', () => {
  const isDrawer = (name: string) => drawers.has(name.replace(/\..*$/, '').toLowerCase());
  expect(offenders((_text, path) => path.split('/').some(isDrawer))).toEqual([]);
});

test('no check is suppressed', () => {
  expect(offenders((text) => suppressions.some((word) => text.includes(word)))).toEqual([]);
});

test('no type is `any`, in comments with types neither', () => {
  const inTypeScript = /[:<|&(,]\s*any\b(?=\s*[\])>|&,;={}]|\[)|\bas any\b/;
  const inComment = /^\s*\/?\*.*@\w+.*\{[^}]*\bany\b[^}]*\}/m;
  const code = (text: string) => text.replace(/\/\/.*|(['"`]).*?\1/g, '');
  expect(
    offenders((text, path) =>
      /\.[mc]js$/.test(path)
        ? inComment.test(text)
        : /\.tsx?$/.test(path) && inTypeScript.test(code(text)),
    ),
  ).toEqual([]);
});
