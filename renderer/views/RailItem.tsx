// One line of the rail: a glyph, a name, a count. Folded, the name is a tooltip.
import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../ui/language';
import styles from './rail.module.css';

interface RailItemProps {
  readonly glyph: ReactNode;
  readonly label: string;
  /** Said with the label to those who do not see the glyph. */
  readonly note?: string;
  /** Unread changes; 0 is not shown. */
  readonly count?: number;
  readonly folded: boolean;
  readonly current: boolean;
  readonly onClick: () => void;
  /** What stands behind the count: the options of a view. */
  readonly children?: ReactNode;
}

export function RailItem(props: RailItemProps) {
  const { glyph, label, note, count = 0, folded, current, onClick, children } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const words = [label, note, count > 0 ? t('views.unreadCount', { count }) : null];
  const compact = new Intl.NumberFormat(language, { notation: 'compact' }).format(count);
  return (
    <li className={styles.item}>
      <Tooltip label={<bdi>{label}</bdi>} position="right" disabled={!folded}>
        <button
          type="button"
          className={styles.button}
          aria-current={current ? 'page' : undefined}
          aria-label={words.filter(Boolean).join(', ')}
          onClick={onClick}
        >
          <span className={styles.glyph}>
            {glyph}
            {folded && count > 0 && <span className={styles.badge} />}
          </span>
          {!folded && <bdi className={styles.label}>{label}</bdi>}
          {!folded && count > 0 && <span className={styles.count}>{compact}</span>}
        </button>
      </Tooltip>
      {!folded && children}
    </li>
  );
}
