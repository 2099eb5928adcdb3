// Picks the tables to watch at a service that can list them; the hooks are made there, one table at a time.
import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BaseChoice, ConnectionView } from '#shared/connection';
import type { SourceInfo } from '#shared/source-info';
import { useCall } from '../../state/use-call';
import { useWords } from '../../ui/language';
import { ProblemNote } from '../../ui/ProblemNote';
import { Waiting } from '../../ui/Waiting';
import styles from '../connections.module.css';
import { BaseByAddress } from './BaseByAddress';
import { TableChoices } from './TableChoices';

interface TablePickerProps {
  readonly source: SourceInfo;
  readonly connection: ConnectionView;
  readonly onEdit: () => void;
  readonly onKeepOpen: (open: boolean) => void;
}

export function TablePicker({ source, connection, onEdit, onKeepOpen }: TablePickerProps) {
  const { t } = useTranslation();
  const say = useWords();
  const { answer, reload } = useCall('connections.bases', {
    source: connection.source,
    connectionId: connection.id,
    cursor: null,
  });
  const [picked, setPicked] = useState<string | null>(null);
  const [found, setFound] = useState<readonly BaseChoice[]>([]);

  if (answer.kind === 'loading') return <Waiting lines={3} />;
  if (answer.kind === 'failed') {
    return (
      <ProblemNote
        problem={answer.problem}
        action={
          <span className={styles.actions}>
            <Button size="compact-sm" variant="default" onClick={onEdit}>
              {t('connections.edit')}
            </Button>
            <Button size="compact-sm" variant="default" onClick={reload}>
              {t('connections.again')}
            </Button>
          </span>
        }
      />
    );
  }
  const { bases } = answer.value;
  const all = [...bases, ...found.filter(({ id }) => !bases.some((base) => base.id === id))];
  const first = all[0];
  const byAddress = source.baseByAddress && (
    <BaseByAddress
      connection={connection}
      isFirst={first === undefined}
      onFound={(base) => {
        setFound((before) => [...before.filter(({ id }) => id !== base.id), base]);
        setPicked(base.id);
      }}
    />
  );
  if (first === undefined) {
    return byAddress || <p className={styles.muted}>{t('connections.pick.noBases')}</p>;
  }
  const configured = all.find(
    (base) => base.id === connection.config[source.baseMember ?? 'baseId'],
  );
  const baseId = picked ?? (configured ?? first).id;
  return (
    <div className={styles.section}>
      <Select
        label={say(source.terms.base)}
        labelProps={{ className: styles.term }}
        data={all.map((base) => ({ value: base.id, label: base.name }))}
        value={baseId}
        onChange={setPicked}
        searchable={all.length > 8}
        allowDeselect={false}
        style={{ maxWidth: 460 }}
      />
      <TableChoices
        key={baseId}
        source={source}
        connection={connection}
        baseId={baseId}
        onKeepOpen={onKeepOpen}
      />
      {byAddress}
    </div>
  );
}
