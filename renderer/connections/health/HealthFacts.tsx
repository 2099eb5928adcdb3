// The vital signs of a connection, each a term and a value.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionHealth } from '#shared/doctor';
import { Moment } from '../../ui/Moment';
import { QuietButton } from '../../ui/QuietButton';
import own from './doctor.module.css';

interface HealthFactsProps {
  readonly state: ConnectionHealth;
  /** Whether its tables can be read. */
  readonly catchesUp: boolean;
  /** Hooks of the service are subscriptions. */
  readonly subscribes: boolean;
  /** Something may stand at the service to be looked after. */
  readonly hasHooks: boolean;
  readonly onReadNames: () => void;
}

/** ms below which two clocks agree, since an answer takes its time too. */
const sameClockMs = 5000;

export function HealthFacts(props: HealthFactsProps) {
  const { state, catchesUp, subscribes, hasHooks, onReadNames } = props;
  const { t } = useTranslation();
  const isNamed = state.namesAt !== null;
  const moment = (at: number | null) =>
    at === null ? t('watching.health.never') : <Moment at={at} />;
  return (
    <dl className={own.facts}>
      {(hasHooks || state.lastCheckAt !== null) && (
        <Fact
          term={t(subscribes ? 'watching.health.checkedSubscriptions' : 'watching.health.checked')}
        >
          {moment(state.lastCheckAt)}
        </Fact>
      )}
      {catchesUp && (
        <>
          <Fact term={t('watching.health.compared')}>{moment(state.comparedAt)}</Fact>
          <Fact term={t('watching.health.names')}>
            {moment(state.namesAt)}{' '}
            <QuietButton onClick={onReadNames}>
              {t(isNamed ? 'watching.health.namesAgain' : 'watching.health.namesNow')}
            </QuietButton>
          </Fact>
        </>
      )}
      {state.canary !== 'not-tried' && (
        <Fact term={t('watching.health.roundTrip')} tone={state.canary}>
          {state.canary === 'failed' || state.roundTripMs === null
            ? t('watching.health.roundTripFailed')
            : t('watching.health.roundTripMs', { ms: Math.round(state.roundTripMs) })}
        </Fact>
      )}
      {state.clockSkewMs !== null && (
        <Fact term={t('watching.health.skew')}>{saySkew(t, state.clockSkewMs)}</Fact>
      )}
      {state.serverVersion !== null && (
        <Fact term={t('watching.health.serverVersion')}>{state.serverVersion}</Fact>
      )}
      {state.queue > 0 && (
        <p className={own.queue}>{t('watching.health.queue', { count: state.queue })}</p>
      )}
    </dl>
  );
}

function Fact(props: {
  readonly term: string;
  readonly tone?: ConnectionHealth['canary'];
  readonly children: ReactNode;
}) {
  return (
    <div data-tone={props.tone}>
      <dt>{props.term}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function saySkew(t: ReturnType<typeof useTranslation>['t'], skewMs: number): string {
  if (Math.abs(skewMs) < sameClockMs) return t('watching.health.skewNone');
  const count = Math.round(Math.abs(skewMs) / 1000);
  return skewMs > 0
    ? t('watching.health.skewAhead', { count })
    : t('watching.health.skewBehind', { count });
}
