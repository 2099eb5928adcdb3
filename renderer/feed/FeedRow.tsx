// One row of the feed. Knows nothing of the list: it is told where it stands and what is chosen.
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeedRow as Row } from '#shared/feed';
import type { Settings } from '#shared/settings';
import { ActionGlyph } from '../ui/change/ActionGlyph';
import { OriginMark } from '../ui/change/OriginMark';
import { RowChanges } from '../ui/change/RowChanges';
import { tableOf } from '../ui/change/row-title';
import { useActor } from '../ui/change/use-actor';
import { useTitles } from '../ui/change/use-titles';
import { Moment } from '../ui/Moment';
import styles from './row.module.css';

interface FeedRowProps {
  readonly row: Row;
  readonly density: Settings['density'];
  /** Pixels for the changed fields. */
  readonly room: number;
  /** From 1, among the rows that are loaded. */
  readonly place: number;
  readonly opened: boolean;
  /** The row that the Tab key stops at. */
  readonly current: boolean;
  readonly onOpen: (id: string) => void;
  readonly onToggle: (row: Row) => void;
}

export const FeedRow = memo(function FeedRow(props: FeedRowProps) {
  const { row, density, room, place, opened, current, onOpen, onToggle } = props;
  const { t } = useTranslation();
  const title = useTitles()(row);
  const actor = useActor(row.actor);
  return (
    <article
      className={styles.row}
      data-id={row.id}
      data-density={density}
      data-unread={row.unread || undefined}
      data-opened={opened || undefined}
      aria-posinset={place}
      aria-setsize={-1}
      aria-labelledby={`title-${row.seq}`}
      aria-describedby={`changes-${row.seq}`}
      aria-current={opened || undefined}
      tabIndex={current ? 0 : -1}
      onClick={() => onOpen(row.id)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.target !== event.currentTarget) return;
        event.preventDefault();
        onOpen(row.id);
      }}
    >
      <button
        type="button"
        className={styles.dot}
        tabIndex={-1}
        aria-label={t(row.unread ? 'record.markRead' : 'record.markUnread')}
        aria-pressed={row.unread}
        title={t(row.unread ? 'record.markRead' : 'record.markUnread')}
        onClick={(event) => {
          event.stopPropagation();
          onToggle(row);
        }}
      />
      <span className={styles.glyph}>
        <ActionGlyph row={row} />
      </span>
      <bdi className={styles.title} id={`title-${row.seq}`}>
        {row.unread && <span className={styles.hidden}>{t('feed.unread')} </span>}
        {title}
      </bdi>
      <bdi className={styles.table}>{tableOf(row)}</bdi>
      <span className={styles.changes} id={`changes-${row.seq}`}>
        <RowChanges row={row} room={room} />
      </span>
      <span className={styles.actor}>
        <OriginMark event={row} />
        <bdi className={styles.name}>{actor}</bdi>
      </span>
      <span className={styles.time}>
        <Moment at={row.at} />
      </span>
    </article>
  );
});
