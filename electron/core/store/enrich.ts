// One change told twice: what the second telling adds to the first. Pure; nothing that was known is lost or made vaguer.
import { isDeepStrictEqual } from 'node:util';
import type { Actor, ChangeEvent, FieldChange } from '#shared/event';
import type { NewEvent } from './store';

const rank = { hint: 0, derived: 1, stated: 2 } as const satisfies Record<
  ChangeEvent['certainty'],
  number
>;

/**
 * @param known as it is stored; its id, order, arrival and delivery stay
 * @param later the same change as another road tells it
 * @returns null when that adds nothing
 */
export function enriched(known: NewEvent, later: NewEvent): NewEvent | null {
  // What was found by comparing, or is only a hint, has nothing to add to the service's own words.
  if (rank[later.certainty] < rank[known.certainty]) return null;
  // What the service said was taken back since: to say it once more makes it no truer.
  if (known.certainty === 'hint' && known.action !== later.action) return null;
  const next: NewEvent = {
    ...known,
    base: named(known.base, later.base),
    table: known.table && later.table ? named(known.table, later.table) : known.table,
    record: known.record && titled(known.record, later.record),
    changes: changesOf(known.changes, later.changes),
    ...(later.linked ? { linked: { ...later.linked, ...known.linked } } : {}),
    // Of what is counted page by page, the number so far.
    count: Math.max(known.count, later.count),
    actor: actorOf(known.actor, later.actor),
    occurredAt: known.occurredAt ?? later.occurredAt,
    certainty: isCovered(known.changes, later.changes) ? later.certainty : known.certainty,
    ...(known.order === undefined && later.order !== undefined ? { order: later.order } : {}),
    ...(known.link === undefined && later.link !== undefined ? { link: later.link } : {}),
  };
  return isDeepStrictEqual(next, known) ? null : next;
}

type Named = ChangeEvent['base'];
const named = (known: Named, later: Named): Named =>
  known.name || !later.name ? known : { ...known, name: later.name };

type Titled = NonNullable<ChangeEvent['record']>;
const titled = (known: Titled, later: Titled | null): Titled =>
  known.title !== undefined || later?.title === undefined
    ? known
    : { ...known, title: later.title };

function actorOf(known: Actor, later: Actor): Actor {
  if (later.kind === 'unknown') return known;
  if (known.kind === 'unknown') return { ...known, ...later };
  const isSame = known.kind === later.kind && (!known.id || !later.id || known.id === later.id);
  return isSame ? { ...later, ...known } : known;
}

function changesOf(
  known: readonly FieldChange[],
  later: readonly FieldChange[],
): readonly FieldChange[] {
  const ids = new Set(known.map(({ field }) => field.id));
  return [
    ...known.map((change) => {
      const other = later.find(({ field }) => field.id === change.field.id);
      return other ? changeOf(change, other) : change;
    }),
    ...later.filter(({ field }) => !ids.has(field.id)),
  ];
}

function changeOf(known: FieldChange, later: FieldChange): FieldChange {
  const { field } = known;
  const type = field.type === undefined || field.type === 'other' ? later.field.type : field.type;
  const name = field.name || later.field.name;
  return {
    ...known,
    field: { id: field.id, ...(name ? { name } : {}), ...(type ? { type } : {}) },
    ...(gains(known.before, known.beforeText, later.before, later.beforeText)
      ? side('before', later.before, later.beforeText, later.beforeChips)
      : {}),
    ...(gains(known.after, known.afterText, later.after, later.afterText)
      ? side('after', later.after, later.afterText, later.afterChips)
      : {}),
  };
}

/** What nobody told is told now; or what was told by ids alone has names now. */
function gains(known: unknown, text: string | undefined, value: unknown, words?: string): boolean {
  if (text === undefined && known === undefined) return value !== undefined || words !== undefined;
  if (words === undefined || words === '' || text === words) return false;
  if (text === undefined) return true;
  return isBare(known, text) && !isBare(value, words) && isWithin(known, value);
}

const partsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** The text is the raw value itself: nobody knew what its ids are called. */
const isBare = (value: unknown, text: string): boolean =>
  text !== '' && partsOf(value).map(String).join(', ') === text;

/** The same value in a form that may say more: `["r1"]` in `[{"row_id":"r1","display_value":"Acme"}]`. */
function isWithin(known: unknown, value: unknown): boolean {
  const said = JSON.stringify(value) ?? '';
  return partsOf(known).every((part) => said.includes(JSON.stringify(part)));
}

const side = (
  name: 'before' | 'after',
  value: unknown,
  text: string | undefined,
  chips: FieldChange['beforeChips'],
): Partial<FieldChange> => ({
  ...(value === undefined ? {} : { [name]: value }),
  ...(text === undefined ? {} : { [`${name}Text`]: text }),
  ...(chips ? { [`${name}Chips`]: chips } : {}),
});

/** Every field that was known is told again: the event as a whole is as certain as the second telling. */
const isCovered = (known: readonly FieldChange[], later: readonly FieldChange[]): boolean =>
  known.every(({ field }) => later.some((one) => one.field.id === field.id));
