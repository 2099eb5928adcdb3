// Edits of a query that the filter bar and its menu make. Pure.

import { parseQuery } from '#shared/query/parse';
import { printQuery } from '#shared/query/print';
import type { Query, Term } from '#shared/query/query';

export const without = (query: Query, place: number): Query => ({
  terms: query.terms.filter((_, at) => at !== place),
});

/** Whether two terms ask about the same thing, so that a choice joins or replaces instead of adding. */
function sameQuestion(a: Term, b: Term): boolean {
  if (a.kind !== b.kind) return false;
  if (a.kind === 'name' && b.kind === 'name') return a.key === b.key && a.not === b.not;
  if (a.kind === 'action' && b.kind === 'action') return a.not === b.not;
  return a.kind === 'read' || a.kind === 'time';
}

/**
 * Chooses a term as a menu does: a value that is chosen already is let go, another value of the same question joins as an
 * alternative; of times and read states there is only one.
 */
export function choose(query: Query, term: Term): Query {
  const place = query.terms.findIndex((one) => sameQuestion(one, term));
  const known = query.terms[place];
  if (!known) return { terms: [...query.terms, term] };
  const joined = join(known, term);
  return joined
    ? { terms: query.terms.map((one, at) => (at === place ? joined : one)) }
    : without(query, place);
}

/** @returns null when nothing is left to ask */
function join(known: Term, term: Term): Term | null {
  if (known.kind === 'name' && term.kind === 'name') {
    const values = toggle(known.values, term.values);
    return values.length > 0 ? { ...known, values } : null;
  }
  if (known.kind === 'action' && term.kind === 'action') {
    const values = toggle(known.values, term.values);
    return values.length > 0 ? { ...known, values } : null;
  }
  return same(known, term) ? null : term;
}

function toggle<T>(known: readonly T[], chosen: readonly T[]): readonly T[] {
  const kept = known.filter((value) => !chosen.includes(value));
  return [...kept, ...chosen.filter((value) => !known.includes(value))];
}

const same = (a: Term, b: Term) => printQuery({ terms: [a] }) === printQuery({ terms: [b] });

/** Whether the menu shows the choice as made. */
export function isChosen(query: Query, term: Term): boolean {
  const known = query.terms.find((one) => sameQuestion(one, term));
  if (!known) return false;
  if (known.kind === 'name' && term.kind === 'name') {
    return term.values.every((value) => known.values.includes(value));
  }
  if (known.kind === 'action' && term.kind === 'action') {
    return term.values.every((value) => known.values.includes(value));
  }
  return same(known, term);
}

/** Two texts of the language, one after the other. */
export const joinText = (a: string, b: string): string =>
  [a.trim(), b.trim()].filter(Boolean).join(' ');

/** The read state a query's text asks for; null: either. */
export function readStateOf(text: string): { readonly unread: boolean } | null {
  const query = parseQuery(text, 0);
  if (!query.ok) return null;
  const term = query.value.terms.find((one) => one.kind === 'read');
  return term ? { unread: term.unread } : null;
}
