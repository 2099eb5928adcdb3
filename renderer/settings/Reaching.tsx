// Settings of how services reach this machine, and of where secrets are kept.
import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { stableUrl } from '#shared/public-address';
import type { Settings } from '#shared/settings';
import type { Status } from '#shared/status';
import { Note, ProblemNote } from '../ui/ProblemNote';
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
  return (
    <section className={styles.section}>
      <h2>{t('settings.reaching')}</h2>
      <div className={styles.rows}>
        <SettingRow
          id="setting-address"
          label={t('settings.address.label')}
          help={t('settings.address.help')}
          below
        >
          <PublicAddress
            key={stableUrl(settings.publicAddress) ?? ''}
            labelledBy="setting-address"
            value={settings.publicAddress}
            onSave={(publicAddress) => save({ publicAddress })}
          />
        </SettingRow>
        <SettingRow id="setting-receiver" label={t('settings.receiver.label')}>
          <span className={styles.fact}>
            {receiver.url ?? t(`settings.receiver.${receiver.state}`)}
          </span>
        </SettingRow>
        {receiver.problem && (
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
