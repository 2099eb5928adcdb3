// Settings of how services reach this machine, and of where secrets are kept.
import { Switch } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '#shared/settings';
import type { Status } from '#shared/status';
import { useDesk } from '../state/desk';
import { useWhoNeedsAddress } from '../state/use-address-need';
import { useLanguage } from '../ui/language';
import { Note, ProblemNote } from '../ui/ProblemNote';
import { ReceiverPort } from './address/ReceiverPort';
import { PublicAddress } from './PublicAddress';
import { SettingRow } from './SettingRow';
import type { SaveSettings } from './save-settings';
import styles from './settings.module.css';

interface ReachingProps {
  readonly settings: Settings;
  readonly status: Status;
  readonly save: SaveSettings;
}

export function Reaching({ settings, status, save }: ReachingProps) {
  const { t } = useTranslation();
  const { receiver } = status;
  /** The public address fails for the same reason, which stands there. */
  const isSaid =
    'problem' in status.tunnel && status.tunnel.problem.code === receiver.problem?.code;
  const needing = useWhoNeedsAddress();
  const { at } = useDesk();
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (at.part === 'address') section.current?.scrollIntoView({ block: 'start' });
  }, [at]);
  const language = useLanguage();
  const need =
    needing === null
      ? null
      : needing.length === 0
        ? t('tunnel.neededByNobody')
        : t('tunnel.neededBy', { names: new Intl.ListFormat(language).format(needing) });
  return (
    <section className={styles.section} ref={section}>
      <h2>{t('settings.reaching')}</h2>
      <div className={styles.rows}>
        <SettingRow
          id="setting-address"
          label={t('tunnel.label')}
          help={
            <>
              <div>{t('tunnel.help')}</div>
              {need !== null && <div>{need}</div>}
            </>
          }
          below
        >
          <PublicAddress
            settings={settings}
            status={status}
            onSave={(publicAddress) => save({ publicAddress })}
          />
        </SettingRow>
        <SettingRow id="setting-receiver" label={t('settings.receiver.label')}>
          <ReceiverPort receiver={receiver} />
        </SettingRow>
        {receiver.problem && !isSaid && (
          <div className={styles.row}>
            <ProblemNote problem={receiver.problem} />
          </div>
        )}
        <SettingRow
          id="setting-secrets"
          label={t('settings.secrets.label')}
          help={status.secretsKept ? t('settings.secrets.kept') : undefined}
          below={!status.secretsKept}
        >
          {!status.secretsKept && (
            <div className={styles.stack}>
              <Note tone="warning">
                {t(settings.plainSecrets ? 'settings.secrets.plain' : 'settings.secrets.notKept')}
              </Note>
              <Switch
                label={t('settings.secrets.plainLabel')}
                description={t('settings.secrets.plainHelp')}
                checked={settings.plainSecrets}
                onChange={(event) => void save({ plainSecrets: event.currentTarget.checked })}
              />
            </div>
          )}
        </SettingRow>
      </div>
    </section>
  );
}
