// What remains to be told of a row that differs from its snapshot, once what the service said of it is taken away. Pure.
import type { Said } from '../../store/store';
import { endOf, part, type Span, type Step, type Stretch } from '../stated/chain';
import { always } from '../stated/windows';
import type { RowChange } from './compare';

export type Note = Said & { readonly no: number };

/** Texts by field that differ from those of the cells read: the service said them of a moment in between. */
export type Texts = Readonly<Record<string, string>>;

export interface Explained {
  /** null: all of it was said. */
  readonly news: RowChange | null;
  readonly beforeTexts: Texts;
  readonly afterTexts: Texts;
  /** Fields of the news that were changed once more, as was said, and when: ms since 1970. */
  readonly former: ReadonlyMap<string, number>;
  /** Further changes that nobody said, each of one cell and known by its texts alone. */
  readonly further: readonly Further[];
  /** Fields that differ in a way that nobody said, or not all of it. */
  readonly open: ReadonlySet<string>;
  /** Notes that lead to what was read. */
  readonly used: ReadonlySet<number>;
}

interface Further {
  readonly field: string;
  readonly beforeTexts: Texts;
  readonly afterTexts: Texts;
  /** When it was changed once more, ms since 1970; Infinity: not until the reading. */
  readonly until: number;
}

/** When a row was read before, and when it is read now. */
export interface Times {
  /** Since when a cell may have changed that had this text. */
  readonly since: (fieldId: string, text: string) => Span;
  /** From the question to the answer. */
  readonly until: Span;
  /** Number of the last note that had arrived when the service was asked. */
  readonly newest: number;
}

/**
 * @param text of a cell, as a person reads it
 * @param alias the same with names that are known from elsewhere: of people whom the service itself does not list any more
 */
export function explain(
  change: RowChange,
  notes: readonly Note[],
  text: (fieldId: string, value: unknown) => string,
  times: Times,
  alias: (fieldId: string, value: unknown) => string = text,
): Explained {
  const { action } = change;
  const before = change.before ?? {};
  const after = change.after ?? {};
  const used = new Set<number>();
  const open = new Set<string>();
  const former = new Map<string, number>();
  const further: Further[] = [];
  const texts = { before: new Map<string, string>(), after: new Map<string, string>() };
  const same = notes.filter((note) => note.action === action);
  for (const { no } of action === 'updated' ? [] : same) used.add(no);
  const isSaid = action !== 'updated' && same.length > 0;

  function told(news: RowChange | null): Explained {
    const within = (all: ReadonlyMap<string, string>) =>
      Object.fromEntries([...all].filter(() => news !== null));
    return {
      news,
      beforeTexts: within(texts.before),
      afterTexts: within(texts.after),
      former,
      further,
      open,
      used,
    };
  }

  if (action === 'deleted') {
    if (isSaid) return told(null);
    for (const id of fieldsOf(notes)) {
      const last = endOf(text(id, before[id]), stepsOf(notes, id));
      if (last !== text(id, before[id])) texts.before.set(id, last);
    }
    return told(change);
  }
  const kept: string[] = [];
  for (const id of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const steps = stepsOf(notes, id);
    // What a service leaves out when it says that a row is new (formulas, numbers) is of the same moment.
    if (steps.length === 0 && isSaid) continue;
    const from = asSaid(text(id, before[id]), alias(id, before[id]), before[id], steps);
    const to = asSaid(text(id, after[id]), alias(id, after[id]), after[id], steps);
    const stretch = { before: from, after: to, since: times.since(id, from), until: times.until };
    const parted =
      steps.length === 0
        ? { missing: [stretch], used: [] }
        : part<Step>(stretch, arrivedBefore(times, steps));
    for (const { no } of parted.used) used.add(no);
    const [missing, ...others]: readonly Stretch[] = parted.missing;
    if (!missing) continue;
    const until = (one: Stretch) =>
      one.until.to === times.until.to ? Number.POSITIVE_INFINITY : startOf(parted.used, one.after);
    for (const one of others) {
      const [beforeTexts, afterTexts] = [{ [id]: one.before }, { [id]: one.after }];
      further.push({ field: id, beforeTexts, afterTexts, until: until(one) });
    }
    if (action === 'updated' && until(missing) < Number.POSITIVE_INFINITY) {
      former.set(id, until(missing));
    }
    kept.push(id);
    open.add(id);
    if (missing.before !== from) texts.before.set(id, missing.before);
    if (missing.after !== to) texts.after.set(id, missing.after);
  }
  if (kept.length === 0 && (action === 'updated' || isSaid)) return told(null);
  return told({
    ...change,
    action: isSaid ? 'updated' : action,
    before: isSaid || change.before ? pick(before, kept, texts.before) : null,
    after: pick(after, kept, texts.after),
  });
}

/**
 * A reading gives a long number as the nearest double, and people who have left without their names; what was said has all digits
 * and names, and is the same.
 */
function asSaid(text: string, alias: string, value: unknown, steps: readonly Step[]): string {
  const said = steps.flatMap((step) => [step.before ?? '', step.after]);
  if (alias !== text && said.includes(alias) && !said.includes(text)) return alias;
  if (typeof value !== 'number') return text;
  return said.find((one) => one.trim() !== '' && Number(one) === value) ?? text;
}

/** When the first step from a text began; where none is known to, nothing is known to have been before it. */
function startOf(steps: readonly Step[], text: string): number {
  const starts = steps.filter(({ before }) => before === text).map((step) => step.from);
  return starts.length > 0 ? Math.min(...starts) : Number.NEGATIVE_INFINITY;
}

const fieldsOf = (notes: readonly Note[]) =>
  new Set(notes.flatMap(({ cells }) => Object.keys(cells)));

export const stepsOf = (notes: readonly Note[], fieldId: string): readonly Step[] =>
  notes.flatMap(({ no, cells, from, to }) => {
    const cell = cells[fieldId];
    return cell ? [{ ...cell, no, from: from ?? always.from, to: to ?? always.to }] : [];
  });

/** What had arrived when the service was asked has happened before; what came later, be it of the same millisecond, may not. */
const arrivedBefore = ({ newest, until }: Times, steps: readonly Step[]): readonly Step[] =>
  steps.map((one) =>
    one.no > newest && one.to >= until.from - 1
      ? { ...one, to: Math.max(one.to, until.from) }
      : { ...one, to: Math.min(one.to, until.from - 1) },
  );

/** The value of another moment is not known, only its text. */
const pick = (
  cells: Readonly<Record<string, unknown>>,
  ids: readonly string[],
  texts: ReadonlyMap<string, string>,
) =>
  Object.fromEntries(ids.flatMap((id) => (id in cells && !texts.has(id) ? [[id, cells[id]]] : [])));
