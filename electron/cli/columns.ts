// The columns of an export, and how CSV and Markdown quote them; both may be printed to a terminal, which obeys no cell.
import { definitionOf, propertyName, withTypeNames } from '#shared/definition';
import type { FieldChange } from '#shared/event';
import type { FeedRow } from '#shared/feed';
import { plainLines, plainText } from '#shared/plain-text';
import type { Say } from './failure';

interface Column {
  readonly name: string;
  readonly of: (row: FeedRow, t: Say) => string;
}

/** What changed: of a field itself its name, then which of its settings. */
function nameOf({ field }: FieldChange, t: Say): string {
  if (field.type !== 'definition') return field.name ?? field.id;
  const { field: whole, property } = definitionOf(field);
  if (property === null) return field.name ?? field.id;
  const named = propertyName(property, t);
  return whole === null ? named : `${whole} · ${named}`;
}

const change = (row: FeedRow, t: Say) =>
  row.changes
    .map((told) => {
      const { beforeText, afterText } = withTypeNames(told, t);
      const name = nameOf(told, t);
      // A service that names a field without its values must not read as "empty".
      return beforeText === undefined && afterText === undefined
        ? name
        : `${name}: ${beforeText ?? ''} → ${afterText ?? ''}`;
    })
    .join('; ');

export const columns: readonly Column[] = [
  { name: 'time', of: (row) => new Date(row.at).toISOString() },
  { name: 'source', of: (row) => row.source },
  { name: 'base', of: (row) => row.base.name ?? row.base.id },
  { name: 'table', of: (row) => row.table?.name ?? row.table?.id ?? '' },
  { name: 'record', of: (row) => row.record?.title || row.record?.id || '' },
  { name: 'subject', of: (row) => row.subject },
  { name: 'action', of: (row) => row.action },
  { name: 'count', of: (row) => String(row.count) },
  { name: 'changes', of: change },
  { name: 'person', of: (row) => row.actor.name ?? row.actor.id ?? '' },
  { name: 'link', of: (row) => row.link ?? '' },
  { name: 'id', of: (row) => row.id },
];

/**
 * RFC 4180; a cell that a spreadsheet would run as a formula is held back by an apostrophe
 * (https://owasp.org/www-community/attacks/CSV_Injection), which is judged after what cannot be seen is gone.
 */
export function csvLine(cells: readonly string[]): string {
  return cells
    .map(plainLines)
    .map((cell) => (/^[=+\-@\t\n]/.test(cell) ? `'${cell}` : cell))
    .map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(',');
}

export function markdownLine(cells: readonly string[]): string {
  const safe = cells.map((cell) =>
    plainText(cell, Number.POSITIVE_INFINITY).replace(/[\\|`*_[\]<>]/g, (c) => `\\${c}`),
  );
  return `| ${safe.join(' | ')} |`;
}

export const markdownRule = (count: number): string => `|${' --- |'.repeat(count)}`;
