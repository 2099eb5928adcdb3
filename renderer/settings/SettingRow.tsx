// One setting: what it is and does on the left, its control on the right.
import type { ReactNode } from 'react';
import styles from './settings.module.css';

interface SettingRowProps {
  /** Ties the words to the control: the control's `aria-labelledby` is this id. */
  readonly id: string;
  readonly label: string;
  readonly help?: ReactNode;
  /** Long controls go below the words. */
  readonly below?: boolean;
  readonly children: ReactNode;
}

export function SettingRow({ id, label, help, below = false, children }: SettingRowProps) {
  return (
    <div className={styles.row} data-below={below}>
      <div className={styles.words}>
        <div id={id} className={styles.label}>
          {label}
        </div>
        {help !== undefined && <div className={styles.help}>{help}</div>}
      </div>
      <div className={styles.control}>{children}</div>
    </div>
  );
}
