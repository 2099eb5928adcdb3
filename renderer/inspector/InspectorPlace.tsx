// The place to see what arrived, byte for byte, and what was made of it.
import { Button, SegmentedControl } from '@mantine/core';
import { IconArrowLeft, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DeliveryState, type DeliverySummary, deliveryStates } from '#shared/delivery';
import type { Problem } from '#shared/result';
import { bridge } from '../bridge';
import { useCall } from '../state/use-call';
import { useWords } from '../ui/language';
import { Note, ProblemNote } from '../ui/ProblemNote';
import { Waiting } from '../ui/Waiting';
import { DeliveryList } from './DeliveryList';
import { DeliveryPane } from './DeliveryPane';
import styles from './inspector.module.css';
import { useDeliveries } from './use-deliveries';

interface InspectorPlaceProps {
  readonly onOpenEvent?: ((eventId: string) => void) | undefined;
}

export function InspectorPlace({ onOpenEvent }: InspectorPlaceProps) {
  const { t } = useTranslation();
  const [state, setState] = useState<DeliveryState | null>(null);
  const [open, setOpen] = useState<string | null>(null);
  const { deliveries, loadMore, refresh } = useDeliveries(state);
  const nameOf = useNames();
  const status = useCall('status.get', {}, ['status', 'deliveries']);
  const undecoded = status.answer.kind === 'ready' ? status.answer.value.queue.undecoded : 0;
  return (
    <main className={styles.place}>
      <div className={styles.panes} data-open={open !== null}>
        <section className={styles.list}>
          <header className={styles.head}>
            <h1>{t('inspector.title')}</h1>
            {undecoded > 0 && <ReplayAll undecoded={undecoded} />}
          </header>
          <div className={styles.filter}>
            <SegmentedControl
              size="xs"
              withItemsBorders={false}
              styles={{ label: { paddingInline: 4, fontWeight: 500 } }}
              aria-label={t('inspector.filter')}
              value={state ?? 'all'}
              data={[
                { value: 'all', label: t('inspector.all') },
                ...deliveryStates.map((one) => ({
                  value: one,
                  label: t(`inspector.state.${one}`),
                })),
              ]}
              onChange={(value) => {
                setOpen(null);
                setState(deliveryStates.find((one) => one === value) ?? null);
              }}
            />
          </div>
          {deliveries.problem && (
            <div className={styles.padded}>
              <ProblemNote
                problem={deliveries.problem}
                action={
                  <Button size="compact-sm" variant="default" onClick={refresh}>
                    {t('inspector.again')}
                  </Button>
                }
              />
            </div>
          )}
          {deliveries.kind === 'loading' && (
            <div className={styles.padded}>
              <Waiting lines={6} />
            </div>
          )}
          {deliveries.kind === 'ready' && deliveries.rows.length === 0 && (
            <div className={styles.empty}>
              <strong>{t(state ? 'inspector.empty.filtered' : 'inspector.empty.title')}</strong>
              {state === null && <p>{t('inspector.empty.sentence')}</p>}
            </div>
          )}
          {deliveries.rows.length > 0 && (
            <DeliveryList
              rows={deliveries.rows}
              current={open}
              nameOf={nameOf}
              onOpen={setOpen}
              onEnd={loadMore}
            />
          )}
        </section>
        <section className={styles.pane} aria-label={t('inspector.one')}>
          {open === null ? (
            deliveries.rows.length > 0 && <p className={styles.choose}>{t('inspector.choose')}</p>
          ) : (
            <>
              <Button
                className={styles.back ?? ''}
                size="compact-sm"
                variant="subtle"
                color="gray"
                leftSection={<IconArrowLeft size={14} />}
                onClick={() => setOpen(null)}
              >
                {t('inspector.back')}
              </Button>
              <DeliveryPane key={open} deliveryId={open} onOpenEvent={onOpenEvent} />
            </>
          )}
        </section>
      </div>
    </main>
  );
}

/** Connections by name; what is left of a removed one is known by its service. */
function useNames(): (delivery: DeliverySummary) => string {
  const say = useWords();
  const connections = useCall('connections.list', {}, ['connections']).answer;
  const sources = useCall('sources.list', {}).answer;
  return (delivery) => {
    const connection =
      connections.kind === 'ready' &&
      connections.value.find((one) => one.id === delivery.connectionId);
    if (connection) return connection.name;
    const source =
      sources.kind === 'ready' && sources.value.find((one) => one.id === delivery.source);
    return source ? say(source.name) : delivery.source;
  };
}

function ReplayAll({ undecoded }: { readonly undecoded: number }) {
  const { t } = useTranslation();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [queued, setQueued] = useState<number | null>(null);
  const replay = async () => {
    const outcome = await bridge.call('deliveries.replay', { target: { states: ['undecoded'] } });
    setProblem(outcome.ok ? null : outcome.error);
    setQueued(outcome.ok ? outcome.value.queued : null);
  };
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconRefresh size={14} />}
        onClick={() => void replay()}
      >
        {t('inspector.replayAll', { count: undecoded })}
      </Button>
      {problem && <ProblemNote problem={problem} />}
      {queued !== null && <Note>{t('inspector.replayed', { count: queued })}</Note>}
    </>
  );
}
