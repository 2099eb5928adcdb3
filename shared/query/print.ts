// Writes a query as text that reads back as the same query.
import { assertNever } from '../result';
import type { Query, Term } from './query';

export function printQuery(query: Query): string {
  return query.terms.map(printTerm).join(' ');
}

function printTerm(term: Term): string {
  switch (term.kind) {
    case 'text':
      return `${sign(term.not)}${quoted(term.text)}`;
    case 'name':
      return `${sign(term.not)}${term.key}:${term.values.map(quoted).join('|')}`;
    case 'action':
      return `${sign(term.not)}action:${term.values.join('|')}`;
    case 'subject':
      return `${sign(term.not)}subject:${term.values.join('|')}`;
    case 'read':
      return term.unread ? 'is:unread' : 'is:read';
    case 'time':
      return term.source;
    default:
      return assertNever(term);
  }
}

const sign = (not: boolean) => (not ? '-' : '');

/** Quotes whatever could be read as something else: spaces, quotes, separators, a colon, a leading minus. */
function quoted(value: string): string {
  return value === '' || /[\s"“”＂\\|｜,，、:：]|^[-－]/u.test(value)
    ? `"${value.replace(/["\\]/gu, '\\$&')}"`
    : value;
}
