// All that is known of the record, newest first; each line opens its change.
import { useTranslation } from 'react-i18next';
import type { FeedRow } from '#shared/feed';
import { useDesk } from '../state/desk';
import { useCall } from '../state/use-call';
import { ActionGlyph } from '../ui/change/ActionGlyph';
import { RowChanges } from '../ui/change/RowChanges';
import { useActor } from '../ui/change/use-actor';
import { Moment } from '../ui/Moment';
import { ProblemNote } from '../ui/ProblemNote';
import { Waiting } from '../ui/Waiting';
import styles from './timeline.module.css';

interface TimelineProps {
  readonly row: FeedRow;
  /** Pixels for the changed fields. */
  readonly room: number;
}

export function Timeline({ row, room }: TimelineProps) {
  const { t } = useTranslation();
  const { answer } = useCall('feed.timeline', { id: row.id }, ['feed']);
  return (
    <section className={styles.timeline} aria-label={t('record.timeline')}>
      <h2 className={styles.heading}>{t('record.timeline')}</h2>
      {answer.kind === 'loading' && <Waiting lines={2} />}
      {answer.kind === 'failed' && <ProblemNote problem={answer.problem} />}
      {answer.kind === 'ready' &&
        (answer.value.length > 1 ? (
          <ol className={styles.list}>
            {answer.value.map((one) => (
              <Line key={one.id} row={one} room={room} here={one.id === row.id} />
            ))}
          </ol>
        ) : (
          <p className={styles.only}>{t('record.timelineOnly')}</p>
        ))}
    </section>
  );
}

interface LineProps extends TimelineProps {
  /** The change that the detail shows. */
  readonly here: boolean;
}

function Line({ row, room, here }: LineProps) {
  const { t } = useTranslation();
  const { go } = useDesk();
  const actor = useActor(row.actor);
  return (
    <li>
      <button
        type="button"
        className={styles.line}
        aria-current={here || undefined}
        onClick={() => go({ kind: 'open', id: row.id })}
      >
        <span className={styles.glyph}>
          <ActionGlyph action={row.action} subject={row.subject} />
        </span>
        <span className={styles.head}>
          <bdi className={styles.actor}>
            {actor || t(`app.action.${row.subject}.${row.action}`)}
          </bdi>
          {here && <span className={styles.here}>{t('record.timelineHere')}</span>}
          <span className={styles.time}>
            <Moment at={row.at} />
          </span>
        </span>
        <span className={styles.changes}>
          <RowChanges row={row} room={room} />
        </span>
      </button>
    </li>
  );
}
