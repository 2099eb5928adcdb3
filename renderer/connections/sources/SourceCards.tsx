// The services that can be connected: side by side to choose from, and below to compare.

import type { SourceId } from '#shared/event';
import { useCall } from '../../state/use-call';
import { ProblemNote } from '../../ui/ProblemNote';
import { Waiting } from '../../ui/Waiting';
import styles from '../connections.module.css';
import { SourceCard } from './SourceCard';
import { SourceComparison } from './SourceComparison';

export function SourceCards({ onChoose }: { readonly onChoose: (source: SourceId) => void }) {
  const { answer } = useCall('sources.list', {});
  if (answer.kind === 'loading') return <Waiting lines={5} />;
  if (answer.kind === 'failed') return <ProblemNote problem={answer.problem} />;
  return (
    <div>
      <div className={styles.cards}>
        {answer.value.map((source) => (
          <SourceCard key={source.id} source={source} onChoose={() => onChoose(source.id)} />
        ))}
      </div>
      <SourceComparison sources={answer.value} />
    </div>
  );
}
