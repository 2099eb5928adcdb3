// Connections in the rail: health, name; choosing one shows its changes.
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { printQuery } from '#shared/query/print';
import { useDesk } from '../state/desk';
import { useCall } from '../state/use-call';
import { oneLine } from '../ui/change/plain-text';
import { HealthDot } from '../ui/HealthDot';
import { shownHealth } from '../ui/shown-health';
import { RailItem } from './RailItem';
import styles from './rail.module.css';

/** By id: a connection may be renamed, and names may be alike. */
const queryOf = (id: string) =>
  printQuery({ terms: [{ kind: 'name', key: 'connection', values: [id], not: false }] });

export function RailConnections({ folded }: { readonly folded: boolean }) {
  const { t } = useTranslation();
  const { at, go } = useDesk();
  const { answer } = useCall('connections.list', {}, ['connections', 'status']);
  const connections = answer.kind === 'ready' ? answer.value : [];
  return (
    <>
      {!folded && <h2 className={styles.heading}>{t('views.connections')}</h2>}
      {folded && <hr className={styles.rule} />}
      <ul className={styles.group} aria-label={t('views.connections')}>
        {connections.map((connection) => {
          const { id, name } = connection;
          const health = shownHealth(connection);
          return (
            <RailItem
              key={id}
              glyph={<HealthDot health={health} label={t(`connections.health.${health}`)} />}
              label={oneLine(name, 80)}
              note={t(`connections.health.${health}`)}
              folded={folded}
              current={at.place === 'feed' && at.query.trim() === queryOf(id)}
              onClick={() => go({ kind: 'filter', query: queryOf(id) })}
            />
          );
        })}
        {answer.kind === 'ready' && connections.length === 0 && (
          <RailItem
            glyph={<IconPlus size={16} />}
            label={t('views.connect')}
            folded={folded}
            current={false}
            onClick={() => go({ kind: 'go', place: 'connections' })}
          />
        )}
      </ul>
    </>
  );
}
