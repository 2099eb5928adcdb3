// How a connection is: what the last look at the service found, what was mended, and one button for what was not.
import { Badge, Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionView } from '#shared/connection';
import type { Finding } from '#shared/doctor';
import type { Problem, Result } from '#shared/result';
import type { SourceInfo } from '#shared/source-info';
import { sayProblem } from '#shared/text/text';
import { bridge } from '../bridge';
import { Foreign } from '../ui/Foreign';
import { ProblemNote } from '../ui/ProblemNote';
import styles from './connections.module.css';
import own from './doctor.module.css';
import { HealthFacts } from './HealthFacts';

interface DoctorProps {
  readonly source: SourceInfo;
  readonly connection: ConnectionView;
}

export function Doctor({ source, connection }: DoctorProps) {
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
      {problem && <ProblemNote problem={problem} />}
      {findings.length > 0 ? (
        <ul className={own.findings}>
          {findings.map((finding) => (
            <li key={finding.id} data-state={finding.state}>
              <FindingGlyph state={finding.state} />
              <FindingWords finding={finding} />
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
                  {t(`watching.finding.remedy.${finding.remedy}`)}
                </Button>
              )}
            </li>
          ))}
        </ul>
      ) : (
        state.lastCheckAt !== null && <p className={styles.muted}>{t('watching.health.allWell')}</p>
      )}
      <HealthFacts state={state} catchesUp={source.abilities.catchUp} />
    </section>
  );
}

function FindingGlyph({ state }: Pick<Finding, 'state'>) {
  if (state === 'mended') return <IconCircleCheck size={16} aria-hidden />;
  if (state === 'open') return <IconAlertTriangle size={16} aria-hidden />;
  return <IconInfoCircle size={16} aria-hidden />;
}

function FindingWords({ finding }: { readonly finding: Finding }) {
  const { t } = useTranslation();
  const { kind, hookIds, state, problem } = finding;
  return (
    <div className={own.words}>
      <span>
        {t(`watching.finding.${kind}`, { count: Math.max(1, hookIds.length) })}{' '}
        {state === 'mended' && (
          <Badge size="sm" tt="none" fw={500} variant="light" color="gray">
            {t('watching.finding.mended')}
          </Badge>
        )}
      </span>
      {problem && (
        <span className={styles.muted}>
          <Foreign text={sayProblem(t, problem)} />
        </span>
      )}
      {hookIds.length > 0 && (
        <code>
          <Foreign text={t('watching.finding.ids', { ids: hookIds.join(', ') })} />
        </code>
      )}
    </div>
  );
}
