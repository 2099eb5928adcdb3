// How the public address is doing: connecting, proved, or why not and what to do, with the button that does it.
import { Button } from '@mantine/core';
import { type Ref, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isLoopback } from '#shared/loopback';
import { sayProblem } from '#shared/text/text';
import type { TunnelState } from '#shared/tunnel';
import { ask } from '../../state/ask';
import { CopyButton } from '../../ui/CopyButton';
import { Foreign } from '../../ui/Foreign';
import { Moment } from '../../ui/Moment';
import { TunnelLight } from '../../ui/TunnelLight';
import { useCalmState } from '../../ui/use-calm-state';
import { useSecondsUntil } from '../../ui/use-seconds-until';
import styles from './address.module.css';
import type { Way } from './entry';

interface AddressStateProps {
  readonly state: TunnelState;
  /** The one in use; another may be chosen below. */
  readonly way: Way | null;
  /** The person has said that it leads here. */
  readonly trusted: boolean;
  /** To say so; null where that is not needed. */
  readonly onTrust: (() => Promise<unknown>) | null;
  readonly ref: Ref<HTMLDivElement>;
}

export function AddressState({ state: exact, way, trusted, onTrust, ref }: AddressStateProps) {
  const { t } = useTranslation();
  const state = useCalmState(exact);
  const url = state.kind === 'online' || state.kind === 'unproved' ? state.url : null;
  return (
    <div className={styles.state} data-kind={state.kind} ref={ref}>
      <TunnelLight kind={state.kind} sure={trusted || way === 'ngrok'} />
      <div className={styles.words}>
        <div className={styles.title} role="status">
          <Title state={state} />
          {url !== null && (
            <>
              {' '}
              <code>{url}</code>
            </>
          )}
          {way !== null && url === null && (
            <span className={styles.way}>{t(`tunnel.way.${way}`)}</span>
          )}
        </div>
        <div className={styles.quiet}>
          {trusted && state.kind === 'unproved' ? (
            t('tunnel.state.trusted')
          ) : (
            <Detail state={state} />
          )}
        </div>
      </div>
      <div className={styles.stateActions}>
        {url !== null && (
          <CopyButton text={url} label={t('tunnel.copyAddress')} done={t('tunnel.copied')} />
        )}
        {state.kind === 'unproved' && onTrust !== null && (
          <Button size="compact-sm" variant="default" onClick={() => void onTrust()}>
            {t('tunnel.trust')}
          </Button>
        )}
        <Again state={state} trying={exact.kind === 'connecting'} />
      </div>
    </div>
  );
}

function Title({ state }: { readonly state: TunnelState }) {
  const { t } = useTranslation();
  const seconds = useSecondsUntil(state.kind === 'retrying' ? state.at : null);
  if (state.kind === 'online' && isLoopback(state.url)) return t('tunnel.state.here');
  if (state.kind !== 'retrying') return t(`tunnel.state.${state.kind}`);
  // Not counted aloud: a screen reader would speak every second.
  return (
    <span aria-live="off">
      {seconds > 0 ? t('tunnel.state.retrying', { seconds }) : t('tunnel.state.retryingNow')}
    </span>
  );
}

function Detail({ state }: { readonly state: TunnelState }) {
  const { t } = useTranslation();
  switch (state.kind) {
    case 'off':
      return t('tunnel.state.offHelp');
    case 'connecting':
      return t('tunnel.state.connectingHelp');
    case 'online':
      return (
        <>
          {t(state.roundTripMs === null ? 'tunnel.state.arrived' : 'tunnel.state.proved')}{' '}
          <Moment at={state.provedAt} />
          {state.roundTripMs !== null &&
            ` · ${t('tunnel.state.roundTrip', { ms: state.roundTripMs })}`}
          {isLoopback(state.url) && ` · ${t('tunnel.state.hereHelp')}`}
        </>
      );
    case 'unproved':
    case 'retrying':
    case 'failed':
      return <Foreign text={sayProblem(t, state.problem)} />;
  }
}

interface AgainProps {
  readonly state: TunnelState;
  /** A try is under way. */
  readonly trying: boolean;
}

/** Tries or checks once more; turns until it is known how that ended. */
function Again({ state, trying }: AgainProps) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  if (state.kind === 'off' || state.kind === 'connecting') return null;
  const label =
    state.kind === 'retrying' ? 'tryNow' : state.kind === 'failed' ? 'tryAgain' : 'checkNow';
  const again = async () => {
    setAsking(true);
    await ask('tunnel.retry', {});
    setAsking(false);
  };
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={asking || trying}
      onClick={() => void again()}
    >
      {t(`tunnel.${label}`)}
    </Button>
  );
}
