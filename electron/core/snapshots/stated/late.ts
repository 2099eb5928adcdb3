// What a service says of a change that comparing has told already: how the two become one row each. Pure.
import type { ChangeEvent, FieldChange } from '#shared/event';
import type { NewEvent } from '../../store/store';
import {
  from,
  type Parted,
  type Place,
  part,
  placeIn,
  type Step,
  type Stretch,
  surer,
  upTo,
} from './chain';
import { slack, spanOf, stepsIn, stretchOf } from './windows';

export interface Settled {
  /** Fields of the stated event that the found one had told. */
  readonly fields: ReadonlySet<string>;
  /** What the found event says now; null: the stated one takes its place. */
  readonly found: readonly FieldChange[] | null;
  /** What the stated event says, where it takes the place. */
  readonly stated: readonly FieldChange[];
  /** What else was found, and nobody has stated: rows of their own. */
  readonly rest: readonly (readonly FieldChange[])[];
  /** Earlier statements whose place is known now, by field. */
  readonly used: ReadonlyMap<string, readonly Step[]>;
  /** How surely the found event tells this change. */
  readonly place: Place;
}

interface Pair {
  readonly said: FieldChange;
  readonly known: FieldChange;
  readonly place: Place;
  readonly earlier: Parted;
  readonly later: Parted;
}

/**
 * @param found by comparing
 * @param rows of the record in the feed
 * @param follows whether a field’s change goes on from where its text is today, so that it is no late one
 * @returns null when the found event does not tell this change
 */
export function settleLate(
  stated: NewEvent,
  found: ChangeEvent,
  rows: readonly ChangeEvent[],
  follows: (change: FieldChange) => boolean,
): Settled | null {
  const { action, changes } = stated;
  if (spanOf(stated).from > spanOf(found).to + slack) return null;
  if (action === 'deleted' || found.action === 'deleted') {
    if (action !== found.action) return null;
    const kept = changes.length > 0 ? changes : found.changes;
    return { ...nothing, stated: kept };
  }
  if (action === 'created' && found.action !== 'created') return null;
  const isNew = action === 'created';
  const pairs = changes.flatMap((said) => {
    const known = found.changes.find(({ field }) => field.id === said.field.id);
    const isOpen = known && said.afterText !== undefined && (isNew || !follows(said));
    return isOpen
      ? list(
          pairOf(
            stated,
            said,
            known,
            stretchOf(found, known, rows),
            rows,
            found.action !== 'updated',
          ),
        )
      : [];
  });
  const [first] = pairs.toSorted((a, b) => surer(a.place, b.place));
  if (!first && !isNew) return null;
  const fields = new Set(pairs.map(({ said }) => said.field.id));
  const others = found.changes.filter(({ field }) => !fields.has(field.id));
  const later = inRows(pairs, ({ later }) => later);
  const about = {
    fields,
    used: new Map(
      pairs.map((one) => [one.said.field.id, [...one.earlier.used, ...one.later.used]]),
    ),
    place: first?.place ?? nothing.place,
  };
  if (isNew) return { ...about, found: null, stated: [...changes, ...others], rest: later };
  const [next = [], ...further] = inRows(pairs, ({ earlier }) => earlier);
  const left = [...next, ...others];
  const isReplaced = left.length === 0 && found.action === 'updated';
  return {
    ...about,
    found: isReplaced ? null : left,
    stated: changes,
    rest: [...further, ...later],
  };
}

const nothing: Settled = {
  fields: new Set(),
  found: null,
  stated: [],
  rest: [],
  used: new Map(),
  place: 'whole',
};

/**
 * What of a found change remains before a stated one, and after it.
 * @param isRow the row itself was found: what was in it at first is told as one
 */
function pairOf(
  stated: NewEvent,
  said: FieldChange,
  known: FieldChange,
  stretch: Stretch,
  rows: readonly ChangeEvent[],
  isRow: boolean,
): Pair | null {
  const isNew = stated.action === 'created';
  const before = isNew ? stretch.before : (said.beforeText ?? null);
  const step: Step = { ...spanOf(stated), before, after: said.afterText ?? '', no: 0 };
  const place = isNew ? 'whole' : placeIn(stretch, step);
  if (!place) return null;
  const others = stepsIn(rows, said.field.id);
  const earlier = isRow ? whole(upTo(stretch, step)) : part(upTo(stretch, step), others);
  const free = others.filter((one) => !earlier.used.includes(one));
  return { said, known, place, earlier, later: part(from(stretch, step), free) };
}

const whole = (stretch: Stretch): Parted => ({
  missing: stretch.before === stretch.after ? [] : [stretch],
  used: [],
});

/** The first missing change of each field makes one row, the second the next. */
function inRows(
  pairs: readonly Pair[],
  side: (pair: Pair) => Parted,
): readonly (readonly FieldChange[])[] {
  const count = Math.max(0, ...pairs.map((pair) => side(pair).missing.length));
  return Array.from({ length: count }, (_, n) =>
    pairs.flatMap((pair) => {
      const missing = side(pair).missing[n];
      return missing ? [pieceOf(pair, missing)] : [];
    }),
  );
}

/** A value that is not known is left out; so are the looks of the one that stood there. */
function pieceOf({ known, said }: Pair, { before, after }: Stretch): FieldChange {
  const { before: _, beforeChips: __, ...later } = known;
  const starting =
    before === (known.beforeText ?? '')
      ? known
      : {
          ...later,
          beforeText: before,
          ...told('before', before === said.afterText, said.after),
        };
  if (after === known.afterText) return starting;
  const { after: ___, afterChips: ____, ...earlier } = starting;
  return {
    ...earlier,
    afterText: after,
    ...told('after', after === said.beforeText, said.before),
  };
}

const told = (name: 'before' | 'after', isKnown: boolean, value: unknown) =>
  isKnown && value !== undefined ? { [name]: value } : {};

const list = <T>(one: T | null): readonly T[] => (one === null ? [] : [one]);
