// What the filter menu offers: the sources, tables and people of the changes at hand, most frequent first. Pure.
import type { SourceId } from '#shared/event';
import type { FeedRow } from '#shared/feed';

/** Choices a menu can show without becoming a list to search. */
const mostChoices = 12;
/** Rows looked at: enough to be fair, few enough to be quick. */
const mostRows = 2000;

interface Choices {
  readonly sources: readonly SourceId[];
  readonly tables: readonly string[];
  readonly people: readonly string[];
}

export function choicesOf(rows: readonly FeedRow[]): Choices {
  const recent = rows.slice(0, mostRows);
  return {
    sources: byFrequency(recent.map((row) => row.source)),
    tables: byFrequency(recent.map((row) => row.table?.name)),
    people: byFrequency(recent.map((row) => row.actor.name)),
  };
}

function byFrequency<T extends string>(values: readonly (T | undefined)[]): readonly T[] {
  const times = new Map<T, number>();
  for (const value of values) if (value) times.set(value, (times.get(value) ?? 0) + 1);
  return [...times]
    .sort(([, a], [, b]) => b - a)
    .slice(0, mostChoices)
    .map(([value]) => value);
}
