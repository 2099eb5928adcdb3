// Rebuilds a record as it was after one of its changes, from what the changes say and the row as last read. Pure.
import type { FieldChange } from '#shared/event';
import type { FeedRow } from '#shared/feed';
import type { FieldThen, Held, Known, RecordThen } from '#shared/record-then';
import { type Life, lifeAt } from './record-life';

type Field = FieldChange['field'];

/** The row as last read, with its empty cells. */
export interface ReadRow {
  /** ms since 1970 by this machine's clock. */
  readonly at: number;
  readonly cells: readonly { readonly field: Field; readonly held: Held }[];
}

export interface RecordStory {
  /** Of one record, oldest first; those suffice that `neededAt` names. */
  readonly events: readonly FeedRow[];
  /** How many of `events` had happened; 0: before the first. */
  readonly place: number;
  /** Ids of fields as they are to stand; others come last. */
  readonly order: readonly string[];
  /** null: it is not kept. */
  readonly read: ReadRow | null;
  /** Times in which something may have been missed for good; `to` null: it lasts. */
  readonly gaps: readonly { readonly from: number; readonly to: number | null }[];
  /** Whether two contents of a field are one to a person, though they may be called differently. */
  readonly same: (fieldId: string, a: Held, b: Held) => boolean;
}

/** What a change says of a field on the side towards the moment; `held` null: it names the field and no more. */
interface Mention {
  readonly field: Field | null;
  readonly held: Held | null;
  /** Place among the events; Infinity: the row as last read. */
  readonly place: number;
  readonly at: number;
  /** Not said in so many words: it is missing from a list of what there was. */
  readonly isGuess: boolean;
}

export function recordThen(story: RecordStory): Pick<RecordThen, 'state' | 'fields' | 'isWhole'> {
  const life = lifeAt(story.events, story.place);
  if (life.state === 'not-yet') return { state: 'not-yet', isWhole: true, fields: [] };
  const fields = namedIn(story, life).map((field) => fieldThen(story, life, field));
  const first = story.events[life.from];
  const isTold = first?.action === 'created' && first.changes.length > 0;
  return { state: life.state, isWhole: isTold || (life.isLast && story.read !== null), fields };
}

function namedIn({ events, read, order }: RecordStory, life: Life): readonly Field[] {
  const cells = life.isLast ? (read?.cells ?? []) : [];
  const told = events.slice(life.from, life.to).flatMap(({ changes }) => changes);
  const all = [...cells, ...told].map(({ field }) => field);
  const seen = new Map<string, Field>();
  for (const field of all) if (!seen.has(field.id)) seen.set(field.id, field);
  const places = new Map(order.map((id, place) => [id, place]));
  const placeOf = ({ id }: Field) => places.get(id) ?? places.size;
  return [...seen.values()].sort((a, b) => placeOf(a) - placeOf(b));
}

function fieldThen(story: RecordStory, life: Life, named: Field): FieldThen {
  const { events, place, same } = story;
  const before = toldBefore(events, life, named.id);
  const after = toldAfter(story, life, named.id);
  const isNow = before !== null && before.place === place - 1 && life.state === 'there';
  const said = isNow && events[place - 1]?.changes.some(({ field }) => field.id === named.id);
  const { held, known } = decide();
  const doubt = doubtOf(story, life, known, before, after);
  return {
    field: fieldOf(named, before?.field ?? after?.field ?? null),
    held,
    changed: said === true,
    known,
    ...(doubt ? { doubt } : {}),
  };

  function decide(): { readonly held: Held | null; readonly known: Known } {
    const former = before?.held ?? null;
    const latter = after?.held ?? null;
    if (life.state === 'deleted' && latter && after?.place === place - 1 && !after.isGuess) {
      return { held: latter, known: { kind: 'told', at: after.at } };
    }
    if (before && former && !(before.isGuess && latter && !after?.isGuess)) {
      const told = { held: former, known: { kind: 'told', at: before.at } } as const;
      if (isNow || !after || !latter || after.isGuess || same(named.id, former, latter))
        return told;
      return {
        held: former,
        known: { kind: 'missed', from: before.at, to: after.at, later: latter },
      };
    }
    if (after && latter) {
      const kind = after.place === Number.POSITIVE_INFINITY ? 'read' : 'next';
      return { held: latter, known: { kind, at: after.at } };
    }
    return { held: null, known: { kind: 'unknown' } };
  }
}

/** What the newest change that names the field made of it. */
function toldBefore(events: readonly FeedRow[], life: Life, id: string): Mention | null {
  for (let place = life.moment - 1; place >= life.from; place -= 1) {
    const event = events[place];
    if (!event) return null;
    const change = event.changes.find(({ field }) => field.id === id);
    if (change) return mention(change.field, afterOf(change), place, event);
    if (event.action === 'created') return unlisted(event, place);
  }
  return null;
}

/** What the next change that names the field found in it, or else the row as last read. */
function toldAfter({ events, read }: RecordStory, life: Life, id: string): Mention | null {
  for (let place = life.moment; place < life.to; place += 1) {
    const event = events[place];
    if (!event) return null;
    const change = event.changes.find(({ field }) => field.id === id);
    if (change) return mention(change.field, beforeOf(change), place, event);
    if (event.action === 'deleted') return unlisted(event, place);
  }
  const cell = life.isLast ? read?.cells.find(({ field }) => field.id === id) : undefined;
  if (!read || !cell) return null;
  // What a change said after the reading is newer than the row.
  const last = events
    .slice(life.from, life.moment)
    .findLast(({ changes }) => changes.some(({ field }) => field.id === id));
  if (last && last.receivedAt >= read.at) return null;
  const { field, held } = cell;
  return { field, held, place: Number.POSITIVE_INFINITY, at: read.at, isGuess: false };
}

const mention = (field: Field, held: Held | null, place: number, { at }: FeedRow): Mention => {
  return { field, held, place, at, isGuess: false };
};

/** A change that lists what was in a record leaves out what was empty; one that lists nothing says nothing. */
const unlisted = ({ changes, at }: FeedRow, place: number): Mention | null =>
  changes.length === 0 ? null : { field: null, held: { text: '' }, place, at, isGuess: true };

const afterOf = ({ after, afterText, afterChips }: FieldChange): Held | null =>
  afterText === undefined ? null : heldOf(after, afterText, afterChips);

const beforeOf = ({ before, beforeText, beforeChips }: FieldChange): Held | null =>
  beforeText === undefined ? null : heldOf(before, beforeText, beforeChips);

const heldOf = (value: unknown, text: string, chips: Held['chips']): Held => ({
  ...(value === undefined ? {} : { value }),
  text,
  ...(chips === undefined ? {} : { chips }),
});

/** By the name of the change that tells it; by today's where that has none. */
function fieldOf(named: Field, told: Field | null): Field {
  const name = told?.name ?? named.name;
  const type = told?.type ?? named.type;
  return {
    id: named.id,
    ...(name === undefined ? {} : { name }),
    ...(type === undefined ? {} : { type }),
  };
}

/** What lies between the moment and the change by which a content is known, and says nothing of it. */
function doubtOf(
  { events, gaps, place }: RecordStory,
  life: Life,
  known: Known,
  before: Mention | null,
  after: Mention | null,
): FieldThen['doubt'] {
  const now = events[Math.max(0, place - 1)]?.at ?? 0;
  const silent = (from: number, to: number) =>
    events
      .slice(Math.max(from, life.from), to)
      .filter(({ action, changes }) => action === 'updated' && changes.length === 0);
  const gapIn = (a: number, b: number) =>
    gaps.find(({ from, to }) => from < Math.max(a, b) && (to ?? Math.max(a, b)) > Math.min(a, b));
  const doubt = (quiet: FeedRow | undefined, gap: { readonly from: number } | undefined) =>
    quiet
      ? ({ kind: 'silent', at: quiet.at } as const)
      : gap && ({ kind: 'gap', at: gap.from } as const);
  switch (known.kind) {
    case 'told':
      // What the next change found agrees: nothing between them was missed.
      if (!before || (after?.held && !after.isGuess)) return undefined;
      return doubt(silent(before.place + 1, life.moment).at(-1), gapIn(before.at, now));
    case 'next':
      return doubt(silent(life.moment, after?.place ?? life.to)[0], gapIn(now, known.at));
    case 'read': {
      const sinceRead = silent(life.from, life.moment).findLast(({ at }) => at > known.at);
      return doubt(silent(life.moment, life.to)[0] ?? sinceRead, gapIn(now, known.at));
    }
    default:
      return undefined;
  }
}
