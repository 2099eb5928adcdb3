// A change as text to paste elsewhere. Pure: words come in, text goes out.
import type { ChangeEvent } from '#shared/event';

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
  const head = event.link
    ? `**[${markdown(words.title)}](<${event.link.replace(/[<>\s]/gu, encodeURIComponent)}>)**`
    : `**${markdown(words.title)}**`;
  const facts = [event.table?.name, words.action, words.who, words.when]
    .filter((fact) => fact !== undefined && fact !== '')
    .map((fact) => markdown(fact ?? ''));
  const rows = cells(event, words).map((row) => `| ${row.map(markdown).join(' | ')} |`);
  const table = [
    `| ${[words.field, words.before, words.after].map(markdown).join(' | ')} |`,
    '| --- | --- | --- |',
    ...rows,
  ];
  return [`${head} — ${facts.join(' · ')}`, ...(rows.length > 0 ? ['', ...table] : []), ''].join(
    '\n',
  );
}

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
