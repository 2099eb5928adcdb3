// The changes of one record, newest first, and between them the times in which something may have been missed.
import { useMemo, useState } from 'react';
import type { FeedRow } from '#shared/feed';
import { gapRows } from '#shared/gap-rows';
import { type Entry, entriesOf } from '../feed/entries';
import { type Answer, useCall } from '../state/use-call';

/** Changes drawn at first, and with each "more". */
const some = 50;
/** More are never drawn; one step takes four times as many, up to these. */
const most = 5000;

interface RecordTimeline {
  /** The gaps among them are those after the oldest change that is shown. */
  readonly entries: readonly Entry[];
  /** The first that is known; null while it is not among them. */
  readonly first: FeedRow | null;
  /** null: no more are drawn. */
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
    const isAll = changes.value.length <= limit;
    // What was fetched afterwards is in the timeline itself.
    const missed =
      gaps.kind === 'ready' ? gaps.value.filter(({ state }) => state !== 'filled') : [];
    const named = gapRows(missed).map((gap) => ({ ...gap, whose: null }));
    return {
      kind: 'ready',
      value: {
        first: isAll ? (rows.at(-1) ?? null) : null,
        entries: entriesOf(rows, named, false),
        more: isAll || limit >= most ? null : () => setLimit(Math.min(limit * 4, most)),
      },
    };
  }, [changes, gaps, limit]);
}
