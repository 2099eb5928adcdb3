// Shows linked records by their titles where a service names them by ids alone. Pure.
import type { ChangeEvent, FieldChange } from './event';

type Titles = Readonly<Record<string, string>>;

/** @returns the event as a person reads it: the values keep the ids, the texts have the titles that are known */
export function withLinkedTitles<E extends Pick<ChangeEvent, 'changes' | 'linked'>>(event: E): E {
  const { linked, changes } = event;
  if (!linked) return event;
  return { ...event, changes: changes.map((change) => withTitles(change, linked)) };
}

function withTitles(change: FieldChange, titles: Titles): FieldChange {
  const { field, beforeText, afterText } = change;
  if (field.type !== 'record-link') return change;
  return {
    ...change,
    ...(beforeText === undefined ? {} : { beforeText: inWords(beforeText, titles) }),
    ...(afterText === undefined ? {} : { afterText: inWords(afterText, titles) }),
  };
}

/** No id has a comma, so that a part which is one is found as a whole. */
const inWords = (text: string, titles: Titles): string =>
  text
    .split(', ')
    .map((part) => (Object.hasOwn(titles, part) ? (titles[part] ?? part) : part))
    .join(', ');
