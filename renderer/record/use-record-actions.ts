// What can be done with a change: open its page, copy it.
import { useTranslation } from 'react-i18next';
import type { FeedRow } from '#shared/feed';
import { assertNever } from '#shared/result';
import { sayProblem } from '#shared/text/text';
import { ask } from '../state/ask';
import { useDesk } from '../state/desk';
import { useFieldName } from '../ui/change/use-field-name';
import { useTitles } from '../ui/change/use-titles';
import { useLanguage } from '../ui/language';
import { sayExactly } from '../ui/say-moment';
import { asMarkdown, asTsv, type CopyWords } from './copy-formats';

export type CopyFormat = 'markdown' | 'tsv' | 'link';

export function useRecordActions() {
  const { t } = useTranslation();
  const { say } = useDesk();
  const language = useLanguage();
  const fieldName = useFieldName();
  const titleFor = useTitles();

  const wordsFor = (row: FeedRow): CopyWords => {
    return {
      title: titleFor(row),
      action: t(`app.action.${row.subject}.${row.action}`),
      who: row.actor.name ?? '',
      when: sayExactly(row.at, language),
      field: t('record.field'),
      before: t('record.before'),
      after: t('record.after'),
      empty: t('app.value.empty'),
      unknown: t('app.value.unknown'),
      fieldName: ({ field }) => fieldName(field),
    };
  };

  const textOf = (row: FeedRow, format: CopyFormat): string => {
    switch (format) {
      case 'markdown':
        return asMarkdown(row, wordsFor(row));
      case 'tsv':
        return asTsv(row, wordsFor(row));
      case 'link':
        return row.link ?? '';
      default:
        return assertNever(format);
    }
  };

  return {
    open(row: FeedRow): void {
      if (!row.link) return;
      void ask('shell.openLink', { url: row.link }).then((answer) => {
        if (!answer.ok) say(sayProblem(t, answer.error));
      });
    },
    copy(row: FeedRow, format: CopyFormat): void {
      const text = textOf(row, format);
      if (text === '') return;
      void ask('shell.copy', { text: text.slice(0, 2_000_000) }).then((answer) => {
        say(answer.ok ? t('record.copied') : sayProblem(t, answer.error));
      });
    },
  };
}
