// Keeps the feed's rows for one query: pages older rows in, takes new ones as they are pushed, marks them read.
import { useCallback, useEffect, useEffectEvent, useMemo, useReducer, useRef } from 'react';
import { cursorOf, type FeedCursor, type FeedRow, newestFirst } from '#shared/feed';
import { ask } from '../state/ask';
import { usePushes } from '../state/use-pushes';
import { type FeedState, nothingYet, takeAnswer } from './feed-state';
import { readStateOf } from './query-edit';

/** Rows asked for at once: some ten screens, a few milliseconds. */
const pageSize = 200;
/** The most `feed.since` gives; as many may mean that there are more. */
const mostSince = 500;

interface Place {
  /** Whether the person reads somewhere that new rows must not move. */
  readonly reading: () => boolean;
  /** First and last row on the screen. */
  readonly visible: () => readonly [number, number];
}

/** @param query text of the query language, already checked */
export function useFeed(query: string, place: Place) {
  const [state, take] = useReducer(takeAnswer, nothingYet);
  /** Rises with every query: answers to an older one are dropped. */
  const round = useRef(0);
  const latest = useRef(state);
  latest.current = state;
  const busy = useRef({ older: false, newer: false, again: false });
  /** By pushes, that the rows may not account for yet. */
  const told = useRef({ newest: 0, changed: false });
  const asked = useMemo(() => readStateOf(query), [query]);

  const first = useCallback(async () => {
    round.current += 1;
    const mine = round.current;
    take({ kind: 'asked' });
    const answer = await ask('feed.page', { query, after: null, limit: pageSize });
    if (mine !== round.current) return;
    take(
      answer.ok ? { kind: 'first', page: answer.value } : { kind: 'failed', problem: answer.error },
    );
  }, [query]);

  useEffect(() => {
    void first();
    return () => {
      round.current += 1;
    };
  }, [first]);

  const older = useCallback(async () => {
    const { next, phase } = latest.current;
    if (!next || phase !== 'ready' || busy.current.older) return;
    busy.current.older = true;
    const mine = round.current;
    const answer = await ask('feed.page', { query, after: next, limit: pageSize });
    busy.current.older = false;
    if (mine === round.current && answer.ok) take({ kind: 'older', page: answer.value });
  }, [query]);

  const newer = async (): Promise<void> => {
    if (busy.current.newer) return;
    busy.current.newer = true;
    const mine = round.current;
    const answer = await ask('feed.since', { query, seq: latest.current.seq });
    busy.current.newer = false;
    if (mine !== round.current || !answer.ok) return;
    if (answer.value.rows.length >= mostSince) return first();
    take({ kind: 'newer', ...answer.value, reading: place.reading() });
  };

  /** Reads the rows again, after they were marked or changed elsewhere: those around the screen first. */
  const again = async (): Promise<void> => {
    if (busy.current.again) return;
    busy.current.again = true;
    told.current.changed = false;
    const from = Math.max(0, place.visible()[0] - pageSize / 2);
    const before = latest.current.rows[from - 1];
    const start = before ? cursorOf(before) : null;
    const mine = round.current;
    await renew(mine, start, null);
    if (start) await renew(mine, null, start);
    busy.current.again = false;
  };

  /** Until more is told, or another query is asked. @param to null: to the end of what is loaded */
  async function renew(
    mine: number,
    from: FeedCursor | null,
    to: FeedCursor | null,
  ): Promise<void> {
    for (let after = from; mine === round.current && !told.current.changed; ) {
      const answer = await ask('feed.page', { query, after, limit: pageSize });
      if (mine !== round.current || !answer.ok) return;
      take({ kind: 'again', after, page: answer.value, asked });
      const { next } = answer.value;
      const end = to ?? latest.current.next;
      if (!next || (end && newestFirst(end, next) <= 0)) return;
      after = next;
    }
  }

  const follow = useEffectEvent(({ phase, seq }: FeedState) => {
    if (phase !== 'ready') return;
    if (told.current.newest > seq) void newer();
    if (told.current.changed) void again();
  });
  // An answer that was on its way when something was told may not know it.
  useEffect(() => follow(state), [state]);

  usePushes((push, missed) => {
    if (missed) void first();
    else if (push.name === 'feed') {
      const { newest, added } = push.payload;
      told.current.newest = Math.max(told.current.newest, newest);
      told.current.changed ||= added === 0;
      follow(latest.current);
    }
  });

  const mark = useCallback(async (rows: readonly FeedRow[], unread: boolean) => {
    const ids = rows.filter((row) => row.unread !== unread).map((row) => row.id);
    if (ids.length === 0) return;
    take({ kind: 'marked', ids: new Set(ids), unread });
    const answer = await ask('feed.mark', { target: { ids }, unread });
    if (!answer.ok) take({ kind: 'marked', ids: new Set(ids), unread: !unread });
  }, []);

  /** @returns how many rows changed */
  const markAllRead = useCallback(async (): Promise<number> => {
    const answer = await ask('feed.mark', { target: { query }, unread: false });
    if (!answer.ok) return 0;
    take({ kind: 'marked', ids: 'all', unread: false });
    return answer.value.changed;
  }, [query]);

  const seen = useCallback(() => take({ kind: 'seen' }), []);

  return { state, retry: first, older, mark, markAllRead, seen };
}

export type Feed = ReturnType<typeof useFeed>;
