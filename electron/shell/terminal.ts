// The app's voice on stdout: where it listens, what is wrong, and every event as a line.
import { changeLines, subjectName } from '#core/core';
import type { ChangeEvent } from '#shared/event';
import { plainText } from '#shared/plain-text';
import type { Problem } from '#shared/result';
import { sayProblem } from '#shared/text/text';
import type { Speech } from './speech';

const longestPart = 80;

/** One event as one line. Everything from a table is stripped of control characters first. */
export function eventLine({ t, locale }: Speech, event: ChangeEvent): string {
  const time = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(event.occurredAt ?? event.receivedAt);
  const say = (key: string, params = {}) => t(key, params);
  const { table, base } = event;
  const tableName =
    table === null
      ? (base.name ?? base.id)
      : (table.name ?? t('app.value.unnamedTable', { id: table.id }));
  const action = t(`app.action.${event.subject}.${event.action}`, { context: event.source });
  const changes = changeLines(say, event)
    .filter((line) => line !== action)
    .map((line) => plainText(line));
  return t('app.terminal.event', {
    time,
    source: event.source,
    table: plainText(tableName, longestPart),
    record: plainText(subjectName(say, event), longestPart),
    what: changes.length === 0 ? action : `${action}: ${changes.join('; ')}`,
  });
}

export interface Terminal {
  line(text: string): void;
  events(events: readonly ChangeEvent[]): void;
  /** Says a problem once, until it went away. */
  problems(problems: readonly Problem[]): void;
}

/**
 * @param write takes one finished line, with its line end
 * @param speech asked for each line, since the language can change while the app runs
 */
export function createTerminal(write: (line: string) => void, speech: () => Speech): Terminal {
  let said: readonly string[] = [];
  const line = (text: string) => write(`${text}\n`);
  return {
    line: (text) => line(plainText(text)),
    events(events) {
      for (const event of events) line(eventLine(speech(), event));
    },
    problems(problems) {
      const { t } = speech();
      const sentences = problems.map((problem) => plainText(sayProblem(t, problem)));
      for (const sentence of sentences) if (!said.includes(sentence)) line(`! ${sentence}`);
      said = sentences;
    },
  };
}
