// The way of a cell from one text to another: what services said of it, and the stretches of it of which nobody said anything. Pure.

/** When something happened: at the earliest, and at the latest. ms since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A change of a cell that a service stated. */
export interface Step extends Span {
  /** null: the service did not say. */
  readonly before: string | null;
  readonly after: string;
  /** Which note it is of. */
  readonly no: number;
}

/** The text of a cell at two moments, and nothing known of what lies in between. */
export interface Stretch {
  readonly before: string;
  readonly after: string;
  /** When it was `before`. */
  readonly since: Span;
  /** When it was `after`. */
  readonly until: Span;
}

export interface Parted<S extends Step = Step> {
  /** What nobody said, in its order; none: what was said leads all the way. */
  readonly missing: readonly Stretch[];
  /** Steps that lie in the stretch. */
  readonly used: readonly S[];
}

/**
 * Takes the steps that lie in a stretch out of it, one after the other.
 * @param said in any order; of a step of which nobody can tell whether it lies there, nothing is made
 */
export function part<S extends Step>(stretch: Stretch, said: readonly S[]): Parted<S> {
  if (stretch.before === stretch.after) return { missing: [], used: [] };
  const step = surest(stretch, said);
  if (!step) return { missing: [stretch], used: [] };
  const others = said.filter((one) => one !== step);
  const first = part(upTo(stretch, step), others);
  const left = others.filter((one) => !first.used.includes(one));
  const second = part(from(stretch, step), left);
  return {
    missing: [...first.missing, ...second.missing],
    used: [...first.used, step, ...second.used],
  };
}

/** How surely a step lies in a stretch, the surest first. */
const places = ['whole', 'start', 'end', 'within', 'somewhere'] as const;
export type Place = (typeof places)[number];

/**
 * A step lies in a stretch when it begins or ends as the stretch does, and may be of that time; or when it is surely of that
 * time. Where it does neither, it may as well lie before or after.
 */
export function placeIn({ before, after, since, until }: Stretch, step: Step): Place | null {
  if (step.before === step.after || step.to < since.from || step.from > until.to) return null;
  const ends = step.after === after;
  if (step.before === before) return ends ? 'whole' : 'start';
  if (ends) return 'end';
  if (step.before === null) return 'somewhere';
  return step.from > since.to && step.to < until.from ? 'within' : null;
}

export const surer = (a: Place, b: Place): number => places.indexOf(a) - places.indexOf(b);

/** Among equals the earliest; of those that end a stretch, the latest. */
function surest<S extends Step>(stretch: Stretch, said: readonly S[]): S | undefined {
  const placed = inTime(said).flatMap((step) => {
    const place = placeIn(stretch, step);
    return place ? [{ step, place }] : [];
  });
  for (const wanted of places) {
    const all = placed.filter(({ place }) => place === wanted);
    const one = wanted === 'end' ? all.at(-1) : all[0];
    if (one) return one.step;
  }
  return undefined;
}

/** The part of a stretch before a step. What is of the same second lies there for sure where there is no other part. */
export const upTo = (stretch: Stretch, { before, after, from, to }: Step): Stretch => ({
  ...stretch,
  after: before ?? stretch.before,
  until: { from: after === stretch.after ? stretch.until.from : from, to },
});

/** The part of a stretch after a step. */
export const from = (stretch: Stretch, { before, after, ...step }: Step): Stretch => ({
  ...stretch,
  before: after,
  since: { from: step.from, to: isStart(stretch, before) ? stretch.since.to : step.to },
});

const isStart = (stretch: Stretch, text: string | null) => text === null || text === stretch.before;

/** Where what was said leads from a text. */
export function endOf(text: string, said: readonly Step[]): string {
  const ordered = inTime(said);
  const next =
    ordered.find(({ before }) => before === text) ?? ordered.find(({ before }) => before === null);
  if (!next) return text;
  return endOf(
    next.after,
    said.filter((one) => one !== next && one.to >= next.from),
  );
}

const inTime = <S extends Step>(said: readonly S[]): readonly S[] =>
  said.toSorted((a, b) => a.from - b.from || a.no - b.no);
