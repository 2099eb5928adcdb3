// How the public address is doing, told by shape first: disc, half disc, ring that breathes, diamond.
import type { TunnelState } from '#shared/tunnel';
import styles from './tunnel-light.module.css';

/** The words stand beside it. */
export function TunnelLight({ kind }: { readonly kind: TunnelState['kind'] }) {
  return <span className={styles.light} data-kind={kind} aria-hidden />;
}
