// First run, nothing configured: what the app does, the services to connect, and the demo as an equal choice.
import { Button } from '@mantine/core';
import { IconPlayerPlay, IconTable } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SourceId } from '#shared/event';
import { SourceCards } from './sources/SourceCards';
import styles from './welcome.module.css';

interface WelcomeProps {
  readonly onConnect: (source: SourceId) => void;
  readonly onDemo: () => void;
}

export function Welcome({ onConnect, onDemo }: WelcomeProps) {
  const { t } = useTranslation();
  return (
    <main className={styles.place}>
      <div className={styles.column}>
        <header className={styles.head}>
          <h1>{t('connections.welcome.title')}</h1>
          <p>{t('connections.welcome.sentence')}</p>
        </header>
        <section aria-label={t('connections.welcome.connect')}>
          <h2>{t('connections.welcome.connect')}</h2>
          <SourceCards onChoose={onConnect} />
        </section>
        <section className={styles.demo} aria-label={t('connections.welcome.demo')}>
          <span className={styles.demoMark} aria-hidden>
            <IconTable size={20} />
          </span>
          <div className={styles.demoWords}>
            <h2>{t('connections.welcome.demo')}</h2>
            <p>{t('connections.welcome.demoSentence')}</p>
          </div>
          <Button leftSection={<IconPlayerPlay size={16} />} onClick={onDemo}>
            {t('connections.welcome.demoStart')}
          </Button>
        </section>
        <p className={styles.foot}>{t('connections.welcome.local')}</p>
      </div>
    </main>
  );
}
