// One connection: how it is doing, what it watches, what more it could watch, its credentials and its end.
import { Badge, Button } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { needsPublicAddress } from '#shared/address-need';
import type { ConnectionView } from '#shared/connection';
import type { Problem } from '#shared/result';
import type { SourceInfo } from '#shared/source-info';
import { sayProblem } from '#shared/text/text';
import { bridge } from '../bridge';
import { useDesk } from '../state/desk';
import { ConfirmInline } from '../ui/ConfirmInline';
import { Foreign } from '../ui/Foreign';
import { HealthDot } from '../ui/HealthDot';
import { useWords } from '../ui/language';
import { Moment } from '../ui/Moment';
import { Note, ProblemNote } from '../ui/ProblemNote';
import { shownHealth } from '../ui/shown-health';
import { ConnectForm } from './connect/ConnectForm';
import { Limits } from './connect/NewConnection';
import { SetUp } from './connect/SetUp';
import styles from './connections.module.css';
import { CallBudget } from './health/CallBudget';
import { Doctor } from './health/Doctor';
import { LiveState } from './health/LiveState';
import { ServiceHooks } from './health/ServiceHooks';
import { Planned } from './Planned';
import { Watched } from './watch/Watched';

interface ConnectionDetailProps {
  readonly source: SourceInfo;
  readonly connection: ConnectionView;
  /** Services on the internet have a way to the receiver. */
  readonly hasPublicAddress: boolean;
  readonly namesTaken: readonly string[];
  readonly onOpenSettings?: (() => void) | undefined;
  readonly onRemoved: (hooksLeft: readonly string[]) => void;
}

export function ConnectionDetail(props: ConnectionDetailProps) {
  const { source, connection, hasPublicAddress, namesTaken, onOpenSettings, onRemoved } = props;
  const { t } = useTranslation();
  const say = useWords();
  const { status } = useDesk();
  const [editing, setEditing] = useState(false);
  /** Rises as it is saved anew: what was asked with the old credentials is asked again. */
  const [edition, setEdition] = useState(0);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [hookLeft, setHookLeft] = useState<string | null>(null);
  // Without a token nothing can be asked there, and hooks are made by hand.
  const calls = connection.secrets.length > 0 && !connection.demo;
  const plans = source.abilities.plansHooks && calls;

  const remove = async () => {
    const outcome = await bridge.call('connections.remove', { id: connection.id });
    if (outcome.ok) onRemoved(outcome.value.hooksLeft);
    else setProblem(outcome.error);
  };
  const ended = status?.problems.find(
    ({ code, params }) => code === 'sign-in-needed' && params?.connection === connection.name,
  );
  const saved = () => {
    setEditing(false);
    setEdition(edition + 1);
  };
  const health = shownHealth(connection);
  return (
    <>
      <header className={styles.head}>
        <div className={styles.headWords}>
          <h2>
            <Foreign text={connection.name} />
          </h2>
          <p className={styles.line}>
            <span>
              <HealthDot health={health} /> {t(`connections.health.${health}`)}
            </span>
            <span>{say(source.name)}</span>
            <span>
              {connection.lastEventAt === null ? (
                t('connections.noEvent')
              ) : (
                <>
                  {t('connections.lastEvent')} <Moment at={connection.lastEventAt} />
                </>
              )}
            </span>
            {connection.demo && (
              <Badge size="sm" tt="none" fw={500} variant="light" color="gray">
                {t('connections.demo.badge')}
              </Badge>
            )}
          </p>
        </div>
        {!connection.demo && !editing && (
          <div className={styles.actions}>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconPencil size={14} />}
              onClick={() => setEditing(true)}
            >
              {t('connections.edit')}
            </Button>
            <ConfirmInline
              label={t('connections.remove.label')}
              icon={<IconTrash size={14} />}
              question={t(
                source.abilities.manageHooks
                  ? 'connections.remove.questionManaged'
                  : 'connections.remove.questionByHand',
              )}
              confirm={t('connections.remove.label')}
              cancel={t('connections.cancel')}
              onConfirm={remove}
            />
          </div>
        )}
      </header>
      {problem && <ProblemNote problem={problem} />}
      {hookLeft !== null && (
        <Note tone="warning">{t('connections.remove.hooksLeft', { hooks: hookLeft })}</Note>
      )}
      {connection.demo && <Note>{t('connections.demo.sentence')}</Note>}
      {editing && (
        <ConnectForm
          source={source}
          connection={connection}
          namesTaken={namesTaken}
          onSaved={saved}
          onCancel={() => setEditing(false)}
        />
      )}
      <LiveState connection={connection} />
      {ended && !editing && (
        <ProblemNote
          problem={ended}
          action={
            <Button size="compact-sm" variant="default" onClick={() => setEditing(true)}>
              {t('watching.renew')}
            </Button>
          }
        />
      )}
      {!hasPublicAddress && needsPublicAddress(connection, source) && (
        <Note
          action={
            onOpenSettings && (
              <Button size="compact-sm" variant="default" onClick={onOpenSettings}>
                {t('connections.private.settings')}
              </Button>
            )
          }
        >
          {t('connections.private.sentence')}
        </Note>
      )}
      {connection.way !== null && connection.way.code !== 'public-address-missing' && (
        <Note
          tone="warning"
          action={
            onOpenSettings && (
              <Button size="compact-sm" variant="default" onClick={onOpenSettings}>
                {t('connections.cutOff.settings')}
              </Button>
            )
          }
        >
          {t('connections.cutOff.sentence')} <Foreign text={sayProblem(t, connection.way)} />
        </Note>
      )}
      {plans ? (
        <Planned
          key={edition}
          source={source}
          connection={connection}
          onEdit={() => setEditing(true)}
          onRemoved={setHookLeft}
        />
      ) : (
        <>
          <Watched
            key={`watched ${edition}`}
            source={source}
            connection={connection}
            onEdit={() => setEditing(true)}
            onRemoved={setHookLeft}
          />
          {source.abilities.manageHooks && calls && (
            <>
              <Doctor source={source} connection={connection} tables={[]} />
              <ServiceHooks
                key={`hooks ${edition}`}
                source={source}
                connection={connection}
                tables={[]}
                onRemoved={setHookLeft}
              />
              <CallBudget source={connection.source} />
            </>
          )}
        </>
      )}
      {!connection.demo && (
        <SetUp
          key={connection.id}
          source={source}
          config={connection.config}
          connection={connection}
        />
      )}
      <Limits source={source} config={connection.config} />
    </>
  );
}
