// Tables to tick, kinds of change for each, and the cost of the choice before anything is made at the service.
import { Button, Checkbox, Chip, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionView, TableChoice } from '#shared/connection';
import type { Problem } from '#shared/result';
import type { SourceInfo } from '#shared/source-info';
import { type Watch, type WatchKind, watchKinds } from '#shared/watch';
import { bridge } from '../../bridge';
import { Foreign } from '../../ui/Foreign';
import { useWords } from '../../ui/language';
import { ProblemNote } from '../../ui/ProblemNote';
import styles from '../connections.module.css';
import { PlanCost } from './PlanCost';
import own from './table-set.module.css';
import { chosenKinds, withKinds, withTable } from './watch-choice';

interface WatchChooserProps {
  readonly source: SourceInfo;
  readonly connection: ConnectionView;
  readonly tables: readonly TableChoice[];
  readonly onDone: () => void;
}

export function WatchChooser({ source, connection, tables, onDone }: WatchChooserProps) {
  const { t } = useTranslation();
  const say = useWords();
  const [chosen, setChosen] = useState<readonly Watch[]>(connection.watch);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  const apply = async () => {
    setBusy(true);
    const outcome =
      chosen.length === 0
        ? await bridge.call('connections.unwatch', { id: connection.id })
        : await bridge.call('connections.watch', { id: connection.id, watch: [...chosen] });
    setBusy(false);
    if (outcome.ok) onDone();
    else setProblem(outcome.error);
  };

  if (tables.length === 0) return <p className={styles.muted}>{t('connections.pick.noTables')}</p>;
  return (
    <>
      <fieldset className={own.tables} disabled={busy}>
        <legend className={styles.term}>{say(source.terms.table)}</legend>
        {tables.map((table) => {
          const kinds = chosenKinds(chosen, table.id);
          return (
            <div key={table.id} className={own.table}>
              <Checkbox
                label={<Foreign text={table.name} />}
                checked={kinds.length > 0}
                onChange={(event) =>
                  setChosen(withTable(chosen, table.id, event.currentTarget.checked))
                }
              />
              {kinds.length > 0 && (
                <Chip.Group
                  multiple
                  value={[...kinds]}
                  onChange={(values) =>
                    setChosen(withKinds(chosen, table.id, watchKinds.filter(isAmong(values))))
                  }
                >
                  <Group
                    gap={6}
                    className={own.kinds ?? ''}
                    role="group"
                    aria-label={t('watching.kindsOf', { table: table.name })}
                  >
                    {watchKinds.map((kind) => (
                      <Chip key={kind} value={kind} size="xs" variant="outline">
                        {t(`watching.kind.${kind}`)}
                      </Chip>
                    ))}
                  </Group>
                </Chip.Group>
              )}
            </div>
          );
        })}
      </fieldset>
      {chosen.length > 0 && (
        <PlanCost connectionId={connection.id} watch={chosen} source={source} />
      )}
      {problem && <ProblemNote problem={problem} />}
      <div className={styles.actions}>
        <Button
          loading={busy}
          disabled={chosen.length === 0 && connection.watch.length === 0}
          onClick={() => void apply()}
        >
          {chosen.length === 0 && connection.watch.length > 0
            ? t('watching.stop')
            : chosen.length === 0
              ? t('connections.pick.watchNone')
              : t('watching.start', { count: chosen.length })}
        </Button>
      </div>
    </>
  );
}

const isAmong =
  (values: readonly string[]) =>
  (kind: WatchKind): boolean =>
    values.includes(kind);
