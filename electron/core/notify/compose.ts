// Words of a notification: record and table, up to three changed fields old → new, and who. Pure.
import { definitionOf, isHappening, propertyName, withTypeNames } from '#shared/definition';
import type { ChangeEvent, FieldChange } from '#shared/event';
import { newestFirst, placeOf } from '#shared/feed';
import type { Notification } from '../ports';

/** i18next's `t`, bound to one language. */
export type Say = (key: string, params?: Readonly<Record<string, string | number>>) => string;

const longestValue = 60;
const fieldsShown = 3;

/** One line of text of a value, shortened; `''` becomes the word for empty. */
function value(say: Say, text: string | undefined): string {
  if (text === undefined) return say('app.value.unknown');
  const line = text.replace(/\s+/g, ' ').trim();
  if (line === '') return say('app.value.empty');
  const characters = [...line];
  return characters.length <= longestValue
    ? line
    : `${characters.slice(0, longestValue - 1).join('')}…`;
}

function tableName(say: Say, event: ChangeEvent): string {
  if (event.table) {
    return event.table.name ?? say('app.value.unnamedTable', { id: event.table.id });
  }
  return event.base.name ?? event.base.id;
}

/** What the event is about: a record's title, or how many records, or the field, table or base. */
export function subjectName(say: Say, event: ChangeEvent): string {
  if (event.subject === 'record') {
    if (event.count > 1) return say('app.records', { count: event.count });
    const title = event.record?.title?.trim();
    if (title) return title;
    const id = event.record?.id;
    return id ? say('app.value.unnamedRecord', { id }) : say('app.value.untitled');
  }
  if (event.subject === 'field') {
    const [first] = event.changes;
    return (first && definitionOf(first.field).field) ?? say('app.value.untitled');
  }
  if (event.subject === 'view') return event.view?.name ?? event.view?.id ?? tableName(say, event);
  return tableName(say, event);
}

/** A field's name; where the field itself has changed, what of it, since its name stands in the title. */
function fieldLabel(say: Say, event: ChangeEvent, { field }: FieldChange): string {
  const { property } = definitionOf(field);
  if (event.subject === 'record' || property === null) return field.name ?? field.id;
  return propertyName(property, say);
}

function changeLine(say: Say, event: ChangeEvent, told: FieldChange): string {
  const change = withTypeNames(told, say);
  const field = fieldLabel(say, event, change);
  if (event.action === 'created') return `${field}: ${value(say, change.afterText)}`;
  if (event.action === 'deleted') return `${field}: ${value(say, change.beforeText)}`;
  return say('app.notification.change', {
    field,
    before: value(say, change.beforeText),
    after: value(say, change.afterText),
  });
}

/** What happened, in the words of the service for its things. */
const happening = (say: Say, { subject, action, source }: ChangeEvent): string =>
  say(`app.action.${subject}.${action}`, { context: source });

/** Up to three lines `field: old → new`, then how many more; what happened, where there are no values. */
export function changeLines(say: Say, event: ChangeEvent): readonly string[] {
  const known = event.changes.filter(
    (change) => change.beforeText !== undefined || change.afterText !== undefined,
  );
  const lines = known.slice(0, fieldsShown).map((change) => changeLine(say, event, change));
  const happened = event.changes.find(({ field }) => isHappening(field));
  if (lines.length === 0 && happened) return [fieldLabel(say, event, happened)];
  if (lines.length === 0) return [happening(say, event)];
  const more = known.length - fieldsShown;
  return more > 0 ? [...lines, say('app.notification.more', { count: more })] : lines;
}

/** The notification of a single event. */
export function composeNotification(say: Say, event: ChangeEvent): Notification {
  const who = event.actor.name;
  const happened = event.action === 'updated' ? [] : [happening(say, event)];
  const lines = changeLines(say, event).filter((line) => !happened.includes(line));
  return {
    title: say('app.notification.title', {
      record: subjectName(say, event),
      table: tableName(say, event),
    }),
    body: [
      ...happened,
      ...lines,
      ...(who ? [say('app.notification.by', { person: who })] : []),
    ].join('\n'),
    eventId: event.id,
  };
}

/**
 * The digest of many events: the busiest table, how many changes by how many people, then the two records that
 * changed most.
 * @param events at least one
 */
export function composeDigest(say: Say, events: readonly ChangeEvent[]): Notification | null {
  const [first] = events;
  if (!first) return null;
  const tables = [...new Set(events.map((event) => tableName(say, event)))];
  const people = new Set(
    events.flatMap((event) =>
      (event.actor.id ?? event.actor.name) ? [event.actor.id ?? event.actor.name] : [],
    ),
  );
  const changes = say('app.notification.digest', {
    table: tables.slice(0, 2).join(', ') + (tables.length > 2 ? ', …' : ''),
    count: events.length,
  });
  const weightiest = [...events]
    .sort((a, b) => b.changes.length - a.changes.length || newestFirst(placeOf(a), placeOf(b)))
    .slice(0, 2);
  return {
    title:
      people.size > 0
        ? say('app.notification.digestPeople', { changes, count: people.size })
        : changes,
    body: weightiest
      .map((event) => `${subjectName(say, event)} — ${changeLines(say, event)[0] ?? ''}`)
      .join('\n'),
    eventId: first.id,
  };
}
