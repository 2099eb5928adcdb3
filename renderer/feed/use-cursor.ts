// The row that the keys work on: moving it, and bringing it into view with the focus.
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { FeedRow } from '#shared/feed';
import type { Entry } from './entries';

interface Needs {
  readonly rows: readonly FeedRow[];
  /** The rows as they stand in the list, with what stands between them. */
  readonly entries: readonly Entry[];
  readonly rowHeight: number;
  readonly scroller: RefObject<HTMLDivElement | null>;
}

export function useCursor({ rows, entries, rowHeight, scroller }: Needs) {
  const [cursor, setCursor] = useState<string | null>(null);
  const wantsFocus = useRef(false);

  // The row may be drawn only after the list has scrolled to it.
  useEffect(() => {
    if (!wantsFocus.current || cursor === null) return;
    const frame = requestAnimationFrame(() => {
      wantsFocus.current = false;
      const row = scroller.current?.querySelector(`[data-id="${CSS.escape(cursor)}"]`);
      if (row instanceof HTMLElement) row.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [cursor, scroller]);

  const moveTo = useCallback(
    (place: number): FeedRow | null => {
      const row = rows[Math.max(0, Math.min(rows.length - 1, place))];
      if (!row) return null;
      const element = scroller.current;
      if (element) {
        const top = entries.findIndex((entry) => entry.id === row.id) * rowHeight;
        const lowest = top + rowHeight - element.clientHeight;
        if (element.scrollTop > top) element.scrollTop = top;
        else if (element.scrollTop < lowest) element.scrollTop = lowest;
      }
      wantsFocus.current = true;
      setCursor(row.id);
      return row;
    },
    [rows, entries, rowHeight, scroller],
  );

  /** @param by rows to go; the first step goes to the first row on the screen */
  const move = (by: number): FeedRow | null => {
    const place = rows.findIndex((row) => row.id === cursor);
    if (place >= 0) return moveTo(place + by);
    const first = Math.ceil((scroller.current?.scrollTop ?? 0) / rowHeight);
    const below = entries.slice(first).find((entry) => entry.kind === 'row');
    return moveTo(below ? below.place : rows.length - 1);
  };

  /** Gives the focus back to the row, unless something else has taken it. */
  const refocus = useCallback(() => {
    if (cursor === null || document.activeElement !== document.body) return;
    const row = scroller.current?.querySelector(`[data-id="${CSS.escape(cursor)}"]`);
    if (row instanceof HTMLElement) row.focus({ preventScroll: true });
  }, [cursor, scroller]);

  return { cursor, setCursor, move, moveTo, refocus };
}
