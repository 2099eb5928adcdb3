// What stands in the feed's place when there are no rows: why, and what to do.
import { Button } from '@mantine/core';
import { useTimeout } from '@mantine/hooks';
import { IconChecks, IconFilterOff, IconPlugConnectedX, IconTableSpark } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionView } from '#shared/connection';
import type { Problem } from '#shared/result';
import { sayProblem } from '#shared/text/text';
import { useDesk } from '../state/desk';
import { useCall } from '../state/use-call';
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

/** Connected, and nothing has happened yet; or nothing can. */
export function Waiting() {
  const { t } = useTranslation();
  const { go } = useDesk();
  const { answer } = useCall('connections.list', {}, ['connections', 'status']);
  const cut = answer.kind === 'ready' ? whyNothing(answer.value) : null;
  if (cut !== null) {
    return (
      <Empty
        glyph={<IconPlugConnectedX size={28} stroke={1.25} />}
        title={t('feed.cutOff.title')}
        text={sayProblem(t, cut)}
        action={
          <Button variant="default" size="xs" onClick={() => go({ kind: 'address' })}>
            {t('feed.cutOff.action')}
          </Button>
        }
      />
    );
  }
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

/** @returns why nothing comes of any connection; null where something may */
function whyNothing(connections: readonly ConnectionView[]): Problem | null {
  const ways = connections.map(({ way }) => way);
  return ways.every((way) => way !== null) ? (ways[0] ?? null) : null;
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
