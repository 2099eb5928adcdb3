// What a service says of a change that comparing has told already: how the two become one row each. Pure.
import type { ChangeEvent, FieldChange } from '#shared/event';
import type { NewEvent } from '../store/store';

/** ms by which clocks and whole seconds may make a change seem later than the comparison that found it. */
export const slack = 2000;

export interface Settled {
  /** Fields of the stated event that the found one had told. */
  readonly fields: ReadonlySet<string>;
  /** What the found event says now; null: the stated one takes its place. */
  readonly found: readonly FieldChange[] | null;
  /** What the stated event says, where it takes the place. */
  readonly stated: readonly FieldChange[];
  /** What happened after the stated change, and was found with it. */
  readonly rest: readonly FieldChange[];
}

/**
 * @param found by comparing
 * @param follows whether a field’s change goes on from where its text is today, so that it is no late one
 * @param isWithin the change happened within the time whose outcome was found: it need not begin or end there
 * @param untold what is left of a change without what the service said of it by itself; null: nothing
 * @returns null when the found event does not tell this change
 */
export function settleLate(
  stated: NewEvent,
  found: ChangeEvent,
  follows: (change: FieldChange) => boolean,
  isWithin: boolean,
  untold: (change: FieldChange) => FieldChange | null,
): Settled | null {
  const { action, changes, occurredAt } = stated;
  if (occurredAt !== null && occurredAt > found.receivedAt + slack) return null;
  if (action === 'deleted' || found.action === 'deleted') {
    if (action !== found.action) return null;
    return {
      fields: new Set(),
      found: null,
      stated: changes.length > 0 ? changes : found.changes,
      rest: [],
    };
  }
  if (action === 'created' && found.action !== 'created') return null;
  const isNew = action === 'created';
  const pairs = changes.flatMap((said) => {
    const known = found.changes.find(({ field }) => field.id === said.field.id);
    if (!known || said.afterText === undefined) return [];
    const starts = (known.beforeText ?? '') === said.beforeText;
    const ends = known.afterText === said.afterText;
    return isNew || ((starts || ends || isWithin) && !follows(said)) ? [{ said, known }] : [];
  });
  if (pairs.length === 0 && !isNew) return null;
  const fields = new Set(pairs.map(({ said }) => said.field.id));
  const rest = pairs.flatMap(({ said, known }): FieldChange[] =>
    said.afterText === known.afterText
      ? []
      : list(untold(startingAt(known, said.afterText ?? '', said.after))),
  );
  const others = found.changes.filter(({ field }) => !fields.has(field.id));
  if (isNew) return { fields, found: null, stated: [...changes, ...others], rest };
  const earlier = pairs.flatMap(({ said, known }): FieldChange[] => {
    const from = said.beforeText;
    const isSame = from === undefined || from === (known.beforeText ?? '');
    if (isSame) return [];
    const first = endingAt(known, from, said.before);
    return found.action === 'updated' ? list(untold(first)) : [first];
  });
  const left = [...earlier, ...others];
  const replaced = left.length === 0 && found.action === 'updated';
  return { fields, found: replaced ? null : left, stated: changes, rest };
}

const list = (change: FieldChange | null) => (change ? [change] : []);

/** A value that is not known is left out; so are the looks of the one that stood there. */
export function startingAt(change: FieldChange, text: string, value: unknown): FieldChange {
  const { before: _, beforeChips: __, ...rest } = change;
  return { ...rest, ...(value === undefined ? {} : { before: value }), beforeText: text };
}

export function endingAt(change: FieldChange, text: string, value: unknown): FieldChange {
  const { after: _, afterChips: __, ...rest } = change;
  return { ...rest, ...(value === undefined ? {} : { after: value }), afterText: text };
}
