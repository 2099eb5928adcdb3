// How a connection is: what the last look at the service found, what was mended, and one button for what was not.
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionView, TableChoice } from '#shared/connection';
import type { Finding } from '#shared/doctor';
import type { Problem, Result } from '#shared/result';
import type { SourceInfo } from '#shared/source-info';
import { sayProblem } from '#shared/text/text';
import { bridge } from '../../bridge';
import { Foreign } from '../../ui/Foreign';
import { useWords } from '../../ui/language';
import { ProblemNote } from '../../ui/ProblemNote';
import styles from '../connections.module.css';
import { describeTarget } from '../watch/describe-target';
import own from './doctor.module.css';
import { HealthFacts } from './HealthFacts';

interface DoctorProps {
  readonly source: SourceInfo;
  readonly connection: ConnectionView;
  /** Names of tables, as far as they are known. */
  readonly tables: readonly TableChoice[];
}

export function Doctor({ source, connection, tables }: DoctorProps) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const act = async (name: string, work: () => Promise<Result<unknown>>) => {
    setBusy(name);
    setProblem(null);
    const outcome = await work();
    setBusy(null);
    if (!outcome.ok) setProblem(outcome.error);
  };
  const { id, findings, state } = connection;
  const shown = problem ?? state.compareProblem;
  const say = useWords();
  const known = [
    ...tables,
    ...findings.flatMap(({ tableId, tableName }) =>
      tableId !== null && tableName !== null ? [{ id: tableId, name: tableName }] : [],
    ),
  ];
  /** Which table, and what its hook is for; nothing where it is about a base as a whole. */
  const about = ({ subscriptionId, tableId }: Finding): readonly string[] => {
    const target = connection.subscriptions.find((one) => one.id === subscriptionId)?.target;
    const parts = target ? describeTarget(source, target, known, say) : [];
    const table = known.find((one) => one.id === tableId)?.name ?? tableId;
    const purpose = parts.flatMap(({ label, foreign, text }) => (label || foreign ? [] : [text]));
    return [...(table === null ? [] : [table]), ...purpose];
  };
  return (
    <section className={styles.section}>
      <div className={styles.sectionHead}>
        <h3>{t('watching.health.title')}</h3>
        <span className={styles.actions}>
          {source.abilities.catchUp && (
            <Button
              size="compact-sm"
              variant="subtle"
              loading={busy === 'catchUp'}
              onClick={() => void act('catchUp', () => bridge.call('connections.catchUp', { id }))}
            >
              {t('watching.health.catchUpNow')}
            </Button>
          )}
          <Button
            size="compact-sm"
            variant="subtle"
            loading={busy === 'check'}
            onClick={() => void act('check', () => bridge.call('connections.check', { id }))}
          >
            {t('watching.health.checkNow')}
          </Button>
        </span>
      </div>
      {shown && <ProblemNote problem={shown} />}
      <div className={own.outcome} aria-live="polite">
        {findings.length > 0 ? (
          <ul className={own.findings}>
            {findings.map((finding, place) => (
              <li key={finding.id} data-state={finding.state}>
                <FindingGlyph state={finding.state} />
                <FindingWords
                  finding={finding}
                  about={about(finding)}
                  said={findings[place - 1]?.problem ?? null}
                  subscribes={source.subscribes ?? false}
                />
                {finding.state === 'open' && finding.remedy && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    loading={busy === finding.id}
                    onClick={() =>
                      void act(finding.id, () =>
                        bridge.call('connections.repair', { id, findingId: finding.id }),
                      )
                    }
                  >
                    {isAgain(finding.kind)
                      ? t('connections.again')
                      : t(`watching.finding.remedy.${finding.remedy}`)}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        ) : (
          state.lastCheckAt !== null &&
          connection.health !== 'attention' && (
            <p className={styles.muted}>
              {t(source.subscribes ? 'watching.health.allSubscribed' : 'watching.health.allWell')}
            </p>
          )
        )}
      </div>
      <HealthFacts
        state={state}
        catchesUp={source.abilities.catchUp !== false}
        subscribes={source.subscribes ?? false}
        hasHooks={connection.live === null || connection.subscriptions.some((one) => one.hookId)}
        // A look at the service reads them again.
        onReadNames={() => void act('check', () => bridge.call('connections.check', { id }))}
      />
    </section>
  );
}

/** The button does what was tried and failed. */
const isAgain = (kind: Finding['kind']) => kind === 'not-removed';

/** What was done about it; the other kinds are never mended without a person. */
function mendedKind(kind: Finding['kind']) {
  if (kind === 'foreign' || kind === 'over-limit' || kind === 'not-removed' || kind === 'elsewhere')
    return 'missing';
  return kind;
}

function FindingGlyph({ state }: Pick<Finding, 'state'>) {
  if (state === 'mended') return <IconCircleCheck size={16} aria-hidden />;
  if (state === 'open') return <IconAlertTriangle size={16} aria-hidden />;
  return <IconInfoCircle size={16} aria-hidden />;
}

function FindingWords(props: {
  readonly finding: Finding;
  readonly about: readonly string[];
  /** The problem above, which is not said twice. */
  readonly said: Problem | null;
  /** Hooks of the service are subscriptions. */
  readonly subscribes: boolean;
}) {
  const { finding, about, said, subscribes } = props;
  const { t } = useTranslation();
  const { kind, hookIds, state, problem } = finding;
  /** Other faults than these two no subscription has. */
  const subscriptionKind = (of: typeof kind) =>
    of === 'missing' || of === 'not-removed' ? (`${of}-subscription` as const) : of;
  return (
    <div className={own.words}>
      <span>
        {state === 'mended'
          ? t(`watching.finding.mended.${subscribes ? 'subscription' : mendedKind(kind)}`)
          : t(`watching.finding.${subscribes ? subscriptionKind(kind) : kind}`, {
              count: Math.max(1, hookIds.length),
            })}
      </span>
      {about.length > 0 && (
        <span className={styles.muted}>
          <Foreign text={about.join(' · ')} />
        </span>
      )}
      {problem && !(said && sayProblem(t, said) === sayProblem(t, problem)) && (
        <span className={styles.muted}>
          <Foreign text={sayProblem(t, problem)} />
        </span>
      )}
      {hookIds.length > 0 && !problem && (
        <code>
          <Foreign text={t('watching.finding.ids', { ids: hookIds.join(', ') })} />
        </code>
      )}
    </div>
  );
}
