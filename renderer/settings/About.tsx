// The demo, the version, and where the data is.
import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '#shared/result';
import type { Status } from '#shared/status';
import { bridge } from '../bridge';
import { ConfirmInline } from '../ui/ConfirmInline';
import { useLanguage } from '../ui/language';
import { ProblemNote } from '../ui/ProblemNote';
import { SettingRow } from './SettingRow';
import styles from './settings.module.css';

interface AboutProps {
  readonly status: Status;
  readonly onChanged: () => void;
}

export function About({ status, onChanged }: AboutProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async (name: 'demo.start' | 'demo.stop') => {
    setBusy(true);
    const outcome = await bridge.call(name, {});
    setBusy(false);
    setProblem(outcome.ok ? null : outcome.error);
    onChanged();
  };
  return (
    <section className={styles.section}>
      <h2>{t('settings.about')}</h2>
      <div className={styles.rows}>
        <SettingRow
          id="setting-demo"
          label={t('settings.demo.label')}
          help={t(status.demo ? 'settings.demo.on' : 'settings.demo.off')}
        >
          {status.demo ? (
            <ConfirmInline
              label={t('settings.demo.stop')}
              question={t('settings.demo.question')}
              confirm={t('settings.demo.stop')}
              cancel={t('settings.cancel')}
              onConfirm={() => run('demo.stop')}
            />
          ) : (
            <Button
              size="compact-sm"
              variant="default"
              loading={busy}
              leftSection={<IconPlayerPlay size={14} />}
              onClick={() => void run('demo.start')}
            >
              {t('settings.demo.start')}
            </Button>
          )}
        </SettingRow>
        {problem && (
          <div className={styles.row}>
            <ProblemNote problem={problem} />
          </div>
        )}
        <SettingRow
          id="setting-data"
          label={t('settings.data.label')}
          help={t('settings.data.help')}
        >
          <span className={styles.fact}>
            {t('settings.data.events', {
              count: status.events,
              shown: new Intl.NumberFormat(language).format(status.events),
            })}
          </span>
        </SettingRow>
        <SettingRow id="setting-version" label={t('settings.version')}>
          <span className={styles.fact}>Tablewatch {status.version}</span>
        </SettingRow>
      </div>
    </section>
  );
}
