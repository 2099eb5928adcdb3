// The filter: chips and free text are one query. At its right what it hides, and what can be done with what it shows.
import { ActionIcon } from '@mantine/core';
import { IconChecks, IconSearch, IconX } from '@tabler/icons-react';
import { type RefObject, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeedRow } from '#shared/feed';
import { emptyQuery } from '#shared/query/query';
import { sayProblem } from '#shared/text/text';
import { useDesk } from '../state/desk';
import { useCall } from '../state/use-call';
import { keyed } from '../ui/keyed';
import { SaveView } from '../views/SaveView';
import { FilterMenu } from './FilterMenu';
import styles from './query.module.css';
import { without } from './query-edit';
import { TermChip } from './TermChip';
import { useQueryText } from './use-query-text';

interface QueryBarProps {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly rows: readonly FeedRow[];
  readonly total: number;
  readonly hidden: number;
  readonly onMarkAllRead: () => void;
}

export function QueryBar({ input, rows, total, hidden, onMarkAllRead }: QueryBarProps) {
  const { t } = useTranslation();
  const { at } = useDesk();
  const text = useQueryText();
  const { answer } = useCall('connections.list', {}, ['connections']);
  const connections = useMemo(
    () => new Map(answer.kind === 'ready' ? answer.value.map((one) => [one.id, one.name]) : []),
    [answer],
  );
  const filtered = at.query.trim() !== '';
  return (
    <search className={styles.bar} aria-label={t('feed.query.label')}>
      <div className={styles.line}>
        <label className={styles.field}>
          <IconSearch size={15} className={styles.glyph} aria-hidden />
          {keyed(text.chips.terms).map(({ key, item: term }, place) => (
            <TermChip
              key={key}
              term={term}
              connections={connections}
              onRemove={() => {
                text.setQuery(without(text.chips, place));
                input.current?.focus();
              }}
            />
          ))}
          <input
            ref={input}
            className={styles.input}
            value={text.draft}
            maxLength={500}
            spellCheck={false}
            aria-label={t('feed.query.label')}
            aria-invalid={text.problem !== null}
            placeholder={text.chips.terms.length === 0 ? t('feed.query.placeholder') : ''}
            onChange={(event) => text.setDraft(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing) return;
              if (event.key === 'Enter') text.settle();
              if (event.key === 'Backspace' && text.draft === '') {
                // Else the key would also take the last letter of what comes back.
                event.preventDefault();
                text.unsettle();
              }
              if (event.key === 'Escape') event.currentTarget.blur();
            }}
          />
          {filtered && (
            <button
              type="button"
              className={styles.clear}
              aria-label={t('feed.query.clear')}
              title={t('feed.query.clear')}
              onClick={() => {
                text.setDraft('');
                text.setQuery(emptyQuery);
              }}
            >
              <IconX size={14} aria-hidden />
            </button>
          )}
        </label>
        <span className={styles.count} aria-live={filtered ? 'polite' : 'off'}>
          {filtered
            ? hidden > 0 && t('feed.query.hidden', { count: hidden })
            : total > 0 && t('feed.query.total', { count: total })}
        </span>
        {filtered && <SaveView query={at.query} />}
        <FilterMenu query={text.chips} rows={rows} onQuery={text.setQuery} />
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={t('feed.query.markAllRead')}
          title={t('feed.query.markAllRead')}
          onClick={onMarkAllRead}
        >
          <IconChecks size={16} />
        </ActionIcon>
      </div>
      {text.problem && (
        <p className={styles.problem} role="status">
          {sayProblem(t, text.problem)}
        </p>
      )}
    </search>
  );
}
