// Every sentence the page asks for exists, in three languages with the same blanks.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pageText } from '../../../renderer/i18n/index';

type Tree = { readonly [key: string]: string | Tree };

function flat(tree: Tree, path = ''): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[path + key, value]] : [...flat(value, `${path}${key}.`)],
    ),
  );
}

const blanks = (sentence: string) =>
  [...sentence.matchAll(/\{\{\s*(\w+)/gu)].map(([, name]) => name).sort();

const files = readdirSync('renderer', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/u.test(name) && !name.startsWith('i18n'))
  .map((name) => [name, readFileSync(join('renderer', name), 'utf8')] as const);

describe('the page', () => {
  const english = flat(pageText.en);

  it('asks only for sentences that are there', () => {
    const asked = files.flatMap(([name, code]) =>
      [...code.matchAll(/\bt\(\s*'([^']+)'/gu)].map(([, key]) => [name, key ?? ''] as const),
    );
    const missing = asked.filter(([, key]) => !english.has(key) && !english.has(`${key}_other`));
    expect(asked.length).toBeGreaterThan(50);
    expect(missing).toEqual([]);
  });

  it.each(['zh-CN', 'fr'] as const)(
    'says everything in %s, and fills no other blanks',
    (language) => {
      const words = flat(pageText[language]);
      for (const [key, sentence] of english) {
        expect([key, words.get(key) === undefined]).toEqual([key, false]);
        const others = blanks(words.get(key) ?? '').filter(
          (one) => !blanks(sentence).includes(one),
        );
        expect([key, others]).toEqual([key, []]);
      }
    },
  );
});
