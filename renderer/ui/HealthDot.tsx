// How a connection is doing, told by shape first: full disc, ring, or diamond.
import styles from './health-dot.module.css';

interface HealthDotProps {
  readonly health: 'ok' | 'waiting' | 'attention';
  /** Said to screen readers and on hover. */
  readonly label: string;
}

export function HealthDot({ health, label }: HealthDotProps) {
  return (
    <span className={styles.dot} data-health={health} role="img" aria-label={label} title={label} />
  );
}
