// How many calls a service still allows today, where it counts them.
import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BudgetMeter } from '#shared/budget';
import type { SourceId } from '#shared/event';
import { useCall } from '../../state/use-call';
import { useLanguage, useWords } from '../../ui/language';
import { sayMoment } from '../../ui/say-moment';
import styles from '../connections.module.css';
import own from './budget.module.css';

/** @param props.source the service whose meters are shown; nothing where it counts no calls */
export function CallBudget({ source }: { readonly source: SourceId }) {
  const { t } = useTranslation();
  const { answer } = useCall('budget.get', {}, ['connections']);
  const meters =
    answer.kind === 'ready' ? answer.value.filter((meter) => meter.source === source) : [];
  if (meters.length === 0) return null;
  return (
    <section className={styles.section}>
      <h3>{t('watching.budget.title')}</h3>
      <ul className={own.meters}>
        {meters.map((meter) => (
          <Meter key={meter.id} meter={meter} />
        ))}
      </ul>
    </section>
  );
}

const colours = { enough: 'indigo', saving: 'orange', spent: 'red' } as const;

function Meter({ meter }: { readonly meter: BudgetMeter }) {
  const { t } = useTranslation();
  const say = useWords();
  const language = useLanguage();
  const number = (value: number) => new Intl.NumberFormat(language).format(value);
  const { used, limit, forecast, state, freeAt } = meter;
  return (
    <li data-state={state}>
      <span>{say(meter.label)}</span>
      <span className={own.used}>
        {forecast >= 1 && state === 'enough' && (
          <span className={own.pace}>
            {t('watching.budget.forecast', { forecast: number(Math.round(forecast)) })}
          </span>
        )}
        {t('watching.budget.used', { used: number(used), limit: number(limit) })}
      </span>
      <Progress
        className={own.bar ?? ''}
        value={Math.min(100, (used / limit) * 100)}
        color={colours[state]}
        size="sm"
        aria-label={say(meter.label)}
      />
      {state !== 'enough' && (
        <span className={own.note}>
          <strong>
            {t(`watching.budget.state.${state === 'spent' && used < limit ? 'refused' : state}`)}
          </strong>{' '}
          {freeAt === null
            ? t('watching.budget.forecast', { forecast: number(Math.round(forecast)) })
            : t('watching.budget.freeAt', { when: sayMoment(freeAt, Date.now(), language) })}
        </span>
      )}
    </li>
  );
}
