// One delivery in the list: what became of it, whence, when, how large, and why it was not read.
import { useTranslation } from 'react-i18next';
import type { DeliverySummary } from '#shared/delivery';
import { sayProblem } from '#shared/text/text';
import { Foreign } from '../ui/Foreign';
import { useLanguage } from '../ui/language';
import { Moment } from '../ui/Moment';
import styles from './inspector.module.css';
import { StateGlyph } from './StateGlyph';
import { saySize } from './size';

interface DeliveryRowProps {
  readonly delivery: DeliverySummary;
  /** Name of the connection, or of the service when the connection is gone. */
  readonly from: string;
}

export function DeliveryRow({ delivery, from }: DeliveryRowProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <>
      <StateGlyph state={delivery.state} label={t(`inspector.state.${delivery.state}`)} />
      <span className={styles.from}>
        <Foreign text={from} />
        {(delivery.compared || delivery.channel !== 'push') && (
          <span className={styles.quiet}>
            {' '}
            {t(delivery.compared ? 'inspector.compared' : `inspector.channel.${delivery.channel}`)}
          </span>
        )}
      </span>
      <span className={styles.time}>
        <Moment at={delivery.receivedAt} />
      </span>
      <span className={styles.outcome}>
        {delivery.issue
          ? sayProblem(t, delivery.issue)
          : delivery.state === 'decoded'
            ? t('inspector.events', { count: delivery.events })
            : t(`inspector.state.${delivery.state}`)}
      </span>
      <span className={styles.size}>
        {delivery.repeats > 0 && (
          <span title={t('inspector.repeats', { count: delivery.repeats })}>
            ×{delivery.repeats + 1} ·{' '}
          </span>
        )}
        {saySize(delivery.size, language)}
      </span>
    </>
  );
}
