// One settled condition of the filter, in words, with a button that lifts it.
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { printQuery } from '#shared/query/print';
import type { Term } from '#shared/query/query';
import { oneLine } from '../ui/change/plain-text';
import styles from './query.module.css';

interface TermChipProps {
  readonly term: Term;
  /** Names of connections by id: their terms are written with ids, which outlive a renaming. */
  readonly connections: ReadonlyMap<string, string>;
  readonly onRemove: () => void;
}

export function TermChip({ term, connections, onRemove }: TermChipProps) {
  const { t } = useTranslation();
  const [key, value] = useWords(term, connections);
  const words = [key, value].filter(Boolean).join(' ');
  return (
    <span className={styles.chip} data-not={('not' in term && term.not) || undefined}>
      <span className={styles.chipWords} title={printQuery({ terms: [term] })}>
        {key && <span className={styles.chipKey}>{key}</span>}
        <bdi>{oneLine(value, 80)}</bdi>
      </span>
      <button
        type="button"
        className={styles.chipRemove}
        aria-label={t('feed.query.removeTerm', { term: words })}
        onClick={onRemove}
      >
        <IconX size={12} aria-hidden />
      </button>
    </span>
  );
}

/** @returns what is asked about, and the answer wanted; the language's own words where it is a time we do not name */
function useWords(term: Term, connections: ReadonlyMap<string, string>): readonly [string, string] {
  const { t } = useTranslation();
  const or = (words: readonly string[]) => words.join(t('feed.term.or'));
  const not = 'not' in term && term.not ? `${t('feed.term.not')} ` : '';
  switch (term.kind) {
    case 'text':
      return [not.trim(), `“${term.text}”`];
    case 'name': {
      const names = term.values.map((value) =>
        term.key === 'connection'
          ? (connections.get(value) ?? value)
          : term.key === 'source'
            ? t(`frame.source.${value}`, { defaultValue: value })
            : value,
      );
      return [`${not}${t(`feed.term.${term.key}`)}`, or(names)];
    }
    case 'action':
      return [
        `${not}${t('feed.term.action')}`,
        or(term.values.map((one) => t(`feed.menu.action_${one}`))),
      ];
    case 'subject':
      return [
        `${not}${t('feed.term.subject')}`,
        or(term.values.map((one) => t(`feed.term.subject_${one}`))),
      ];
    case 'read':
      return ['', t(term.unread ? 'feed.menu.unread' : 'feed.term.read')];
    case 'time':
      return ['', t(`feed.term.time.${term.source}`, { defaultValue: term.source })];
  }
}
