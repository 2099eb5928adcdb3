// One field of a whole record: its name, what it held, and since when as far as anybody knows.
import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FieldThen, Held } from '#shared/record-then';
import { sayKnown } from '#shared/say-record';
import { viewHeld } from '../ui/change/change-view';
import { Side } from '../ui/change/Side';
import { useFieldName } from '../ui/change/use-field-name';
import { useLanguage } from '../ui/language';
import { Moment } from '../ui/Moment';
import { sayExactly, saySpan } from '../ui/say-moment';
import styles from './whole.module.css';

/** UTF-16 units of a long text that did not change just now: enough to know it by. */
const other = 100;

export function FieldLine({ field: one }: { readonly field: FieldThen }) {
  const { field, held, known, changed, doubt } = one;
  const { t } = useTranslation();
  const language = useLanguage();
  const fieldName = useFieldName();
  const say = (at: number) => sayExactly(at, language);
  const value = (one: Held | null) => (
    <Side
      side={viewHeld(field.type ?? 'other', one, language)}
      lines="many"
      {...(changed ? {} : { glance: other })}
    />
  );
  return (
    <tr data-changed={changed || undefined}>
      <th scope="row">
        <bdi>{fieldName(field)}</bdi>
      </th>
      <td>
        {value(held)}
        {known.kind === 'missed' && (
          <>
            <span className={styles.or}> {t('record.whole.or')} </span>
            {value(known.later)}
            <small>
              {t('record.whole.missed', {
                span: saySpan(known.from, known.to, Date.now(), language),
              })}
            </small>
          </>
        )}
      </td>
      <td className={styles.since} title={sayKnown(one, t, say)}>
        {changed ? (
          <span className={styles.now}>{t('record.whole.now')}</span>
        ) : known.kind === 'told' ? (
          <Moment at={known.at} />
        ) : known.kind === 'next' || known.kind === 'read' ? (
          t('record.whole.earlier')
        ) : (
          <>
            <span aria-hidden>–</span>
            <VisuallyHidden>{t('app.value.unknown')}</VisuallyHidden>
          </>
        )}
        {doubt && <small>{t('record.whole.doubtful')}</small>}
      </td>
    </tr>
  );
}
