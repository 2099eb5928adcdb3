// Keeps the entry being read where it is while others come in above it. All have one height, so this is exact.
import { type RefObject, useCallback, useLayoutEffect, useRef } from 'react';
import type { Entry } from './entries';

interface Anchor {
  readonly id: string;
  /** Pixels from the top of the list's window to the top of the row. */
  readonly offset: number;
}

interface Needs {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly entries: readonly Entry[];
  readonly rowHeight: number;
  /** Whether rows must stay in place even at the very top, because one of them is being read. */
  readonly reading: boolean;
  /** The top of the list came into view: nothing above is unseen. */
  readonly onTop: () => void;
}

/** @returns what to call when the list was scrolled */
export function useAnchor({ scroller, entries, rowHeight, reading, onTop }: Needs): () => void {
  const anchor = useRef<Anchor | null>(null);
  const latest = useRef(entries);

  const remember = useCallback(() => {
    const top = scroller.current?.scrollTop ?? 0;
    if (top < 1 && !reading) {
      anchor.current = null;
      return;
    }
    const first = Math.floor(top / rowHeight);
    const entry = latest.current[first];
    anchor.current = entry ? { id: entry.id, offset: first * rowHeight - top } : null;
  }, [scroller, rowHeight, reading]);

  // Before the browser paints: the rows never jump, not even for a frame.
  useLayoutEffect(() => {
    latest.current = entries;
    const held = anchor.current;
    const element = scroller.current;
    if (held && element) {
      const place = entries.findIndex((entry) => entry.id === held.id);
      if (place >= 0) element.scrollTop = place * rowHeight - held.offset;
    }
    remember();
    if (element && element.scrollTop < 1) onTop();
  }, [entries, rowHeight, scroller, remember, onTop]);

  return useCallback(() => {
    remember();
    if ((scroller.current?.scrollTop ?? 0) < 1) onTop();
  }, [remember, scroller, onTop]);
}
