// The tables of one base as a list to tick; each ticked table gets a hook of its own, and says what became of it.
import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionView } from '#shared/connection';
import type { Problem } from '#shared/result';
import type { SourceInfo } from '#shared/source-info';
import { bridge } from '../../bridge';
import { useCall } from '../../state/use-call';
import { Foreign } from '../../ui/Foreign';
import { useWords } from '../../ui/language';
import { ProblemNote } from '../../ui/ProblemNote';
import { Waiting } from '../../ui/Waiting';
import styles from '../connections.module.css';
import own from './table-set.module.css';

interface TableChoicesProps {
  readonly source: SourceInfo;
  readonly connection: ConnectionView;
  readonly baseId: string;
  /** Stays open while hooks are made, and after one was refused. */
  readonly onKeepOpen: (open: boolean) => void;
}

export function TableChoices({ source, connection, baseId, onKeepOpen }: TableChoicesProps) {
  const { t } = useTranslation();
  const say = useWords();
  const { answer, reload } = useCall('connections.tables', { id: connection.id, baseId });
  const [picked, setPicked] = useState<readonly string[]>([]);
  const [refused, setRefused] = useState<ReadonlyMap<string, Problem>>(new Map());
  const [busy, setBusy] = useState(false);

  // A table whose hook was refused is watched all the same; its card says what is wrong.
  const watched = new Set(connection.subscriptions.flatMap((one) => watchedIn(one.target, baseId)));
  const hasAll = watched.has(wholeBase);
  const wantsAll = picked.includes(wholeBase);
  const chosen = wantsAll
    ? [wholeBase].filter((one) => !watched.has(one))
    : picked.filter((tableId) => !watched.has(tableId));
  const pick = (tableId: string, on: boolean) =>
    setPicked((all) => (on ? [...all, tableId] : all.filter((one) => one !== tableId)));
  const watch = async () => {
    setBusy(true);
    onKeepOpen(true);
    const problems = new Map<string, Problem>();
    for (const tableId of chosen) {
      const outcome = await bridge.call('subscriptions.add', {
        connectionId: connection.id,
        draft: {
          manage: true,
          target: tableId === wholeBase ? { baseId } : { baseId, tableId },
        },
      });
      if (!outcome.ok) problems.set(tableId, outcome.error);
    }
    setRefused(problems);
    setPicked([...problems.keys()]);
    setBusy(false);
    onKeepOpen(problems.size > 0);
  };

  if (answer.kind === 'loading') return <Waiting lines={4} />;
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
  if (answer.value.length === 0) {
    return <p className={styles.muted}>{t('connections.pick.noTables')}</p>;
  }
  return (
    <>
      <fieldset className={own.tables} disabled={busy}>
        <legend className={styles.term}>{say(source.terms.table)}</legend>
        {source.abilities.wholeBase && (
          <div className={`${own.table} ${own.single}`}>
            <Checkbox
              label={t('connections.pick.wholeBase')}
              description={hasAll ? t('connections.pick.watched') : null}
              checked={hasAll || wantsAll}
              disabled={hasAll}
              onChange={(event) => pick(wholeBase, event.currentTarget.checked)}
            />
          </div>
        )}
        {answer.value.map((table) => (
          <div key={table.id} className={`${own.table} ${own.single}`}>
            <Checkbox
              label={<Foreign text={table.name} />}
              description={watched.has(table.id) ? t('connections.pick.watched') : null}
              checked={watched.has(table.id) || hasAll || wantsAll || picked.includes(table.id)}
              disabled={watched.has(table.id) || hasAll || wantsAll}
              onChange={(event) => pick(table.id, event.currentTarget.checked)}
            />
          </div>
        ))}
      </fieldset>
      {answer.value.map((table) => {
        const problem = watched.has(table.id) ? undefined : refused.get(table.id);
        return problem && <ProblemNote key={table.id} problem={problem} about={table.name} />;
      })}
      <div className={styles.actions}>
        <Button loading={busy} disabled={chosen.length === 0} onClick={() => void watch()}>
          {chosen.length === 0 || wantsAll
            ? t('connections.pick.watchNone')
            : t('connections.pick.watch', { count: chosen.length })}
        </Button>
        <span className={styles.muted}>{t(whatComes(source, connection))}</span>
      </div>
    </>
  );
}

/** What watching does at the service, or that nothing need be done there. */
function whatComes({ subscribes }: SourceInfo, { live }: ConnectionView) {
  if (subscribes) return 'connections.pick.subscribed';
  return live ? 'connections.pick.live' : 'connections.pick.made';
}

/** Stands for all tables; no service has an id like this. */
const wholeBase = ' ';

/** Tables of this base that a subscription watches. */
function watchedIn(target: Readonly<Record<string, unknown>>, baseId: string): readonly string[] {
  const base = target.baseId;
  if (base !== undefined && base !== baseId) return [];
  return [typeof target.tableId === 'string' ? target.tableId : wholeBase];
}
