// A change of a record: the change itself or the whole record as it was then, and below it the record's timeline.
import { Box } from '@mantine/core';
import type { FeedRow } from '#shared/feed';
import { useKeys } from '../frame/use-keys';
import { useDesk } from '../state/desk';
import { useCall } from '../state/use-call';
import { ProblemNote } from '../ui/ProblemNote';
import { Waiting } from '../ui/Waiting';
import { ChangesTable } from './ChangesTable';
import { Facts } from './Facts';
import { RecordBar } from './RecordBar';
import styles from './record.module.css';
import { Timeline } from './Timeline';
import { WholeRecord } from './WholeRecord';

interface OfRecordProps {
  readonly row: FeedRow;
  /** Pixels for the changed fields of the timeline. */
  readonly room: number;
}

export function OfRecord({ row, room }: OfRecordProps) {
  const { at, go } = useDesk();
  const when = at.whole ?? 'after';
  const { answer } = useCall('feed.recordAt', { id: row.id, when }, ['feed', 'gaps']);
  const record = answer.kind === 'ready' ? answer.value : null;
  const step = (to: 'older' | 'newer') => () => {
    const next = record?.[to];
    // There is no change before the first: only the record.
    if (next && (at.whole !== null || next.when === 'after')) go({ kind: 'step', to: next });
  };
  useKeys({ whole: () => go({ kind: 'whole' }), older: step('older'), newer: step('newer') });
  return (
    <>
      <RecordBar record={record} onOlder={step('older')} onNewer={step('newer')} />
      {/* It scrolls, so the keys must be able to reach it. A change starts at the top; the record stays where it is read. */}
      <Box
        key={at.whole === null ? row.id : 'whole'}
        className={styles.body ?? ''}
        data-scrolls
        tabIndex={0}
      >
        {at.whole === null ? (
          <>
            <ChangesTable row={row} />
            <Facts row={row} />
          </>
        ) : (
          <>
            {answer.kind === 'loading' && <Waiting lines={6} />}
            {answer.kind === 'failed' && <ProblemNote problem={answer.problem} />}
            {record && <WholeRecord row={row} record={record} />}
          </>
        )}
        <Timeline row={row} room={room} />
      </Box>
    </>
  );
}
