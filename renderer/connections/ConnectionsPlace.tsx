// The place for connections: the list, and beside it one connection, a new one, or the services to choose from.
import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourceId } from '#shared/event';
import { useDesk } from '../state/desk';
import { useCall } from '../state/use-call';
import { Note, ProblemNote } from '../ui/ProblemNote';
import { Waiting } from '../ui/Waiting';
import { ConnectionDetail } from './ConnectionDetail';
import { ConnectionList } from './ConnectionList';
import { NewConnection } from './connect/NewConnection';
import styles from './connections.module.css';
import { SourceCards } from './sources/SourceCards';

interface ConnectionsPlaceProps {
  /** Opens with the form of this service. */
  readonly connecting?: SourceId | undefined;
  readonly onOpenSettings?: (() => void) | undefined;
}

type Open =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'choose' }
  | { readonly kind: 'connect'; readonly source: SourceId }
  | { readonly kind: 'connection'; readonly id: string };

export function ConnectionsPlace({ connecting, onOpenSettings }: ConnectionsPlaceProps) {
  const { t } = useTranslation();
  const connections = useCall('connections.list', {}, ['connections', 'deliveries', 'feed']);
  const sources = useCall('sources.list', {});
  const { settings } = useDesk();
  const [open, setOpen] = useState<Open>({ kind: 'nothing' });
  const [hooksLeft, setHooksLeft] = useState<readonly string[]>([]);

  useEffect(() => {
    if (connecting !== undefined) setOpen({ kind: 'connect', source: connecting });
  }, [connecting]);

  if (connections.answer.kind === 'failed')
    return <Refused problem={connections.answer.problem} again={connections.reload} />;
  if (sources.answer.kind === 'failed')
    return <Refused problem={sources.answer.problem} again={sources.reload} />;
  if (connections.answer.kind === 'loading' || sources.answer.kind === 'loading') {
    return (
      <div className={styles.column}>
        <Waiting lines={5} />
      </div>
    );
  }
  const list = connections.answer.value;
  const infos = sources.answer.value;
  const first = list[0];
  // With room for both panes something is always open; without, an untouched place shows the list.
  const shown: Open =
    open.kind !== 'nothing'
      ? open
      : first
        ? { kind: 'connection', id: first.id }
        : { kind: 'choose' };
  const current =
    shown.kind === 'connection' ? list.find((connection) => connection.id === shown.id) : undefined;
  const source = infos.find(
    (info) => info.id === (shown.kind === 'connect' ? shown.source : current?.source),
  );
  const namesTaken = list.map((connection) => connection.name);
  const show = (next: Open) => {
    setHooksLeft([]);
    setOpen(next);
  };
  return (
    <main className={styles.place}>
      <div
        className={styles.panes}
        data-picked={open.kind !== 'nothing'}
        data-alone={list.length === 0}
      >
        {list.length > 0 && (
          <ConnectionList
            connections={list}
            sources={infos}
            current={current?.id ?? null}
            onOpen={(id) => show({ kind: 'connection', id })}
            onAdd={() => show({ kind: 'choose' })}
          />
        )}
        <section className={styles.detail}>
          <div className={styles.column} data-wide={shown.kind === 'choose'}>
            {list.length > 0 && (
              <Button
                className={styles.back ?? ''}
                size="compact-sm"
                variant="subtle"
                color="gray"
                leftSection={<IconArrowLeft size={14} />}
                onClick={() => show({ kind: 'nothing' })}
              >
                {t('connections.back')}
              </Button>
            )}
            {hooksLeft.length > 0 && (
              <Note tone="warning">
                {t('connections.remove.hooksLeft', { hooks: hooksLeft.join(', ') })}
              </Note>
            )}
            {shown.kind === 'choose' && (
              <>
                <header className={styles.headWords}>
                  <h2>{t('connections.choose.title')}</h2>
                  <p>{t('connections.choose.sentence')}</p>
                </header>
                <SourceCards onChoose={(id) => show({ kind: 'connect', source: id })} />
              </>
            )}
            {shown.kind === 'connect' && source && (
              <NewConnection
                key={source.id}
                source={source}
                namesTaken={namesTaken}
                onSaved={(connection) => {
                  connections.reload();
                  show({ kind: 'connection', id: connection.id });
                }}
                onCancel={() => show(list.length > 0 ? { kind: 'nothing' } : { kind: 'choose' })}
              />
            )}
            {current && source && (
              <ConnectionDetail
                key={current.id}
                source={source}
                connection={current}
                hasPublicAddress={settings.publicAddress !== null}
                namesTaken={namesTaken}
                onOpenSettings={onOpenSettings}
                onRemoved={(left) => {
                  connections.reload();
                  setOpen({ kind: 'nothing' });
                  setHooksLeft(left);
                }}
              />
            )}
          </div>
        </section>
      </div>
    </main>
  );
}

function Refused({
  problem,
  again,
}: {
  readonly problem: Parameters<typeof ProblemNote>[0]['problem'];
  readonly again: () => void;
}) {
  const { t } = useTranslation();
  return (
    <div className={styles.column}>
      <ProblemNote
        problem={problem}
        action={
          <Button size="compact-sm" variant="default" onClick={again}>
            {t('connections.again')}
          </Button>
        }
      />
    </div>
  );
}
