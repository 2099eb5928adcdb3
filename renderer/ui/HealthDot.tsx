// How a connection is doing, told by shape first: full disc, ring, or diamond.
import styles from './health-dot.module.css';
import type { ShownHealth } from './shown-health';

interface HealthDotProps {
  readonly health: ShownHealth;
  /** Said to screen readers and on hover; left out where it stands beside the dot. */
  readonly label?: string;
}

export function HealthDot({ health, label }: HealthDotProps) {
  return (
    <span
      className={styles.dot}
      data-health={health}
      {...(label === undefined
        ? { 'aria-hidden': true }
        : { role: 'img', 'aria-label': label, title: label })}
    />
  );
}
