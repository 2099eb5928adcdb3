// How much of the month's allowance of the tunnel's service is used, and whether it lasts.
import { Anchor, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MonthMeter, TunnelUsage } from '#shared/tunnel-usage';
import { ask } from '../../state/ask';
import { useLanguage } from '../../ui/language';
import styles from './meters.module.css';
import { sayAmount, sayDay } from './say-usage';

const usagePage = 'https://dashboard.ngrok.com/usage';

export function TunnelMeters({ usage }: { readonly usage: TunnelUsage }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <section className={styles.meters} aria-label={t('tunnel.usage.label')}>
      <ul>
        {usage.meters.map((meter) => (
          <Meter key={meter.id} meter={meter} until={usage.until} />
        ))}
      </ul>
      <p className={styles.about}>
        {t('tunnel.usage.about', { when: sayDay(usage.until, language) })}{' '}
        <Anchor
          component="button"
          type="button"
          inherit
          onClick={() => void ask('shell.openLink', { url: usagePage })}
        >
          {t('tunnel.usage.compare')}
        </Anchor>
      </p>
    </section>
  );
}

const colours = { enough: 'indigo', saving: 'orange', spent: 'red' } as const;

function Meter({ meter, until }: { readonly meter: MonthMeter; readonly until: number }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const say = (value: number) => sayAmount(meter.id, value, language);
  const { id, used, limit, forecast, state } = meter;
  const label = t(`tunnel.usage.of.${id}`);
  return (
    <li data-state={state}>
      <span className={styles.name}>{label}</span>
      <span className={styles.used}>
        {limit === null
          ? say(used)
          : t('tunnel.usage.used', { used: say(used), limit: say(limit) })}
      </span>
      {limit !== null && (
        <Progress
          className={styles.bar ?? ''}
          // Something used shows, however little.
          value={used === 0 ? 0 : Math.min(100, Math.max(0.5, (used / limit) * 100))}
          color={colours[state]}
          size="sm"
          aria-label={label}
        />
      )}
      <span className={styles.note}>
        {state !== 'enough' && <strong>{sayState(t, meter, language)} </strong>}
        {state === 'spent'
          ? t('tunnel.usage.anew', { when: sayDay(until, language) })
          : t(`tunnel.usage.${state === 'saving' ? 'forecastAlone' : 'forecast'}`, {
              forecast: say(forecast),
            })}
      </span>
    </li>
  );
}

function sayState(
  t: ReturnType<typeof useTranslation>['t'],
  { state, declared, runsOutAt }: MonthMeter,
  language: ReturnType<typeof useLanguage>,
): string {
  if (state === 'spent') return t(`tunnel.usage.${declared ? 'declared' : 'spent'}`);
  return runsOutAt === null ? '' : t('tunnel.usage.runsOut', { when: sayDay(runsOutAt, language) });
}
