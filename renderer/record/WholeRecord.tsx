// The whole record as it was at a moment: every field that is known, since when, and what is not known.
import { useTranslation } from 'react-i18next';
import type { FeedRow } from '#shared/feed';
import type { FieldThen, RecordThen } from '#shared/record-then';
import { useActor } from '../ui/change/use-actor';
import { useFieldName } from '../ui/change/use-field-name';
import { useLanguage } from '../ui/language';
import { sayExactly } from '../ui/say-moment';
import { FieldLine } from './FieldLine';
import styles from './whole.module.css';
import { foldEmpty, notesOf } from './whole-notes';

/** Fields drawn; the command line writes all of them. */
const mostFields = 500;

interface WholeRecordProps {
  /** The change that is open. */
  readonly row: FeedRow;
  readonly record: RecordThen;
}

export function WholeRecord({ row, record }: WholeRecordProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const say = (at: number) => sayExactly(at, language);
  const { shown, empty } = foldEmpty(record.fields.slice(0, mostFields));
  return (
    <section aria-label={t('record.viewWhole')}>
      <Heading row={row} record={record} say={say} />
      {record.state !== 'not-yet' && record.fields.length === 0 && (
        <p className={styles.note}>{t('record.whole.nothing')}</p>
      )}
      {record.fields.length > 0 && (
        <>
          <table className={styles.fields} aria-label={t('record.whole.fields')}>
            <thead>
              <tr>
                <th scope="col">{t('record.field')}</th>
                <th scope="col">{t('record.value')}</th>
                <th scope="col">{t('record.whole.since')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((field) => (
                <FieldLine key={field.field.id} field={field} />
              ))}
              {empty.length > 0 && <EmptyLine fields={empty} />}
            </tbody>
          </table>
          {notesOf(record).map(({ note, at }) => (
            <p key={note} className={styles.note}>
              {t(`record.whole.${note}`, at === null ? {} : { when: say(at) })}
            </p>
          ))}
        </>
      )}
    </section>
  );
}

interface HeadingProps extends WholeRecordProps {
  readonly say: (at: number) => string;
}

function Heading({ row, record, say }: HeadingProps) {
  const { t } = useTranslation();
  const who = useActor(row.actor);
  const by = who === '' ? '' : 'By';
  const { state, eventId, at } = record;
  const key =
    state === 'not-yet'
      ? 'notYet'
      : state === 'deleted'
        ? (`deleted${by}` as const)
        : eventId === null
          ? 'before'
          : (`after${by}` as const);
  return (
    <p className={styles.heading}>
      <bdi>{t(`record.whole.${key}`, { when: say(at), who })}</bdi>
    </p>
  );
}

/** What held nothing is named and no more. */
function EmptyLine({ fields }: { readonly fields: readonly FieldThen[] }) {
  const { t } = useTranslation();
  const fieldName = useFieldName();
  const language = useLanguage();
  const list = new Intl.ListFormat(language, { type: 'conjunction', style: 'narrow' });
  return (
    <tr>
      <th scope="row">{t('record.whole.empty')}</th>
      <td colSpan={2} className={styles.quiet}>
        <bdi>{list.format(fields.map(({ field }) => fieldName(field)))}</bdi>
      </td>
    </tr>
  );
}
