// The public address in the status line: in words, with the reason where it is not reached; leads to its settings.
import { useTranslation } from 'react-i18next';
import { isLoopback } from '#shared/loopback';
import { isVouched, stableUrl } from '#shared/public-address';
import type { Problem } from '#shared/result';
import type { Status } from '#shared/status';
import { sayProblem } from '#shared/text/text';
import type { TunnelState } from '#shared/tunnel';
import { useDesk } from '../state/desk';
import { useWhoNeedsAddress } from '../state/use-address-need';
import { TunnelLight } from '../ui/TunnelLight';
import { useCalmState } from '../ui/use-calm-state';
import { useSecondsUntil } from '../ui/use-seconds-until';
import { hostOf } from './host-of';
import styles from './status.module.css';

export function AddressFact({ status }: { readonly status: Status }) {
  const { t } = useTranslation();
  const { go, settings } = useDesk();
  const needing = useWhoNeedsAddress();
  const tunnel = useCalmState(status.tunnel);
  const seconds = useSecondsUntil(tunnel.kind === 'retrying' ? tunnel.at : null);
  // Nobody is asked for an address that nothing needs.
  if (tunnel.kind === 'off' && (needing === null || needing.length === 0)) return null;
  const isSure = tunnel.kind === 'unproved' && isVouched(settings.publicAddress);
  const known = tunnel.kind === 'unproved' || tunnel.kind === 'online' ? tunnel.url : null;
  const address = hostOf(known ?? stableUrl(settings.publicAddress) ?? '');
  const words = isSure
    ? 'trusted'
    : known !== null && tunnel.kind === 'online' && isLoopback(known)
      ? 'here'
      : sayState(tunnel, seconds);
  const why = isSure ? null : reason(tunnel, status.problems);
  const isCalm = isSure || tunnel.kind === 'online' || tunnel.kind === 'off';
  return (
    <button
      type="button"
      className={styles.address}
      data-may-go={isCalm || undefined}
      data-trouble={!isCalm || undefined}
      title={why === null ? t('tunnel.line.settings') : sayProblem(t, why)}
      onClick={() => go({ kind: 'address' })}
    >
      <TunnelLight kind={tunnel.kind} sure={isSure} />
      <bdi className={isCalm ? styles.addressText : styles.addressState}>
        {t(`tunnel.line.${words}`, { address, seconds })}
      </bdi>
      {why !== null && <bdi className={styles.addressReason}>· {sayProblem(t, why)}</bdi>}
    </button>
  );
}

function sayState(tunnel: TunnelState, seconds: number) {
  return tunnel.kind === 'retrying' && seconds === 0 ? 'retryingNow' : tunnel.kind;
}

/** @returns null where nothing is wrong, or where the line says it already */
function reason(tunnel: TunnelState, said: readonly Problem[]): Problem | null {
  if (tunnel.kind !== 'retrying' && tunnel.kind !== 'unproved' && tunnel.kind !== 'failed') {
    return null;
  }
  return said.some(({ code }) => code === tunnel.problem.code) ? null : tunnel.problem;
}
