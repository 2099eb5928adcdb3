// The changed fields of one event on one line: as many as there is room for, then how many more.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { toldOf, withTypeNames } from '#shared/definition';
import type { ChangeEvent } from '#shared/event';
import { keyed } from '../keyed';
import { useLanguage } from '../language';
import { viewChange } from './change-view';
import { fitChanges, mostShown } from './fit-changes';
import { RowChange } from './RowChange';
import styles from './row-change.module.css';
import { useFieldName } from './use-field-name';

interface RowChangesProps {
  readonly row: ChangeEvent;
  /** Pixels. */
  readonly room: number;
}

export function RowChanges({ row, room }: RowChangesProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const fieldName = useFieldName();
  const told = useMemo(() => toldOf(row), [row]);
  const changes = useMemo(
    () =>
      told
        .slice(0, mostShown)
        .map((one) => viewChange(withTypeNames(one, t), row.action, language)),
    [told, row, language, t],
  );
  if (changes.length === 0) {
    const silent = row.subject === 'record' && row.action === 'updated';
    const words = silent ? 'feed.notSaid' : `app.action.${row.subject}.${row.action}`;
    return <span className={styles.quiet}>{t(words, { context: row.source })}</span>;
  }
  const names = changes.map(({ field }) => fieldName(field));
  const fit = fitChanges(names, changes, room);
  const shown = changes.slice(0, fit.count);
  const more = told.length - shown.length;
  return (
    <>
      <span className={styles.list}>
        {keyed(shown).map(({ key, item }) => (
          <RowChange key={key} change={item} action={row.action} tight={fit.tight} />
        ))}
      </span>
      {more > 0 && (
        <span
          className={styles.more}
          role="img"
          aria-label={t('feed.moreFieldsLong', { count: more })}
        >
          {t('feed.moreFields', { count: more })}
        </span>
      )}
    </>
  );
}
