// The hooks that exist at the service, ours and others'; read only when asked for, since each look is a call there.
import { Badge, Button } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionView, HookView, TableChoice } from '#shared/connection';
import type { SourceInfo } from '#shared/source-info';
import { bridge } from '../../bridge';
import { useCall } from '../../state/use-call';
import boxed from '../../ui/boxed-list.module.css';
import { ConfirmInline } from '../../ui/ConfirmInline';
import { Foreign } from '../../ui/Foreign';
import { useWords } from '../../ui/language';
import { ProblemNote } from '../../ui/ProblemNote';
import { QuietButton } from '../../ui/QuietButton';
import { Waiting } from '../../ui/Waiting';
import styles from '../connections.module.css';
import own from './service-hooks.module.css';

interface ServiceHooksProps {
  readonly source: SourceInfo;
  readonly connection: ConnectionView;
  /** Names of tables, as far as they are known. */
  readonly tables: readonly TableChoice[];
  readonly onRemoved: (hookLeft: string | null) => void;
}

export function ServiceHooks(props: ServiceHooksProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const heading = useId();
  return (
    <section className={styles.section}>
      <div className={styles.sectionHead}>
        <h3 id={heading}>
          {t(
            props.source.subscribes ? 'connections.hooks.subscriptions' : 'connections.hooks.title',
          )}
        </h3>
        <QuietButton expanded={open} describedBy={heading} onClick={() => setOpen(!open)}>
          {t(open ? 'connections.hooks.hide' : 'connections.hooks.show')}
        </QuietButton>
      </div>
      {open && <HookList {...props} />}
    </section>
  );
}

function HookList({ source, connection, tables, onRemoved }: ServiceHooksProps) {
  const { t } = useTranslation();
  const say = useWords();
  const { answer, reload } = useCall('connections.hooks', { id: connection.id }, ['connections']);
  if (answer.kind === 'loading') return <Waiting lines={2} />;
  if (answer.kind === 'failed') {
    return (
      <ProblemNote
        problem={answer.problem}
        action={
          <Button size="compact-sm" variant="default" onClick={reload}>
            {t('connections.again')}
          </Button>
        }
      />
    );
  }
  if (answer.value.length === 0)
    return (
      <p className={styles.muted}>
        {t(source.subscribes ? 'connections.hooks.notSubscribed' : 'connections.hooks.none')}
      </p>
    );
  /** Services without titles give the kind of event, which has words of its own. */
  const titleOf = ({ title, tableId }: HookView) => {
    // What it covers may follow in brackets.
    const [type = '', ...rest] = title.split(' ');
    const kind = source.events.find((one) => one.type === type);
    const words = kind ? [say(kind.label), ...rest].join(' ') : title;
    const table = tables.find(({ id }) => id === tableId);
    return [...(table ? [table.name] : []), words].join(' · ');
  };
  const remove = async (hook: HookView) => {
    const subscription = subscriptionOf(connection, hook);
    if (subscription === undefined) return;
    const outcome = await bridge.call('subscriptions.remove', { id: subscription.id });
    if (outcome.ok) onRemoved(outcome.value.hookLeft);
    reload();
  };
  return (
    <ul className={boxed.list}>
      {answer.value.map((hook) => (
        <li key={hook.hookId}>
          <div className={own.words}>
            <strong>
              <Foreign text={titleOf(hook)} />
            </strong>
            <Badge
              size="sm"
              tt="none"
              fw={500}
              variant={hook.ours ? 'light' : 'default'}
              color="gray"
            >
              {t(hook.ours ? 'connections.hooks.ours' : 'connections.hooks.foreign')}
            </Badge>
            {!hook.active && (
              <Badge size="sm" tt="none" fw={500} variant="light" color="orange">
                {t('connections.hooks.off')}
              </Badge>
            )}
            <span className={own.url}>
              <Foreign text={hook.callbackUrl} />
            </span>
          </div>
          {hook.ours && subscriptionOf(connection, hook)?.planned === false && (
            <ConfirmInline
              label={t('connections.hooks.remove')}
              question={t('connections.subscription.stopManaged')}
              confirm={t('connections.hooks.remove')}
              cancel={t('connections.cancel')}
              onConfirm={() => remove(hook)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

/** One subscription may need several hooks; their ids are joined by commas. */
function subscriptionOf(connection: ConnectionView, hook: HookView) {
  return connection.subscriptions.find((one) => one.hookId?.split(',').includes(hook.hookId));
}
