// What of an event is kept apart from its JSON: its folded names, and the text that search reads.
import { fold } from '#shared/query/fold';
import type { NewEvent } from './store';

/** Ids and folded names of the changed fields, each between line feeds, so that a whole one can be found. */
export function fieldLists(event: NewEvent): { readonly ids: string; readonly names: string } {
  return {
    ids: lines(event.changes.map(({ field }) => field.id.replaceAll('\n', ' '))),
    names: lines(event.changes.map(({ field }) => fold(field.name ?? ''))),
  };
}

const lines = (entries: readonly string[]) => `\n${entries.join('\n')}\n`;

/** Folded names, titles and values, one a line; folding leaves no line feed inside, so no match spans two of them. */
export function searchText(event: NewEvent): string {
  const texts = [
    event.base.name,
    event.table?.name,
    event.view?.name,
    event.record?.title,
    event.actor.name,
    ...Object.values(event.linked ?? {}),
    ...event.changes.flatMap((change) => [
      change.field.name,
      change.beforeText,
      change.afterText,
      ...(change.beforeChips ?? []).map((chip) => chip.text),
      ...(change.afterChips ?? []).map((chip) => chip.text),
    ]),
  ];
  const folded = texts.map((text) => fold(text ?? '')).filter((text) => text !== '');
  return [...new Set(folded)].join('\n');
}
