// The docs say of each service what the connect page says: both show one table. `npm run docs:sources` writes it.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { sources } from '#core/sources/index';
import { sourceIds } from '#shared/services';
import type { SourceInfo } from '#shared/source-info';
import { type Mark, type SourceTable, sourceTable } from '#shared/source-table';
import { createText } from '#shared/text/text';

const locale = 'en';
const infos = sources.map(({ info }) => info);
const glyphs: Readonly<Record<Mark, string>> = { yes: '✓', partly: '~', no: '–' };

const comparison = sourceTable(infos, createText(locale), locale);
/** Rows that fit beside a sentence or two in the README. */
const inShort = ['publicAddress', 'catchUp', 'beforeValues', 'actor', 'deletedContent'];

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const escaped = (text: string) => text.replaceAll('|', '\\|');

function markdownTable(table: SourceTable, withNotes: boolean): string {
  const names = table.columns.map(({ name }) => name);
  const rows = table.rows.map(({ label, cells }) =>
    line([
      label,
      ...cells.map(({ mark, text, note }) => {
        const noted = withNotes && note !== null ? `${text}: ${note}` : text;
        return escaped(mark ? `${glyphs[mark]} ${noted}` : noted);
      }),
    ]),
  );
  return [line(['', ...names]), line(['', ...names].map(() => '---')), ...rows].join('\n');
}

function chapter({ name, events, limits, documentation }: SourceInfo): string {
  const kinds = [...new Set(events.map(({ label }) => label[locale]))];
  return [
    `## ${name[locale]}`,
    `Reports: ${kinds.map((kind) => kind.toLowerCase()).join(', ')} ([its documentation](${documentation})).`,
    limits.map((limit) => `- ${limit[locale]}`).join('\n'),
  ].join('\n\n');
}

const whole = [markdownTable(comparison, true), ...infos.map(chapter)].join('\n\n');
const short = markdownTable(
  { ...comparison, rows: comparison.rows.filter(({ id }) => inShort.includes(id)) },
  false,
);

test.each([
  ['docs/sources.md', whole],
  ['README.md', short],
])('%s is up to date (else run `npm run docs:sources`)', async (path, block) => {
  const file = fileURLToPath(new URL(`../../${path}`, import.meta.url));
  const text = readFileSync(file, 'utf8');
  const [head, rest] = cutAfter(text, '<!-- sources: ', ' -->\n');
  const end = rest.indexOf('<!-- /sources -->');
  expect(end, `${path} has a line <!-- /sources -->`).toBeGreaterThanOrEqual(0);
  await expect(`${head}\n${block}\n\n${rest.slice(end)}`).toMatchFileSnapshot(file);
});

test('every service stands in the comparison', () => {
  expect(comparison.columns.map(({ id }) => id).sort()).toEqual([...sourceIds].sort());
});

/** @returns the text up to and with the end of a mark, and what follows */
function cutAfter(text: string, start: string, end: string): readonly [string, string] {
  const from = text.indexOf(start);
  const to = text.indexOf(end, from);
  if (from < 0 || to < 0) throw new Error(`no line that starts with ${start}`);
  const cut = to + end.length;
  return [text.slice(0, cut), text.slice(cut)];
}
