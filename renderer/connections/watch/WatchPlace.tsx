// What a connection with planned hooks watches: shown as it is, or chosen anew with what it would cost.
import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionView, TableChoice } from '#shared/connection';
import type { SourceInfo } from '#shared/source-info';
import type { Answer } from '../../state/use-call';
import boxed from '../../ui/boxed-list.module.css';
import { Foreign } from '../../ui/Foreign';
import { useWords } from '../../ui/language';
import { ProblemNote } from '../../ui/ProblemNote';
import { QuietButton } from '../../ui/QuietButton';
import { Waiting } from '../../ui/Waiting';
import styles from '../connections.module.css';
import { WatchChooser } from './WatchChooser';

interface WatchPlaceProps {
  readonly source: SourceInfo;
  readonly connection: ConnectionView;
  readonly tables: { readonly answer: Answer<readonly TableChoice[]>; readonly reload: () => void };
  readonly onEdit: () => void;
}

export function WatchPlace({ source, connection, tables, onEdit }: WatchPlaceProps) {
  const { t } = useTranslation();
  const say = useWords();
  const [choosing, setChoosing] = useState(false);
  const open = choosing || connection.watch.length === 0;
  const { answer } = tables;
  const names = new Map(
    answer.kind === 'ready' ? answer.value.map((table) => [table.id, table.name]) : [],
  );
  return (
    <section className={styles.section}>
      <div className={styles.sectionHead}>
        <h3>
          {open
            ? t('watching.choose', { table: say(source.terms.table) })
            : t('connections.watched')}
        </h3>
        {!open && (
          <Button
            size="compact-sm"
            variant="subtle"
            fw={500}
            leftSection={<IconPencil size={14} />}
            onClick={() => setChoosing(true)}
          >
            {t('watching.change')}
          </Button>
        )}
        {choosing && connection.watch.length > 0 && (
          <QuietButton onClick={() => setChoosing(false)}>{t('connections.cancel')}</QuietButton>
        )}
      </div>
      {!open && (
        <ul className={boxed.list}>
          {connection.watch.map((one) => (
            <li key={one.tableId}>
              <strong className={styles.term}>
                <Foreign
                  text={names.get(one.tableId) ?? `${say(source.terms.table)} ${one.tableId}`}
                />
              </strong>
              <span className={styles.muted}>
                {one.kinds.map((kind) => t(`watching.kind.${kind}`)).join(t('watching.and'))}
              </span>
            </li>
          ))}
        </ul>
      )}
      {open && answer.kind === 'loading' && <Waiting lines={4} />}
      {open && answer.kind === 'failed' && (
        <ProblemNote
          problem={answer.problem}
          action={
            <span className={styles.actions}>
              <Button size="compact-sm" variant="default" onClick={onEdit}>
                {t('connections.edit')}
              </Button>
              <Button size="compact-sm" variant="default" onClick={tables.reload}>
                {t('connections.again')}
              </Button>
            </span>
          }
        />
      )}
      {open && answer.kind === 'ready' && (
        <WatchChooser
          source={source}
          connection={connection}
          tables={answer.value}
          onDone={() => setChoosing(false)}
        />
      )}
    </section>
  );
}
