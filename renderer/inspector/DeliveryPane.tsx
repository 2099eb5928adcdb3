// One delivery whole: the verdict in words, its headers and body as they arrived, and the events it became.
import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeliveryDetail } from '#shared/delivery';
import type { Problem } from '#shared/result';
import { sayProblem } from '#shared/text/text';
import { bridge } from '../bridge';
import { useCall } from '../state/use-call';
import { CopyButton } from '../ui/CopyButton';
import { Foreign } from '../ui/Foreign';
import { useLanguage } from '../ui/language';
import { ProblemNote } from '../ui/ProblemNote';
import { sayExactly } from '../ui/say-moment';
import { Waiting } from '../ui/Waiting';
import { BodyView } from './BodyView';
import { EventsMade } from './EventsMade';
import styles from './pane.module.css';
import { StateGlyph } from './StateGlyph';
import { saySize } from './size';

interface DeliveryPaneProps {
  readonly deliveryId: string;
  readonly onOpenEvent?: ((eventId: string) => void) | undefined;
}

export function DeliveryPane({ deliveryId, onOpenEvent }: DeliveryPaneProps) {
  const { answer } = useCall('deliveries.get', { id: deliveryId }, ['deliveries']);
  if (answer.kind === 'loading') {
    return (
      <div className={styles.pane}>
        <Waiting lines={6} />
      </div>
    );
  }
  if (answer.kind === 'failed') {
    return (
      <div className={styles.pane}>
        <ProblemNote problem={answer.problem} />
      </div>
    );
  }
  const delivery = answer.value;
  return (
    <div className={styles.pane}>
      <Verdict delivery={delivery} />
      <Actions delivery={delivery} />
      <EventsMade eventIds={delivery.eventIds} onOpenEvent={onOpenEvent} />
      <BodyView body={delivery.body} isText={delivery.bodyIsText} />
      <HeaderTable headers={delivery.headers} />
    </div>
  );
}

function Verdict({ delivery }: { readonly delivery: DeliveryDetail }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <header className={styles.verdict} data-state={delivery.state}>
      <h2>
        <StateGlyph state={delivery.state} />
        {t(`inspector.verdict.${delivery.state}`)}
      </h2>
      <p className={styles.why}>
        {delivery.issue ? (
          <Foreign text={sayProblem(t, delivery.issue)} />
        ) : delivery.state === 'decoded' && delivery.events === 0 ? (
          t('inspector.why.nothing')
        ) : delivery.state === 'decoded' && delivery.events > delivery.eventIds.length ? (
          t('inspector.why.prompted')
        ) : (
          t(
            delivery.compared && delivery.state === 'decoded'
              ? 'inspector.why.compared'
              : `inspector.why.${delivery.state}`,
          )
        )}
      </p>
      <p className={styles.facts}>
        <span>{sayExactly(delivery.receivedAt, language)}</span>
        <span>
          {t(delivery.compared ? 'inspector.compared' : `inspector.channel.${delivery.channel}`)}
        </span>
        <span>{saySize(delivery.size, language)}</span>
        {delivery.repeats > 0 && <span>{t('inspector.repeats', { count: delivery.repeats })}</span>}
      </p>
    </header>
  );
}

function Actions({ delivery }: { readonly delivery: DeliveryDetail }) {
  const { t } = useTranslation();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const replay = async () => {
    setBusy(true);
    const outcome = await bridge.call('deliveries.replay', { target: { id: delivery.id } });
    setBusy(false);
    setProblem(outcome.ok ? null : outcome.error);
  };
  return (
    <>
      <div className={styles.actions}>
        <Button
          size="compact-sm"
          variant="default"
          loading={busy}
          leftSection={<IconRefresh size={14} />}
          onClick={() => void replay()}
          title={t('inspector.replayHelp')}
        >
          {t('inspector.replay')}
        </Button>
        <CopyButton
          text={delivery.body}
          label={t('inspector.copyBody')}
          done={t('inspector.copied')}
        />
        <CopyButton
          text={delivery.curl}
          label={t('inspector.copyCurl')}
          done={t('inspector.copied')}
        />
      </div>
      {problem && <ProblemNote problem={problem} />}
    </>
  );
}

function HeaderTable({ headers }: { readonly headers: DeliveryDetail['headers'] }) {
  const { t } = useTranslation();
  return (
    <section className={styles.section}>
      <h3>{t('inspector.headers')}</h3>
      <table className={styles.headers}>
        <tbody>
          {Object.entries(headers).map(([name, value]) => (
            <tr key={name}>
              <th scope="row">
                <Foreign text={name} />
              </th>
              <td>
                <Foreign text={value} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
