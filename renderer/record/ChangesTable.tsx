// Every changed field: before beside after, word by word for text.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { isHappening, toldOf, withTypeNames } from '#shared/definition';
import type { FeedRow } from '#shared/feed';
import { type ChangeView, viewChange } from '../ui/change/change-view';
import { Side } from '../ui/change/Side';
import { useFieldName } from '../ui/change/use-field-name';
import { Words } from '../ui/change/Words';
import { excerpt } from '../ui/change/word-diff';
import { keyed } from '../ui/keyed';
import { useLanguage } from '../ui/language';
import styles from './record.module.css';

/** Fields drawn; a record with more is shown in its raw delivery. */
const mostFields = 500;

/** UTF-16 units: a longer text is cut to its changes, with this much around each. */
const longText = 1200;
const around = 160;

export function ChangesTable({ row }: { readonly row: FeedRow }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const changes = useMemo(
    () =>
      toldOf(row)
        .slice(0, mostFields)
        .map((one) => viewChange(withTypeNames(one, t), row.action, language)),
    [row, language, t],
  );
  const note = row.count > 1 ? t('record.count', { count: row.count }) : null;
  if (changes.length === 0) {
    return <p className={styles.note}>{note ?? t(`record.noChanges.${row.action}`)}</p>;
  }
  return (
    <>
      {note && <p className={styles.note}>{note}</p>}
      <table className={styles.changes} aria-label={t('record.changes')} data-action={row.action}>
        <thead>
          <tr>
            <th scope="col">{t('record.field')}</th>
            {row.action === 'updated' ? (
              <>
                <th scope="col">{t('record.before')}</th>
                <th scope="col">{t('record.after')}</th>
              </>
            ) : (
              <th scope="col">
                {t(row.action === 'created' ? 'record.value' : 'record.lastValue')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {keyed(changes).map(({ key, item: change }) => (
            <ChangeLine key={key} change={change} action={row.action} />
          ))}
        </tbody>
      </table>
    </>
  );
}

interface ChangeLineProps {
  readonly change: ChangeView;
  readonly action: FeedRow['action'];
}

function ChangeLine({ change, action }: ChangeLineProps) {
  const fieldName = useFieldName();
  const name = (
    <th scope="row">
      <bdi>{fieldName(change.field)}</bdi>
    </th>
  );
  if (isHappening(change.field)) return <tr>{name}</tr>;
  if (action !== 'updated') {
    const only = action === 'created' ? change.after : change.before;
    return (
      <tr>
        {name}
        <td>
          <Side side={only} lines="many" />
        </td>
      </tr>
    );
  }
  return (
    <tr>
      {name}
      <td>
        {change.words ? (
          <Half change={change} without="added" />
        ) : (
          <Side side={change.before} lines="many" past />
        )}
      </td>
      <td>
        {change.words ? (
          <Half change={change} without="removed" />
        ) : (
          <Side side={change.after} lines="many" />
        )}
        {change.delta !== null && <span className={styles.delta}> ({change.delta})</span>}
      </td>
    </tr>
  );
}

/** One side of a text: the words that both have, and those that only it has. */
function Half({
  change,
  without,
}: {
  readonly change: ChangeView;
  readonly without: 'added' | 'removed';
}) {
  const parts = (change.words ?? []).filter((part) => part.kind !== without);
  const length = parts.reduce((sum, part) => sum + part.text.length, 0);
  return (
    <bdi className={styles.text}>
      <Words parts={length > longText ? excerpt(parts, around) : parts} />
    </bdi>
  );
}
