// Makes the texts of a change safe to show and to store: table content is hostile until proven text.
import type { ChangeDraft } from './source';

/** Control characters except tab and line feed, and halves of surrogate pairs. */
const noText = /(?![\t\n])[\p{Cc}\p{Cs}]/gu;

/** Raw values and what an event's id is made of are data, not text: they stay as they came. */
const data: ReadonlySet<string> = new Set(['before', 'after', 'identity']);

/** @returns the draft with control characters and halves of surrogate pairs taken out of every text a person may read */
export function withPlainText(draft: ChangeDraft): ChangeDraft {
  // The copy has the draft's own members with their own kinds; only the content of its texts differs.
  return plain(draft) as ChangeDraft;
}

export const plainText = (text: string): string => text.replace(noText, '');

function plain(value: unknown): unknown {
  if (typeof value === 'string') return plainText(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, data.has(name) ? member : plain(member)]),
  );
}
