// The list of rows and gaps: only those on the screen exist, however many there are.
import { useElementSize } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeedRow as Row } from '#shared/feed';
import { changesRoom } from '../ui/change/fit-changes';
import type { Entry } from './entries';
import { FeedRow } from './FeedRow';
import { FreshRows } from './FreshRows';
import styles from './feed.module.css';
import type { FeedState } from './feed-state';
import { GapRow } from './GapRow';
import { useAnchor } from './use-anchor';

/** Pixels. */
export const rowHeights = { comfortable: 56, compact: 36 } as const;
/** Rows kept beyond the screen, so that a flick of the wheel shows no holes. */
const overscan = 12;
/** Rows before the end at which older ones are asked for. */
const askAhead = 40;

interface FeedListProps {
  readonly state: FeedState;
  readonly entries: readonly Entry[];
  readonly density: keyof typeof rowHeights;
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Id of the row that the keys work on. */
  readonly cursor: string | null;
  readonly opened: string | null;
  readonly reading: boolean;
  readonly visible: RefObject<readonly [number, number]>;
  readonly onOpen: (id: string) => void;
  readonly onToggle: (row: Row) => void;
  readonly onOlder: () => void;
  readonly onTop: () => void;
}

export function FeedList(props: FeedListProps) {
  const {
    state,
    entries,
    density,
    scroller,
    cursor,
    opened,
    reading,
    visible,
    onOpen,
    onToggle,
    onOlder,
    onTop,
  } = props;
  const { t } = useTranslation();
  const { rows } = state;
  const rowHeight = rowHeights[density];
  const list = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (place) => entries[place]?.id ?? place,
    overscan,
  });
  const { ref: frame, width } = useElementSize();
  const room = Math.round(changesRoom(width, density) / 16) * 16;
  const onScroll = useAnchor({ scroller, entries, rowHeight, reading, onTop });

  const items = list.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const places = items.flatMap(({ index }) => {
    const entry = entries[index];
    return entry?.kind === 'row' ? [entry.place] : [];
  });
  visible.current = [places[0] ?? 0, places.at(-1) ?? 0];
  useEffect(() => {
    if (state.next && last >= entries.length - askAhead) onOlder();
  }, [state.next, last, entries.length, onOlder]);

  const stop = cursor !== null && rows.some((row) => row.id === cursor) ? cursor : rows[0]?.id;
  return (
    <div ref={frame} className={styles.listFrame}>
      <FreshRows
        count={state.fresh.size}
        onShow={() => {
          scroller.current?.scrollTo({ top: 0 });
          onTop();
        }}
      />
      <div
        ref={scroller}
        className={styles.list}
        role="feed"
        aria-label={t('frame.landmark.feed')}
        aria-busy={state.phase === 'loading'}
        onScroll={onScroll}
      >
        <div style={{ height: list.getTotalSize(), position: 'relative' }}>
          {items.map((item) => {
            const entry = entries[item.index];
            return (
              entry && (
                <div
                  key={entry.id}
                  className={styles.place}
                  style={{ height: rowHeight, transform: `translateY(${item.start}px)` }}
                >
                  {entry.kind === 'gap' ? (
                    <GapRow gap={entry.gap} />
                  ) : (
                    <FeedRow
                      row={entry.row}
                      density={density}
                      room={room}
                      place={entry.place + 1}
                      opened={entry.id === opened}
                      current={entry.id === stop}
                      onOpen={onOpen}
                      onToggle={onToggle}
                    />
                  )}
                </div>
              )
            );
          })}
        </div>
        {state.next === null && <p className={styles.end}>{t('feed.end')}</p>}
      </div>
    </div>
  );
}
