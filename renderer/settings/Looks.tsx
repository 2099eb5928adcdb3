// Settings of language, colours and density.
import { NativeSelect, SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Settings, settings as schema } from '#shared/settings';
import { SettingRow } from './SettingRow';
import type { SaveSettings } from './save-settings';
import styles from './settings.module.css';

interface SectionProps {
  readonly settings: Settings;
  readonly save: SaveSettings;
}

/** Each language under its own name, so that a person who landed in the wrong one finds theirs. */
const languages = [
  { value: 'en', label: 'English' },
  { value: 'zh-CN', label: '简体中文' },
  { value: 'fr', label: 'Français' },
] as const;

export function Looks({ settings, save }: SectionProps) {
  const { t } = useTranslation();
  return (
    <section className={styles.section}>
      <h2>{t('settings.looks')}</h2>
      <div className={styles.rows}>
        <SettingRow id="setting-language" label={t('settings.language.label')}>
          <NativeSelect
            size="xs"
            aria-labelledby="setting-language"
            value={settings.locale ?? 'system'}
            data={[{ value: 'system', label: t('settings.system') }, ...languages]}
            onChange={(event) => {
              const chosen = schema.shape.locale.safeParse(event.currentTarget.value);
              void save({ locale: chosen.success ? chosen.data : null });
            }}
          />
        </SettingRow>
        <SettingRow id="setting-theme" label={t('settings.theme.label')}>
          <SegmentedControl
            aria-labelledby="setting-theme"
            size="xs"
            withItemsBorders={false}
            value={settings.theme}
            data={[
              { value: 'system', label: t('settings.system') },
              { value: 'light', label: t('settings.theme.light') },
              { value: 'dark', label: t('settings.theme.dark') },
            ]}
            onChange={(value) => void save({ theme: schema.shape.theme.parse(value) })}
          />
        </SettingRow>
        <SettingRow
          id="setting-density"
          label={t('settings.density.label')}
          help={t('settings.density.help')}
        >
          <SegmentedControl
            aria-labelledby="setting-density"
            size="xs"
            withItemsBorders={false}
            value={settings.density}
            data={[
              { value: 'comfortable', label: t('settings.density.comfortable') },
              { value: 'compact', label: t('settings.density.compact') },
            ]}
            onChange={(value) => void save({ density: schema.shape.density.parse(value) })}
          />
        </SettingRow>
      </div>
    </section>
  );
}
