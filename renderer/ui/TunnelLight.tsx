// How the public address is doing, told by shape first: disc, half disc, ring that breathes, diamond.
import type { TunnelState } from '#shared/tunnel';
import styles from './tunnel-light.module.css';

interface TunnelLightProps {
  readonly kind: TunnelState['kind'];
  /** What cannot be proved from here is vouched for. */
  readonly sure?: boolean;
}

/** The words stand beside it. */
export function TunnelLight({ kind, sure }: TunnelLightProps) {
  return (
    <span className={styles.light} data-kind={kind} data-sure={sure || undefined} aria-hidden />
  );
}
