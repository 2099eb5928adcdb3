// Turns a query into a condition on the store's tables. Pure: text and parameters, no value ever becomes SQL.
import { fold } from '#shared/query/fold';
import type { Query, Term, TermKey } from '#shared/query/query';
import { assertNever } from '#shared/result';
import { services, sourceIds } from '#shared/services';

/** A condition on `events e` with one `?` a parameter, in order. */
export interface Condition {
  readonly where: string;
  readonly params: readonly (string | number)[];
}

type Param = string | number;

/**
 * @param newerThan the search for text looks only at events with a higher `seq`: for callers that want no others anyway,
 * so that what is new is found in a moment among a million rows
 * @returns the condition that all terms hold; `1` for an empty query
 */
export function toSql(query: Query, newerThan = 0): Condition {
  const parts = query.terms.map((term) => termToSql(term, newerThan));
  if (parts.length === 0) return { where: '1', params: [] };
  return {
    where: joined(
      parts.map((part) => part.where),
      'AND',
    ),
    params: parts.flatMap((part) => part.params),
  };
}

/** Halved again and again, since SQLite takes no expression deeper than 1000 (https://www.sqlite.org/limits.html). */
function joined(conditions: readonly string[], word: 'AND' | 'OR'): string {
  if (conditions.length <= 1) return `(${conditions[0] ?? '0'})`;
  const half = Math.ceil(conditions.length / 2);
  return `(${joined(conditions.slice(0, half), word)} ${word} ${joined(conditions.slice(half), word)})`;
}

function termToSql(term: Term, newerThan: number): Condition {
  switch (term.kind) {
    case 'text':
      return textToSql(term.text, term.not, newerThan);
    case 'name':
      return nameToSql(term.key, term.values, term.not);
    case 'action':
    case 'subject':
      return {
        where: `e.${term.kind} ${term.not ? 'NOT ' : ''}IN (${marks(term.values)})`,
        params: term.values,
      };
    case 'read':
      // A literal, so that the partial index of unread events can be used.
      return { where: term.unread ? 'e.unread = 1' : 'e.unread = 0', params: [] };
    case 'time': {
      const bounds = [
        { sql: 'e.at >= ?', value: term.from },
        { sql: 'e.at < ?', value: term.to },
      ].flatMap(({ sql, value }) => (value === null ? [] : [{ sql, value }]));
      return {
        where: bounds.map(({ sql }) => sql).join(' AND ') || '1',
        params: bounds.map(({ value }) => value),
      };
    }
    default:
      return assertNever(term);
  }
}

/**
 * The trigram index answers from three characters on (https://www.sqlite.org/fts5.html#the_trigram_tokenizer); shorter
 * text, such as most Chinese words, is looked for in the stored text itself.
 */
function textToSql(text: string, not: boolean, newerThan: number): Condition {
  const folded = fold(text);
  const isIn = not ? 'NOT IN' : 'IN';
  return [...folded].length >= 3
    ? {
        where: `e.seq ${isIn} (SELECT rowid FROM event_search WHERE event_search MATCH ? AND rowid > ?)`,
        params: [`"${folded.replaceAll('"', '""')}"`, newerThan],
      }
    : {
        where: `e.seq ${isIn} (SELECT seq FROM event_text WHERE instr(text, ?) > 0 AND seq > ?)`,
        params: [folded, newerThan],
      };
}

function nameToSql(key: TermKey, values: readonly string[], not: boolean): Condition {
  const alternatives = values.map((value) => oneName(key, value));
  const any = joined(
    alternatives.map((one) => one.where),
    'OR',
  );
  // COALESCE, because an event without a table is not in the table looked for, also when that is excluded.
  return {
    where: `${not ? 'NOT ' : ''}COALESCE(${any}, 0)`,
    params: alternatives.flatMap((one) => one.params),
  };
}

function oneName(key: TermKey, value: string): Condition {
  const folded = fold(value);
  switch (key) {
    case 'source': {
      const ids = sourceIds.filter((id) =>
        [id, ...services[id].alsoCalled].some((name) => name.includes(folded)),
      );
      return inScopes(ids.length > 0 ? `s.source IN (${marks(ids)})` : '0', ids);
    }
    case 'connection':
      return inScopes(
        `s.connection_id = ? OR s.connection_id IN (SELECT id FROM connections WHERE instr(folded_name, ?) > 0)`,
        [value, folded],
      );
    case 'base':
      return inScopes('s.base_id = ? OR instr(s.base_name, ?) > 0', [value, folded]);
    case 'table':
      return inScopes('s.table_id = ? OR instr(s.table_name, ?) > 0', [value, folded]);
    case 'record':
      return { where: 'e.record_id = ? OR instr(e.record_title, ?) > 0', params: [value, folded] };
    case 'field':
      // Both lists have a line feed around every entry; an id counts only as a whole.
      return {
        where: `instr(e.field_ids, char(10) || ? || char(10)) > 0 OR instr(e.field_names, ?) > 0`,
        params: [value, folded],
      };
    case 'person':
      return {
        where: `e.actor IN (SELECT a.id FROM actors a WHERE a.actor_id = ? OR instr(a.name, ?) > 0)`,
        params: [value, folded],
      };
    default:
      return assertNever(key);
  }
}

const inScopes = (where: string, params: readonly Param[]): Condition => ({
  where: `e.scope IN (SELECT s.id FROM scopes s WHERE ${where})`,
  params,
});

const marks = (values: readonly unknown[]) => values.map(() => '?').join(', ');
