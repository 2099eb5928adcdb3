// The connections, one a row: health, name, service, when it last told of a change.
import { Button, UnstyledButton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ConnectionView } from '#shared/connection';
import type { SourceInfo } from '#shared/source-info';
import { Foreign } from '../ui/Foreign';
import { HealthDot } from '../ui/HealthDot';
import { useWords } from '../ui/language';
import { Moment } from '../ui/Moment';
import { shownHealth } from '../ui/shown-health';
import styles from './connections.module.css';

interface ConnectionListProps {
  readonly connections: readonly ConnectionView[];
  readonly sources: readonly SourceInfo[];
  readonly current: string | null;
  readonly onOpen: (id: string) => void;
  readonly onAdd: () => void;
}

export function ConnectionList(props: ConnectionListProps) {
  const { connections, sources, current, onOpen, onAdd } = props;
  const { t } = useTranslation();
  const say = useWords();
  /** Hooks that a plan has made are its own affair. */
  const watches = ({ watch, subscriptions }: ConnectionView) => {
    if (watch.length > 0) return t('watching.tables', { count: watch.length });
    return subscriptions.length === 0
      ? null
      : t('connections.count', { count: subscriptions.length });
  };
  return (
    <nav className={styles.list} aria-label={t('connections.title')}>
      <div className={styles.listHead}>
        <h1>{t('connections.title')}</h1>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={onAdd}
        >
          {t('connections.add')}
        </Button>
      </div>
      <ul className={styles.rows}>
        {connections.map((connection) => {
          const source = sources.find((one) => one.id === connection.source);
          return (
            <li key={connection.id}>
              <UnstyledButton
                className={styles.row}
                aria-current={connection.id === current}
                onClick={() => onOpen(connection.id)}
              >
                <HealthDot
                  health={shownHealth(connection)}
                  label={t(`connections.health.${shownHealth(connection)}`)}
                />
                <span className={styles.rowName}>
                  <Foreign text={connection.name} />
                </span>
                <span className={styles.rowTime}>
                  {connection.lastEventAt !== null && <Moment at={connection.lastEventAt} />}
                </span>
                <span className={styles.rowSource}>
                  {aboutOf(connection.name, source && say(source.name), watches(connection))}
                </span>
              </UnstyledButton>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** The service is not said twice where the connection is called like it. */
function aboutOf(name: string, service: string | undefined, watched: string | null): string {
  const isSaid = watched !== null && service !== undefined && name.startsWith(service);
  return [isSaid ? null : service, watched].filter((part) => part).join(' · ');
}
