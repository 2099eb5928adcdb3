// One change in full, beside the feed or in its place.
import { Box } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeedRow } from '#shared/feed';
import type { DetailLayout } from '../frame/use-layout';
import { DeliveryPane } from '../inspector/DeliveryPane';
import { useDesk } from '../state/desk';
import type { Answer } from '../state/use-call';
import { ProblemNote } from '../ui/ProblemNote';
import { Waiting } from '../ui/Waiting';
import { ChangesTable } from './ChangesTable';
import { Facts } from './Facts';
import { OfRecord } from './OfRecord';
import { RecordHead } from './RecordHead';
import styles from './record.module.css';

interface RecordPaneProps {
  readonly answer: Answer<FeedRow>;
  readonly layout: DetailLayout;
  readonly onToggle: (row: FeedRow) => void;
}

export function RecordPane({ answer, layout, onToggle }: RecordPaneProps) {
  const { t } = useTranslation();
  const { at } = useDesk();
  const pane = useRef<HTMLElement>(null);
  // What had the focus is hidden now.
  useEffect(() => {
    if (layout.covers) pane.current?.focus();
  }, [layout.covers]);
  return (
    <section
      className={styles.pane}
      ref={pane}
      style={layout.covers ? undefined : { width: layout.width }}
      data-covers={layout.covers || undefined}
      tabIndex={-1}
      aria-label={t('frame.landmark.detail')}
    >
      <RecordHead row={answer.kind === 'ready' ? answer.value : null} onToggle={onToggle} />
      {answer.kind === 'ready' && answer.value.record && !at.raw ? (
        <OfRecord key={recordKey(answer.value)} row={answer.value} room={layout.width - 64} />
      ) : (
        // It scrolls, so the keys must be able to reach it; its React key starts another change at the top.
        <Box key={`${at.opened} ${at.raw}`} className={styles.body ?? ''} data-scrolls tabIndex={0}>
          {answer.kind === 'loading' && <Waiting lines={6} />}
          {answer.kind === 'failed' && <ProblemNote problem={answer.problem} />}
          {answer.kind === 'ready' &&
            (at.raw ? (
              <DeliveryPane deliveryId={answer.value.deliveryId} />
            ) : (
              <>
                <ChangesTable row={answer.value} />
                <Facts row={answer.value} />
              </>
            ))}
        </Box>
      )}
    </section>
  );
}

/** The same for all changes of one record. */
const recordKey = ({ connectionId, table, record }: FeedRow): string =>
  JSON.stringify([connectionId, table?.id, record?.id]);
