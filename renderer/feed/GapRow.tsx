// A time in which nothing could arrive, as a seam in the feed: from when to when, why, and what was fetched afterwards.
import { IconAlertTriangle, IconCheck, IconClockPause } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { sayProblem } from '#shared/text/text';
import { useLanguage } from '../ui/language';
import { saySpan } from '../ui/say-moment';
import styles from './gap.module.css';
import type { NamedGap } from './use-gaps';

const glyphs = {
  open: IconClockPause,
  filling: IconClockPause,
  filled: IconCheck,
  unfilled: IconAlertTriangle,
} as const;

export function GapRow({ gap }: { readonly gap: NamedGap }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const Glyph = gap.quiet ? IconClockPause : glyphs[gap.state];
  const after =
    gap.state === 'filling' && gap.problem
      ? sayProblem(t, gap.problem)
      : gap.state === 'filled'
        ? t('feed.gap.filled', { count: gap.recovered })
        : gap.times > 1
          ? t('feed.gap.blips', { count: gap.times })
          : t(`feed.gap.${gap.state}`);
  const when = gap.to === null ? 'reasonNow' : 'reason';
  const reason = t(`feed.gap.${when}.${gap.reason}`);
  return (
    <article
      className={styles.gap}
      data-state={gap.state}
      data-quiet={gap.quiet || undefined}
      title={gap.problem ? sayProblem(t, gap.problem) : undefined}
    >
      <Glyph size={14} aria-hidden />
      <span className={styles.words}>
        <strong>
          {gap.to === null
            ? t('feed.gap.since', { span: saySpan(gap.from, null, Date.now(), language) })
            : t('feed.gap.span', { span: saySpan(gap.from, gap.to, Date.now(), language) })}
        </strong>{' '}
        {gap.whose !== null && (
          <>
            <bdi>{gap.whose}</bdi>
            {t('feed.gap.whose')}
          </>
        )}
        {t('feed.gap.sentence', { reason, after })}
      </span>
    </article>
  );
}
