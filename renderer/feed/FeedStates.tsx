// What stands in the feed's place when there are no rows: why, and what to do.
import { Button } from '@mantine/core';
import { useTimeout } from '@mantine/hooks';
import { IconChecks, IconFilterOff, IconTableSpark } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../state/desk';
import { rowHeights } from './FeedList';
import styles from './feed.module.css';

interface EmptyProps {
  readonly glyph: ReactNode;
  readonly title: string;
  readonly text: string;
  readonly action: ReactNode;
}

function Empty({ glyph, title, text, action }: EmptyProps) {
  return (
    <div className={styles.empty}>
      <span className={styles.emptyGlyph}>{glyph}</span>
      <h2 className={styles.emptyTitle}>{title}</h2>
      <p className={styles.emptyText}>{text}</p>
      {action}
    </div>
  );
}

/** Connected, and nothing has happened yet. */
export function Waiting() {
  const { t } = useTranslation();
  const { go } = useDesk();
  return (
    <Empty
      glyph={<IconTableSpark size={28} stroke={1.25} />}
      title={t('feed.waiting.title')}
      text={t('feed.waiting.text')}
      action={
        <Button
          variant="default"
          size="xs"
          onClick={() => go({ kind: 'go', place: 'connections' })}
        >
          {t('feed.waiting.action')}
        </Button>
      }
    />
  );
}

/** @param props.hidden how many changes the filter hides */
export function NoMatch({ hidden }: { readonly hidden: number }) {
  const { t } = useTranslation();
  const { at, go } = useDesk();
  const onlyUnread = at.query.trim() === 'is:unread';
  const words = onlyUnread ? 'feed.allRead' : 'feed.noMatch';
  const Glyph = onlyUnread ? IconChecks : IconFilterOff;
  return (
    <Empty
      glyph={<Glyph size={28} stroke={1.25} />}
      title={t(`${words}.title`)}
      text={t(`${words}.text`, { count: hidden })}
      action={
        <Button variant="default" size="xs" onClick={() => go({ kind: 'filter', query: '' })}>
          {t(`${words}.action`)}
        </Button>
      }
    />
  );
}

/** Rows to come; nothing for the first 300 ms, since most answers are there by then. */
export function Skeletons() {
  const { t } = useTranslation();
  const { density } = useDesk().settings;
  const [late, setLate] = useState(false);
  useTimeout(() => setLate(true), 300, { autoInvoke: true });
  return (
    <div className={styles.skeletons} aria-busy="true" role="status" aria-label={t('feed.loading')}>
      {late &&
        Array.from({ length: 14 }, (_, place) => place).map((place) => (
          <div key={place} className={styles.skeleton} style={{ height: rowHeights[density] }}>
            <span style={{ width: `${28 + ((place * 37) % 30)}%` }} />
            {density === 'comfortable' && (
              <span style={{ width: `${40 + ((place * 23) % 36)}%` }} />
            )}
          </div>
        ))}
    </div>
  );
}
