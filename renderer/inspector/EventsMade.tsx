// The events a delivery became, by title; each opens in the feed where the place offers it.
import { Button, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChangeEvent } from '#shared/event';
import { useCall } from '../state/use-call';
import { useTitles } from '../ui/change/use-titles';
import { Foreign } from '../ui/Foreign';
import styles from './pane.module.css';

const firstLook = 8;

interface EventsMadeProps {
  readonly eventIds: readonly string[];
  readonly onOpenEvent?: ((eventId: string) => void) | undefined;
}

export function EventsMade({ eventIds, onOpenEvent }: EventsMadeProps) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  if (eventIds.length === 0) return null;
  const shown = all ? eventIds : eventIds.slice(0, firstLook);
  return (
    <section className={styles.section}>
      <h3>{t('inspector.became', { count: eventIds.length })}</h3>
      <ul className={styles.events}>
        {shown.map((id) => (
          <li key={id}>
            <EventLine id={id} onOpen={onOpenEvent} />
          </li>
        ))}
      </ul>
      {shown.length < eventIds.length && (
        <Button
          size="compact-sm"
          variant="default"
          className={styles.more ?? ''}
          onClick={() => setAll(true)}
        >
          {t('inspector.allEvents', { count: eventIds.length })}
        </Button>
      )}
    </section>
  );
}

interface EventLineProps {
  readonly id: string;
  readonly onOpen: ((eventId: string) => void) | undefined;
}

function EventLine({ id, onOpen }: EventLineProps) {
  const { answer } = useCall('feed.event', { id });
  if (answer.kind !== 'ready') return <span className={styles.event}>…</span>;
  const line = <EventWords event={answer.value} />;
  return onOpen ? (
    <UnstyledButton className={styles.event} onClick={() => onOpen(id)}>
      {line}
    </UnstyledButton>
  ) : (
    <div className={styles.event}>{line}</div>
  );
}

function EventWords({ event }: { readonly event: ChangeEvent }) {
  const { t } = useTranslation();
  const title = useTitles()(event);
  return (
    <>
      <strong>
        <Foreign text={title} />
      </strong>
      <span>{t(`app.action.${event.subject}.${event.action}`, { context: event.source })}</span>
      <span className={styles.table}>
        <Foreign text={event.table?.name ?? event.table?.id ?? event.base.name ?? event.base.id} />
      </span>
    </>
  );
}
