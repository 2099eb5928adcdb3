// Settings of what is announced, and of what the close button does.
import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Settings } from '#shared/settings';
import { SettingRow } from './SettingRow';
import type { SaveSettings } from './save-settings';
import styles from './settings.module.css';

interface SectionProps {
  readonly settings: Settings;
  readonly save: SaveSettings;
}

const switches = ['notifications', 'paused', 'closeToTray'] as const;

export function Announcing({ settings, save }: SectionProps) {
  const { t } = useTranslation();
  return (
    <section className={styles.section}>
      <h2>{t('settings.announcing')}</h2>
      <div className={styles.rows}>
        {switches.map((name) => (
          <SettingRow
            key={name}
            id={`setting-${name}`}
            label={t(`settings.${name}.label`)}
            help={t(`settings.${name}.help`)}
          >
            <Switch
              aria-labelledby={`setting-${name}`}
              checked={settings[name]}
              onChange={(event) => void save({ [name]: event.currentTarget.checked })}
            />
          </SettingRow>
        ))}
      </div>
    </section>
  );
}
