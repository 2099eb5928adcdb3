// Chooses between the change and the whole record, and steps through what is known of the record.
import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RecordThen } from '#shared/record-then';
import { useDesk } from '../state/desk';
import styles from './whole.module.css';

interface RecordBarProps {
  /** null while it is being read. */
  readonly record: RecordThen | null;
  readonly onOlder: () => void;
  readonly onNewer: () => void;
}

export function RecordBar({ record, onOlder, onNewer }: RecordBarProps) {
  const { t } = useTranslation();
  const { at, go } = useDesk();
  const isWhole = at.whole !== null;
  const older = record?.older ?? null;
  return (
    <div className={styles.bar}>
      <fieldset className={styles.switch} aria-label={t('record.view')}>
        {[false, true].map((whole) => (
          <button
            key={String(whole)}
            type="button"
            aria-pressed={whole === isWhole}
            title={`${t(whole ? 'record.viewWhole' : 'record.viewChange')} (w)`}
            onClick={() => whole !== isWhole && go({ kind: 'whole' })}
          >
            {t(whole ? 'record.viewWhole' : 'record.viewChange')}
          </button>
        ))}
      </fieldset>
      {record && (record.total > 1 || isWhole) && (
        <div className={styles.stepper}>
          <Step
            label={t('record.older')}
            keys="h"
            disabled={older === null || (!isWhole && older.when === 'before')}
            onClick={onOlder}
          >
            <IconChevronLeft size={16} />
          </Step>
          <span
            className={styles.place}
            role="status"
            aria-label={t(record.place === 0 ? 'record.stepBefore' : 'record.stepLong', {
              place: record.place,
              total: record.total,
            })}
          >
            {t('record.step', { place: record.place, total: record.total })}
          </span>
          <Step
            label={t('record.newer')}
            keys="l"
            disabled={record.newer === null}
            onClick={onNewer}
          >
            <IconChevronRight size={16} />
          </Step>
        </div>
      )}
    </div>
  );
}

interface StepProps {
  readonly label: string;
  readonly keys: string;
  readonly disabled: boolean;
  readonly onClick: () => void;
  readonly children: React.ReactNode;
}

/** It keeps the focus where there is no further step, so that one can go back. */
function Step({ label, keys, disabled, onClick, children }: StepProps) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={24}
      aria-label={label}
      aria-disabled={disabled}
      {...(disabled ? { 'data-disabled': true } : {})}
      title={`${label} (${keys})`}
      onClick={() => !disabled && onClick()}
    >
      {children}
    </ActionIcon>
  );
}
