// What a connection watches, and the way to watch more: tables to tick, or a hook made by hand.
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionView } from '#shared/connection';
import type { SourceInfo } from '#shared/source-info';
import { useWords } from '../../ui/language';
import { QuietButton } from '../../ui/QuietButton';
import styles from '../connections.module.css';
import { HandMade } from './HandMade';
import { SubscriptionCard } from './SubscriptionCard';
import cards from './subscription.module.css';
import { TablePicker } from './TablePicker';
import { useTables } from './use-tables';

interface WatchedProps {
  readonly source: SourceInfo;
  readonly connection: ConnectionView;
  readonly onEdit: () => void;
  readonly onRemoved: (hookLeft: string | null) => void;
}

export function Watched({ source, connection, onEdit, onRemoved }: WatchedProps) {
  const { t } = useTranslation();
  const say = useWords();
  const tables = useTables(source, connection);
  const [adding, setAdding] = useState(false);
  const [byHand, setByHand] = useState(false);
  // Those that a plan has made come and go with it.
  const chosen = connection.subscriptions.filter((one) => !one.planned);
  const nothingYet = chosen.length === 0;
  const picks = source.abilities.discover && !source.abilities.plansHooks;
  const picking = picks && !byHand;
  const open = adding || nothingYet;
  return (
    <>
      {!nothingYet && (
        <section className={styles.section}>
          <div className={styles.sectionHead}>
            <h3>{t('connections.watched')}</h3>
            {!connection.demo && !open && (
              <Button
                size="compact-sm"
                variant="subtle"
                fw={500}
                leftSection={<IconPlus size={14} />}
                onClick={() => setAdding(true)}
              >
                {t('connections.watchMore')}
              </Button>
            )}
          </div>
          <ul className={cards.cards}>
            {chosen.map((subscription) => (
              <SubscriptionCard
                cut={connection.way !== null}
                live={connection.live}
                key={subscription.id}
                source={source}
                subscription={subscription}
                tables={tables}
                onRemoved={onRemoved}
              />
            ))}
          </ul>
        </section>
      )}
      {open && !connection.demo && (
        <section className={styles.section}>
          <div className={styles.sectionHead}>
            <h3>
              {picking
                ? t('connections.pick.title', { table: say(source.terms.table) })
                : t('connections.byHand.title')}
            </h3>
            {!nothingYet && (
              <QuietButton onClick={() => setAdding(false)}>{t('connections.done')}</QuietButton>
            )}
          </div>
          {picking ? (
            <TablePicker
              source={source}
              connection={connection}
              onEdit={onEdit}
              onKeepOpen={setAdding}
            />
          ) : (
            <HandMade
              source={source}
              connectionId={connection.id}
              onAdded={() => setAdding(false)}
            />
          )}
          {picks && !source.subscribes && (
            <QuietButton aligned onClick={() => setByHand(!byHand)}>
              {t(byHand ? 'connections.pick.instead' : 'connections.byHand.instead')}
            </QuietButton>
          )}
        </section>
      )}
    </>
  );
}
