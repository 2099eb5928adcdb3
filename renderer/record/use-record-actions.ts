// What can be done with a change: open its page, copy it.
import { useTranslation } from 'react-i18next';
import type { FeedRow } from '#shared/feed';
import type { FieldThen, RecordStep } from '#shared/record-then';
import { assertNever } from '#shared/result';
import { sayKnown, sayThen } from '#shared/say-record';
import { sayProblem } from '#shared/text/text';
import { ask } from '../state/ask';
import { useDesk } from '../state/desk';
import { useFieldName } from '../ui/change/use-field-name';
import { useTitles } from '../ui/change/use-titles';
import { useLanguage } from '../ui/language';
import { sayExactly } from '../ui/say-moment';
import { asMarkdown, asTsv, type CopyWords, recordAsMarkdown, recordAsTsv } from './copy-formats';

export type CopyFormat = 'markdown' | 'tsv' | 'link';

export function useRecordActions() {
  const { t } = useTranslation();
  const { at, say } = useDesk();
  const language = useLanguage();
  const fieldName = useFieldName();
  const titleFor = useTitles();

  const wordsFor = (row: FeedRow): CopyWords => {
    return {
      title: titleFor(row),
      action: t(`app.action.${row.subject}.${row.action}`, { context: row.source }),
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

  async function copyText(text: string): Promise<void> {
    if (text === '') return;
    const answer = await ask('shell.copy', { text: text.slice(0, 2_000_000) });
    say(answer.ok ? t('record.copied') : sayProblem(t, answer.error));
  }

  async function copyRecord(
    row: FeedRow,
    format: 'markdown' | 'tsv',
    when: RecordStep['when'],
  ): Promise<void> {
    const answer = await ask('feed.recordAt', { id: row.id, when });
    if (!answer.ok) return say(sayProblem(t, answer.error));
    const { fields, ...record } = answer.value;
    const moment = (one: number) => sayExactly(one, language);
    const words = {
      ...wordsFor(row),
      value: t('record.value'),
      since: t('record.whole.since'),
      asOf: sayThen(record, t, moment),
      known: (field: FieldThen) => sayKnown(field, t, moment),
    };
    await copyText(
      format === 'markdown' ? recordAsMarkdown(row, fields, words) : recordAsTsv(fields, words),
    );
  }

  return {
    open(row: FeedRow): void {
      if (!row.link) return;
      void ask('shell.openLink', { url: row.link }).then((answer) => {
        if (!answer.ok) say(sayProblem(t, answer.error));
      });
    },
    /** What is in sight of it: the change, or the whole record. */
    copy(row: FeedRow, format: CopyFormat): void {
      const isWhole = at.whole !== null && !at.raw && at.opened === row.id && row.record !== null;
      if (isWhole && format !== 'link') void copyRecord(row, format, at.whole ?? 'after');
      else void copyText(textOf(row, format));
    },
  };
}
