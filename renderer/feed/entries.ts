// What the list shows, newest first: the rows, and between them the times in which nothing could arrive. Pure.
import type { FeedRow } from '#shared/feed';
import type { NamedGap } from './use-gaps';

export type Entry =
  | { readonly kind: 'row'; readonly id: string; readonly row: FeedRow; readonly place: number }
  | { readonly kind: 'gap'; readonly id: string; readonly gap: NamedGap };

/**
 * @param rows in the feed's order
 * @param gaps in any order; one that lasts stands at the very top
 * @param complete whether the last row is the oldest there is: a gap beyond it is shown only then
 * @returns every row, with its place among the rows from 0, and the gaps where they ended
 */
export function entriesOf(
  rows: readonly FeedRow[],
  gaps: readonly NamedGap[],
  complete: boolean,
): readonly Entry[] {
  const waiting = gaps.toSorted((a, b) => endOf(b) - endOf(a));
  const entries: Entry[] = [];
  let next = 0;
  const takeUntil = (at: number) => {
    for (let gap = waiting[next]; gap && endOf(gap) >= at; gap = waiting[next]) {
      entries.push({ kind: 'gap', id: `gap-${gap.id}`, gap });
      next += 1;
    }
  };
  rows.forEach((row, place) => {
    takeUntil(row.at);
    entries.push({ kind: 'row', id: row.id, row, place });
  });
  if (complete) takeUntil(Number.NEGATIVE_INFINITY);
  return entries;
}

const endOf = (gap: NamedGap) => gap.to ?? Number.POSITIVE_INFINITY;
