// All that is known of the record, newest first; each line opens its change.
import { useTranslation } from 'react-i18next';
import type { FeedRow } from '#shared/feed';
import { GapRow } from '../feed/GapRow';
import { useDesk } from '../state/desk';
import { ActionGlyph } from '../ui/change/ActionGlyph';
import { RowChanges } from '../ui/change/RowChanges';
import { useActor } from '../ui/change/use-actor';
import { Moment } from '../ui/Moment';
import { ProblemNote } from '../ui/ProblemNote';
import { QuietButton } from '../ui/QuietButton';
import { Waiting } from '../ui/Waiting';
import styles from './timeline.module.css';
import { useTimeline } from './use-timeline';

interface TimelineProps {
  readonly row: FeedRow;
  /** Pixels for the changed fields. */
  readonly room: number;
}

export function Timeline({ row, room }: TimelineProps) {
  const { t } = useTranslation();
  const { at } = useDesk();
  const answer = useTimeline(row);
  const value = answer.kind === 'ready' ? answer.value : null;
  const first = value?.first ?? null;
  const before = at.whole !== null && first?.action !== 'created' ? first : null;
  const isList = value !== null && (value.entries.length > 1 || before !== null);
  return (
    <section className={styles.timeline} aria-label={t('record.timeline')}>
      <h2 className={styles.heading}>{t('record.timeline')}</h2>
      {answer.kind === 'loading' && <Waiting lines={2} />}
      {answer.kind === 'failed' && <ProblemNote problem={answer.problem} />}
      {value && isList && (
        <ol className={styles.list}>
          {value.entries.map((entry) =>
            entry.kind === 'gap' ? (
              <li key={entry.id} className={styles.gap}>
                <GapRow gap={entry.gap} />
              </li>
            ) : (
              <Line
                key={entry.id}
                row={entry.row}
                room={room}
                here={entry.id === row.id && at.whole !== 'before'}
              />
            ),
          )}
          {before && <BeforeLine first={before} here={at.whole === 'before'} />}
        </ol>
      )}
      {value && !isList && <p className={styles.only}>{t('record.timelineOnly')}</p>}
      {value?.more && <QuietButton onClick={value.more}>{t('record.timelineMore')}</QuietButton>}
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
          <ActionGlyph row={row} />
        </span>
        <span className={styles.head}>
          <bdi className={styles.actor}>
            {actor || t(`app.action.${row.subject}.${row.action}`, { context: row.source })}
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

/** The record as it was before anything is known to have changed. */
function BeforeLine({ first, here }: { readonly first: FeedRow; readonly here: boolean }) {
  const { t } = useTranslation();
  const { go } = useDesk();
  return (
    <li>
      <button
        type="button"
        className={styles.line}
        aria-current={here || undefined}
        onClick={() => go({ kind: 'step', to: { id: first.id, when: 'before' } })}
      >
        <span className={styles.head}>
          <span className={styles.before}>{t('record.timelineBefore')}</span>
          {here && <span className={styles.here}>{t('record.timelineHere')}</span>}
        </span>
      </button>
    </li>
  );
}
