// The rail: views with their counts, connections with their health, then the other places.
import { ActionIcon } from '@mantine/core';
import {
  IconInbox,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconMail,
  IconPlugConnected,
  IconSettings,
  IconTransferIn,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../state/desk';
import type { Place } from '../state/navigation';
import { RailConnections } from './RailConnections';
import { RailItem } from './RailItem';
import styles from './rail.module.css';
import { SavedViews } from './SavedViews';

interface RailProps {
  readonly folded: boolean;
  readonly onFold: () => void;
}

const places: readonly (readonly [Exclude<Place, 'feed'>, typeof IconInbox])[] = [
  ['connections', IconPlugConnected],
  ['deliveries', IconTransferIn],
  ['settings', IconSettings],
];

export function Rail({ folded, onFold }: RailProps) {
  const { t } = useTranslation();
  const { at, go, status } = useDesk();
  const shows = (query: string) => at.place === 'feed' && at.query.trim() === query;
  const fold = t(folded ? 'frame.unfold' : 'frame.fold');
  const Fold = folded ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  return (
    <nav
      className={styles.rail}
      data-folded={folded || undefined}
      aria-label={t('frame.landmark.rail')}
    >
      <div className={styles.head}>
        {!folded && <span className={styles.name}>Tablewatch</span>}
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={fold}
          aria-expanded={!folded}
          title={`${fold} ([)`}
          onClick={onFold}
        >
          <Fold size={16} />
        </ActionIcon>
      </div>
      <div className={styles.scroll} data-scrolls>
        <ul className={styles.group} aria-label={t('views.heading')}>
          <RailItem
            glyph={<IconInbox size={16} />}
            label={t('views.all')}
            folded={folded}
            current={shows('')}
            onClick={() => go({ kind: 'filter', query: '' })}
          />
          <RailItem
            glyph={<IconMail size={16} />}
            label={t('views.unread')}
            count={status?.unread ?? 0}
            folded={folded}
            current={shows('is:unread')}
            onClick={() => go({ kind: 'filter', query: 'is:unread' })}
          />
          <SavedViews folded={folded} />
        </ul>
        <RailConnections folded={folded} />
      </div>
      <ul className={styles.group} aria-label={t('views.places')} data-last>
        {places.map(([place, Glyph]) => (
          <RailItem
            key={place}
            glyph={<Glyph size={16} />}
            label={t(`frame.place.${place}`)}
            folded={folded}
            current={at.place === place}
            onClick={() => go({ kind: 'go', place })}
          />
        ))}
      </ul>
    </nav>
  );
}
