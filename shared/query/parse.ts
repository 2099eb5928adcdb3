// Reads a query as a person types it. Whatever the text, the answer is a query or a problem that says what to write.
import { err, ok, type Problem, type Result } from '../result';
import type { Query, Term, TermKey } from './query';
import { scanQuery, type Word } from './scan';
import { readTime, timeExamples, type Zone } from './time';
import {
  actionWords,
  type ClosedSet,
  type Key,
  readWords,
  subjectWords,
  type TimeKey,
  wordIn,
} from './vocabulary';

/**
 * Terms stand between spaces and all must hold: `table:Opportunities|客户 action:updated -person:"Li Wei" last:7d 已签约`.
 * @param now ms since 1970, for `today` and `last:7d`
 * @param timeZoneOffset minutes as `Date.getTimezoneOffset()` gives them; absent: this machine's zone
 * @returns the query, or `query-invalid` with the word and what to write instead
 */
export function parseQuery(
  text: string,
  now: number,
  timeZoneOffset?: number,
): Result<Query, Problem> {
  const terms: Term[] = [];
  for (const word of scanQuery(text)) {
    const term = readWord(word, { now, offset: timeZoneOffset });
    if (!term.ok) return term;
    if (term.value) terms.push(term.value);
  }
  return ok({ terms });
}

function readWord(word: Word, zone: Zone): Result<Term | null, Problem> {
  const { key, not, values } = word;
  if (key === null) {
    const text = values[0] ?? '';
    return ok(text.trim() === '' ? null : { kind: 'text', text, not });
  }
  switch (key) {
    case 'action': {
      const known = closed(word, key, actionWords);
      return known.ok ? ok({ kind: 'action', values: known.value, not }) : known;
    }
    case 'subject': {
      const known = closed(word, key, subjectWords);
      return known.ok ? ok({ kind: 'subject', values: known.value, not }) : known;
    }
    case 'is': {
      const known = closed(word, key, readWords);
      if (!known.ok) return known;
      const [only, ...more] = known.value;
      if (more.length > 0) return wrong(word, listKnown(key, readWords));
      return ok({ kind: 'read', unread: (only === 'unread') !== not });
    }
    case 'after':
    case 'before':
    case 'on':
    case 'last':
      return time(word, key, zone);
    default:
      return values.length === 0 ? wrong(word, `${key}:…`) : ok(named(key, word));
  }
}

function named(key: TermKey, { values, not }: Word): Term {
  return { kind: 'name', key, values, not };
}

/** A time has no opposite in one span, so `-` is refused rather than guessed. */
function time(word: Word, key: TimeKey, zone: Zone): Result<Term, Problem> {
  const [value, ...more] = word.values;
  const term =
    value === undefined || more.length > 0 || word.not ? null : readTime(key, value, zone);
  return term ? ok(term) : wrong(word, timeExamples[key]);
}

function closed<T extends string>(
  word: Word,
  key: Key,
  set: ClosedSet<T>,
): Result<readonly T[], Problem> {
  const found: T[] = [];
  for (const value of word.values) {
    const known = wordIn(set, value);
    if (known === undefined) return wrong(word, listKnown(key, set));
    found.push(known);
  }
  return found.length > 0 ? ok(found) : wrong(word, listKnown(key, set));
}

function listKnown(key: Key, set: ClosedSet<string>): string {
  return set.known.map((value) => `${key}:${value}`).join(' | ');
}

/** What to write is said in the query language itself, which is the same for everyone. */
function wrong(word: Word, expected: string): { readonly ok: false; readonly error: Problem } {
  const at = word.typed.length > 40 ? `${[...word.typed].slice(0, 40).join('')}…` : word.typed;
  return err({ code: 'query-invalid', params: { at, expected } });
}
