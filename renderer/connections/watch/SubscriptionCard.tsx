// One thing that is watched: its address, whether deliveries come, and how its hook is made by hand.
import { Button, Collapse } from '@mantine/core';
import { IconCircleCheck, IconClock, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionView, SubscriptionView, TableChoice } from '#shared/connection';
import type { SourceInfo } from '#shared/source-info';
import { bridge } from '../../bridge';
import { ConfirmInline } from '../../ui/ConfirmInline';
import { CopyButton } from '../../ui/CopyButton';
import { Foreign } from '../../ui/Foreign';
import { useWords } from '../../ui/language';
import { Moment } from '../../ui/Moment';
import { ProblemNote } from '../../ui/ProblemNote';
import { QuietButton } from '../../ui/QuietButton';
import { describeTarget } from './describe-target';
import { HookSteps } from './HookSteps';
import styles from './subscription.module.css';

interface SubscriptionCardProps {
  readonly source: SourceInfo;
  readonly subscription: SubscriptionView;
  readonly tables: readonly TableChoice[];
  /** Nothing arrives for the connection as a whole. */
  readonly cut: boolean;
  readonly live: ConnectionView['live'];
  readonly onRemoved: (hookLeft: string | null) => void;
}

export function SubscriptionCard(props: SubscriptionCardProps) {
  const { source, subscription, tables, cut, live, onRemoved } = props;
  const { t } = useTranslation();
  const [stepsOpen, setStepsOpen] = useState(
    !subscription.manage && subscription.lastDeliveryAt === null,
  );
  // Said once for the whole connection, above.
  const problem =
    subscription.problem?.code === 'public-address-missing' ? null : subscription.problem;
  // Without a hook, or with one that has no address of its own, there is nothing to call.
  const isByLive =
    subscription.manage &&
    (subscription.hookId === null || source.subscribes === true) &&
    live !== null &&
    live.kind !== 'off';
  const remove = async () => {
    const outcome = await bridge.call('subscriptions.remove', { id: subscription.id });
    if (outcome.ok) onRemoved(outcome.value.hookLeft);
  };
  return (
    <li className={styles.card}>
      <div className={styles.top}>
        <TargetName source={source} subscription={subscription} tables={tables} />
        <ConfirmInline
          label={t('connections.subscription.stop')}
          icon={<IconX size={14} />}
          question={t(
            subscription.manage
              ? 'connections.subscription.stopManaged'
              : 'connections.subscription.stopByHand',
          )}
          confirm={t('connections.subscription.stop')}
          cancel={t('connections.cancel')}
          onConfirm={remove}
        />
      </div>
      <div className={styles.address} data-managed={subscription.manage}>
        {isByLive && <span className={styles.label}>{t('connections.subscription.byLive')}</span>}
        {isByLive && subscription.lastDeliveryAt === null ? null : (
          <DeliveryCheck
            at={subscription.lastDeliveryAt}
            cut={cut || problem?.code === 'address-changed'}
          />
        )}
        {source.subscribes || isByLive ? null : subscription.callbackUrl === '' ? (
          <span className={styles.label}>{t('connections.subscription.noAddressYet')}</span>
        ) : (
          <>
            <code title={subscription.callbackUrl}>{subscription.callbackUrl}</code>
            <CopyButton
              text={subscription.callbackUrl}
              label={t('connections.subscription.copyAddress')}
              done={t('connections.copied')}
            />
          </>
        )}
      </div>
      {problem && (
        <ProblemNote
          problem={problem}
          action={
            problem.code === 'address-changed' && <EnteredButton subscriptionId={subscription.id} />
          }
        />
      )}
      {!subscription.manage && source.steps.length > 0 && (
        <>
          <QuietButton aligned expanded={stepsOpen} onClick={() => setStepsOpen(!stepsOpen)}>
            {t(stepsOpen ? 'connections.steps.hide' : 'connections.steps.show')}
          </QuietButton>
          <Collapse expanded={stepsOpen}>
            <HookSteps source={source} />
          </Collapse>
        </>
      )}
    </li>
  );
}

function TargetName({
  source,
  subscription,
  tables,
}: Pick<SubscriptionCardProps, 'source' | 'subscription' | 'tables'>) {
  const { t } = useTranslation();
  const say = useWords();
  const parts = describeTarget(source, subscription.target, tables, say, subscription.names);
  const isWhole =
    parts.length === 0 || (source.abilities.wholeBase && !subscription.target.tableId);
  return (
    <strong className={styles.target}>
      {isWhole &&
        t(
          source.abilities.wholeBase
            ? 'connections.pick.wholeBase'
            : 'connections.subscription.everything',
        )}
      {parts.length === 0 && subscription.names.base !== null && (
        <>
          {' · '}
          <span className={styles.label}>{say(source.terms.base)} </span>
          <Foreign text={subscription.names.base} />
        </>
      )}
      {parts.map((part, index) => (
        <span key={`${part.label ?? ''}${part.text}`}>
          {(index > 0 || isWhole) && ' · '}
          {part.label !== null && <span className={styles.label}>{part.label} </span>}
          {part.foreign ? <Foreign text={part.text} /> : part.text}
        </span>
      ))}
    </strong>
  );
}

/** On a quiet table the first delivery may be weeks away: until then the person's word does. */
function EnteredButton({ subscriptionId }: { readonly subscriptionId: string }) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const say = async () => {
    setBusy(true);
    await bridge.call('subscriptions.entered', { id: subscriptionId });
    setBusy(false);
  };
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={busy}
      title={t('connections.subscription.enteredHint')}
      onClick={() => void say()}
    >
      {t('connections.subscription.entered')}
    </Button>
  );
}

interface DeliveryCheckProps {
  readonly at: number | null;
  /** No more can come for now: the last one proves nothing. */
  readonly cut: boolean;
}

/** Waits in view of the person, and turns by itself once the first delivery is there. */
function DeliveryCheck({ at, cut }: DeliveryCheckProps) {
  const { t } = useTranslation();
  const [waited] = useState(at === null);
  return (
    <p className={styles.check} role="status" data-arrived={at !== null && !cut}>
      {at === null ? (
        <>
          <span className={styles.pulse} aria-hidden />
          {t('connections.subscription.waiting')}
        </>
      ) : (
        <>
          {cut ? <IconClock size={16} aria-hidden /> : <IconCircleCheck size={16} aria-hidden />}
          {t(waited && !cut ? 'connections.subscription.first' : 'connections.subscription.last')}{' '}
          <Moment at={at} />
        </>
      )}
    </p>
  );
}
