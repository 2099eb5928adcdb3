// The changes of one record, newest first, and between them the times in which something may have been missed.
import { useMemo, useState } from 'react';
import type { FeedRow } from '#shared/feed';
import { gapRows } from '#shared/gap-rows';
import { type Entry, entriesOf } from '../feed/entries';
import { type Answer, useCall } from '../state/use-call';

/** Changes drawn at first, and with each "more". */
const some = 50;

interface RecordTimeline {
  /** The gaps among them are those after the oldest change that is shown. */
  readonly entries: readonly Entry[];
  readonly rows: readonly FeedRow[];
  /** null: that is all. */
  readonly more: (() => void) | null;
}

export function useTimeline({ id, connectionId }: FeedRow): Answer<RecordTimeline> {
  const [limit, setLimit] = useState(some);
  const changes = useCall('feed.timeline', { id, limit: limit + 1 }, ['feed']).answer;
  const everAfter = Number.MAX_SAFE_INTEGER;
  const gaps = useCall('gaps.list', { from: 0, to: everAfter, connectionId }, ['gaps']).answer;
  return useMemo(() => {
    if (changes.kind !== 'ready') return changes;
    const rows = changes.value.slice(0, limit);
    // What was fetched afterwards is in the timeline itself.
    const missed =
      gaps.kind === 'ready' ? gaps.value.filter(({ state }) => state !== 'filled') : [];
    const named = gapRows(missed).map((gap) => ({ ...gap, whose: null }));
    return {
      kind: 'ready',
      value: {
        rows,
        entries: entriesOf(rows, named, false),
        more: changes.value.length > limit ? () => setLimit(limit * 4) : null,
      },
    };
  }, [changes, gaps, limit]);
}
