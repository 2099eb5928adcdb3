// A change as text to paste elsewhere. Pure: words come in, text goes out.
import type { ChangeEvent } from '#shared/event';
import type { FieldThen } from '#shared/record-then';

export interface CopyWords {
  readonly title: string;
  /** "changed", "added", … */
  readonly action: string;
  readonly who: string;
  readonly when: string;
  readonly field: string;
  readonly before: string;
  readonly after: string;
  readonly empty: string;
  readonly unknown: string;
  /** The name of a changed field. */
  readonly fieldName: (change: ChangeEvent['changes'][number]) => string;
}

/** Title, where, who and when, then a table of the fields; everything from the table is escaped. */
export function asMarkdown(event: ChangeEvent, words: CopyWords): string {
  const facts = [event.table?.name, words.action, words.who, words.when]
    .filter((fact) => fact !== undefined && fact !== '')
    .map((fact) => markdown(fact ?? ''));
  const rows = cells(event, words).map((row) => `| ${row.map(markdown).join(' | ')} |`);
  const table = [
    `| ${[words.field, words.before, words.after].map(markdown).join(' | ')} |`,
    '| --- | --- | --- |',
    ...rows,
  ];
  return [
    `${titled(words.title, event.link)} — ${facts.join(' · ')}`,
    ...(rows.length > 0 ? ['', ...table] : []),
    '',
  ].join('\n');
}

interface CopyRecordWords extends Pick<CopyWords, 'title' | 'field' | 'empty' | 'unknown'> {
  readonly value: string;
  readonly since: string;
  /** Which moment it is shown at. */
  readonly asOf: string;
  /** How a field is known. */
  readonly known: (field: FieldThen) => string;
}

/** The whole record as it was, with the link to it as it is. */
export function recordAsMarkdown(
  { link, table }: ChangeEvent,
  fields: readonly FieldThen[],
  words: CopyRecordWords,
): string {
  const facts = [table?.name, words.asOf].filter((fact) => fact !== undefined).map(markdown);
  const rows = [[words.field, words.value, words.since], ...recordCells(fields, words)];
  const [head, ...body] = rows.map((row) => `| ${row.map(markdown).join(' | ')} |`);
  const lines = [`${titled(words.title, link)} — ${facts.join(' · ')}`, ''];
  return [...lines, head, '| --- | --- | --- |', ...body, ''].join('\n');
}

export function recordAsTsv(fields: readonly FieldThen[], words: CopyRecordWords): string {
  const rows = [[words.field, words.value, words.since], ...recordCells(fields, words)];
  return `${rows.map((row) => row.map(tsv).join('\t')).join('\n')}\n`;
}

const recordCells = (
  fields: readonly FieldThen[],
  words: CopyRecordWords,
): readonly (readonly string[])[] =>
  fields.map((one) => [
    one.field.name ?? one.field.id,
    one.held === null ? words.unknown : one.held.text || words.empty,
    words.known(one),
  ]);

/** One line a field, with a heading, as spreadsheets paste it. */
export function asTsv(event: ChangeEvent, words: CopyWords): string {
  const rows = [[words.field, words.before, words.after], ...cells(event, words)];
  return `${rows.map((row) => row.map(tsv).join('\t')).join('\n')}\n`;
}

function cells(event: ChangeEvent, words: CopyWords): readonly (readonly string[])[] {
  const value = (text: string | undefined) =>
    text === undefined ? words.unknown : text === '' ? words.empty : text;
  return event.changes.map((change) => [
    words.fieldName(change),
    event.action === 'created' ? '' : value(change.beforeText),
    event.action === 'deleted' ? '' : value(change.afterText),
  ]);
}

const titled = (title: string, link: string | undefined): string =>
  link
    ? `**[${markdown(title)}](<${link.replace(/[<>\s]/gu, encodeURIComponent)}>)**`
    : `**${markdown(title)}**`;

/** Escapes what Markdown or the HTML in it would read as more than text: https://spec.commonmark.org/0.31.2/#backslash-escapes */
function markdown(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>()#+!|~&]/gu, '\\$&')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** A cell that a spreadsheet would run as a formula gets an apostrophe: https://owasp.org/www-community/attacks/CSV_Injection */
function tsv(text: string): string {
  const line = text.replace(/[\t\r\n]+/gu, ' ');
  const formula = /^\s*[=+\-@]/u.test(line) && !/^\s*[+-]?[\d.,\s]+%?$/u.test(line);
  return formula ? `'${line}` : line;
}
