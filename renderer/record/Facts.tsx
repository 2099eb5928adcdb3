// Who, when and how: what is known about a change beside its values.
import { useTranslation } from 'react-i18next';
import type { FeedRow } from '#shared/feed';
import { useActor } from '../ui/change/use-actor';
import { useLanguage } from '../ui/language';
import { sayExactly } from '../ui/say-moment';
import styles from './record.module.css';

export function Facts({ row }: { readonly row: FeedRow }) {
  const { t } = useTranslation();
  const source = t(`frame.source.${row.source}`);
  const actor = useActor(row.actor);
  const kind = row.actor.kind === 'api' || row.actor.kind === 'automation' ? row.actor.kind : null;
  const certainty = row.certainty === 'stated' ? null : t(`record.said.${row.certainty}`);
  return (
    <section className={styles.part} aria-label={t('record.facts')}>
      <dl className={styles.facts}>
        <dt>{t('record.who')}</dt>
        <dd>
          {actor === '' ? (
            <span className={styles.quiet}>{t('record.whoUnknown')}</span>
          ) : (
            <bdi>{actor}</bdi>
          )}
          {kind !== null && row.actor.name && <small>{t(`feed.actor.${kind}`)}</small>}
        </dd>
        <dt>{t('record.when')}</dt>
        <dd>
          {row.occurredAt === null ? (
            <span className={styles.quiet}>{t('record.notSaidWhen', { source })}</span>
          ) : (
            <>
              <Time at={row.occurredAt} />
              <small>{t('record.clockService', { source })}</small>
            </>
          )}
        </dd>
        <dt>{t('record.arrived')}</dt>
        <dd>
          <Time at={row.receivedAt} />
          <small>{t('record.clockOurs')}</small>
        </dd>
        <dt>{t('record.how')}</dt>
        <dd>{t(`record.origin.${row.origin}`, { source })}</dd>
        <dt>{t('record.certainty')}</dt>
        <dd>
          {certainty ?? t('record.said.stated')}
          {certainty !== null && <small>{t(`feed.mark.${row.certainty}`)}</small>}
        </dd>
      </dl>
    </section>
  );
}

function Time({ at }: { readonly at: number }) {
  const language = useLanguage();
  const date = new Date(at);
  // A service's clock can say anything; beyond what `Date` holds it is shown as the number it is.
  if (Number.isNaN(date.getTime())) return <span>{String(at)}</span>;
  return <time dateTime={date.toISOString()}>{sayExactly(at, language)}</time>;
}
