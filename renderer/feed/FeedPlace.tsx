// The feed and, beside it, the change that is open.
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeedRow as Row } from '#shared/feed';
import { Welcome } from '../connections/Welcome';
import { Splitter } from '../frame/Splitter';
import { useKeys } from '../frame/use-keys';
import type { DetailLayout } from '../frame/use-layout';
import { RecordPane } from '../record/RecordPane';
import { useRecordActions } from '../record/use-record-actions';
import { ask } from '../state/ask';
import { useDesk } from '../state/desk';
import { entriesOf } from './entries';
import { FeedBody } from './FeedBody';
import { rowHeights } from './FeedList';
import styles from './feed.module.css';
import { QueryBar } from './QueryBar';
import { useCursor } from './use-cursor';
import { useFeed } from './use-feed';
import { useGaps } from './use-gaps';
import { useOpened } from './use-opened';

export function FeedPlace({ detail }: { readonly detail: DetailLayout }) {
  const { t } = useTranslation();
  const { at, go, settings, status, say } = useDesk();
  const scroller = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const visible = useRef<readonly [number, number]>([0, 0]);
  const reading = useCallback(
    () => at.opened !== null || (scroller.current?.scrollTop ?? 0) >= 1,
    [at.opened],
  );
  const feed = useFeed(at.query, { reading, visible: () => visible.current });
  const { rows, next } = feed.state;
  const gaps = useGaps(at.query);
  const entries = useMemo(() => entriesOf(rows, gaps, next === null), [rows, gaps, next]);
  const rowHeight = rowHeights[settings.density];
  const { cursor, setCursor, move, moveTo, refocus } = useCursor({
    rows,
    entries,
    rowHeight,
    scroller,
  });
  const opened = useOpened(at.opened, rows);
  const actions = useRecordActions();

  const open = useCallback(
    (id: string) => {
      setCursor(id);
      go({ kind: 'open', id });
    },
    [setCursor, go],
  );
  const { mark } = feed;
  const toggle = useCallback((row: Row) => void mark([row], !row.unread), [mark]);

  // Opening marks as read, once: marking it unread again afterwards holds while it stays open.
  const openedRow = opened.kind === 'ready' ? opened.value : null;
  const readOnce = useRef<string | null>(null);
  useEffect(() => {
    if (openedRow === null || readOnce.current === openedRow.id) return;
    readOnce.current = openedRow.id;
    void mark([openedRow], false);
  }, [openedRow, mark]);
  useEffect(() => {
    if (at.opened !== null) return;
    readOnce.current = null;
    refocus();
  }, [at.opened, refocus]);

  // Whatever way it was opened by, the list goes on from there.
  useEffect(() => {
    if (at.opened !== null) setCursor(at.opened);
  }, [at.opened, setCursor]);

  const step = (row: Row | null) => {
    if (row && at.opened !== null) open(row.id);
  };
  const chosen = openedRow ?? rows.find((row) => row.id === cursor) ?? null;
  const markAll = async () => {
    say(t('feed.query.markedRead', { count: await feed.markAllRead() }));
  };
  useKeys({
    next: () => step(move(1)),
    previous: () => step(move(-1)),
    newest: () => step(moveTo(0)),
    oldest: () => step(moveTo(rows.length - 1)),
    show: () => chosen && open(chosen.id),
    unread: () => chosen && toggle(chosen),
    search: () => search.current?.focus(),
    link: () => chosen && actions.open(chosen),
    copy: () => chosen && actions.copy(chosen, 'markdown'),
    raw: () => {
      if (chosen && at.opened === null) open(chosen.id);
      go({ kind: 'raw' });
    },
    markAll: () => void markAll(),
    back: () => go({ kind: 'back' }),
  });

  const nothingConnected = status !== null && status.connections === 0 && status.events === 0;
  if (nothingConnected) {
    return (
      <Welcome
        onConnect={(source) => go({ kind: 'go', place: 'connections', connecting: source })}
        onDemo={() => void ask('demo.start', {})}
      />
    );
  }
  return (
    <main
      className={styles.split}
      data-covered={(at.opened !== null && detail.covers) || undefined}
    >
      <section className={styles.feed} aria-label={t('frame.landmark.feed')}>
        <QueryBar
          input={search}
          rows={rows}
          total={feed.state.total}
          hidden={feed.state.hidden}
          onMarkAllRead={() => void markAll()}
        />
        <FeedBody
          feed={feed}
          entries={entries}
          scroller={scroller}
          cursor={cursor}
          reading={at.opened !== null}
          visible={visible}
          onOpen={open}
          onToggle={toggle}
        />
      </section>
      {at.opened !== null && (
        <>
          {!detail.covers && <Splitter layout={detail} />}
          <RecordPane answer={opened} layout={detail} onToggle={toggle} />
        </>
      )}
    </main>
  );
}
