// Every language has every sentence, and none has a blank that nobody fills in.
import { basename, dirname } from 'node:path';
import { expect, test } from 'vitest';
import { locales } from '#shared/locale';
import { sourceFiles } from './project-files';

/** Flattens `{ tray: { quit: 'Quit' } }` to `tray.quit`; forms of number (`_one`, `_other`) are one sentence. */
function sentencesIn(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string')
    return [[path.replace(/_(zero|one|two|few|many|other)$/, ''), value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    sentencesIn(inner, path === '' ? key : `${path}.${key}`),
  );
}

const blanks = (sentence: string): string[] => sentence.match(/\{\{\s*\w+/g) ?? [];

// shared/text/en/app.ts and renderer/i18n/en/feed.ts: the folder is the language
const english = sourceFiles()
  .map(({ path }) => path)
  .filter((path) => basename(dirname(path)) === 'en');

/** Every form of every sentence, by its path. */
async function read(path: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const module: unknown = await import(/* @vite-ignore */ `../../${path}`);
  const forms = new Map<string, string[]>();
  for (const [key, sentence] of sentencesIn(module)) {
    forms.set(key, [...(forms.get(key) ?? []), sentence]);
  }
  return forms;
}

test('there are sentences in the shared text and in the page', () => {
  expect(english.some((path) => path.startsWith('shared/text/'))).toBe(true);
  expect(english.some((path) => path.startsWith('renderer/i18n/'))).toBe(true);
});

const others = locales.filter((locale) => locale !== 'en');

test.each(english.flatMap((path) => others.map((locale) => ({ path, locale }))))(
  '$path in $locale',
  async ({ path, locale }) => {
    const [original, translated] = await Promise.all([
      read(path),
      read(path.replace('/en/', `/${locale}/`)),
    ]);
    expect([...translated.keys()].sort()).toEqual([...original.keys()].sort());
    // a translation may do without a blank, but one that nobody fills would be shown as it is
    for (const [key, forms] of translated) {
      const filled = (original.get(key) ?? []).flatMap(blanks);
      expect.soft(filled, key).toEqual(expect.arrayContaining(forms.flatMap(blanks)));
    }
  },
);
