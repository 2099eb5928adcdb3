// "5 new ↑": rows that came in above what is being read wait behind this.
import { IconArrowUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './feed.module.css';

interface FreshRowsProps {
  readonly count: number;
  readonly onShow: () => void;
}

export function FreshRows({ count, onShow }: FreshRowsProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.freshPlace} role="status">
      {count > 0 && (
        <button type="button" className={styles.fresh} onClick={onShow}>
          {t('feed.fresh', { count })}
          <IconArrowUp size={14} aria-hidden />
        </button>
      )}
    </div>
  );
}
