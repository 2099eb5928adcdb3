// One changed field on a row's second line: name, old → new.
import { IconArrowNarrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isHappening } from '#shared/definition';
import type { Action } from '#shared/event';
import type { ChangeView } from './change-view';
import { oneLine } from './plain-text';
import styles from './row-change.module.css';
import { Side } from './Side';
import { useFieldName } from './use-field-name';
import { Words } from './Words';
import { excerpt } from './word-diff';

interface RowChangeProps {
  readonly change: ChangeView;
  readonly action: Action;
  /** No room for the field's name beside both values. */
  readonly tight: boolean;
}

export function RowChange({ change, action, tight }: RowChangeProps) {
  const fieldName = useFieldName();
  return (
    <span
      className={styles.change}
      data-long={change.words ? true : undefined}
      data-tight={tight || undefined}
    >
      <bdi className={styles.field}>{fieldName(change.field)}</bdi>
      {!isHappening(change.field) && <Sides change={change} action={action} tight={tight} />}
    </span>
  );
}

function Sides({ change, action, tight }: RowChangeProps) {
  const { t } = useTranslation();
  if (action === 'created') return <Side side={change.after} lines="one" />;
  if (action === 'deleted') return <Side side={change.before} lines="one" past />;
  if (change.words) {
    const parts = excerpt(change.words, 14).map((part) => ({
      ...part,
      text: part.kind === 'same' ? part.text.replace(/\s+/gu, ' ') : oneLine(part.text, 80),
    }));
    return (
      <bdi className={styles.words}>
        <Words parts={parts} />
      </bdi>
    );
  }
  if (change.before.kind === 'unknown' && change.after.kind === 'unknown') {
    return <span className={styles.quiet}>{t('app.action.record.updated')}</span>;
  }
  return (
    <>
      <Side side={change.before} lines="one" past />
      <IconArrowNarrowRight
        size={14}
        className={styles.arrow}
        role="img"
        aria-label={t('feed.arrow')}
        aria-hidden={false}
      />
      <Side side={change.after} lines="one" />
      {change.delta !== null && !tight && <span className={styles.delta}>({change.delta})</span>}
    </>
  );
}
