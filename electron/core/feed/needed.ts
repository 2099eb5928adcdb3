// Which of a record's changes tell how it was at a moment: of thousands, the few nearest that name each field. Pure.
import type { Action } from '#shared/event';

/** A change without its values. */
export interface Outline {
  readonly seq: number;
  readonly id: string;
  /** ms since 1970. */
  readonly at: number;
  readonly action: Action;
  /** Ids of the fields that it names. */
  readonly fields: readonly string[];
}

/**
 * @param outlines of one record, oldest first
 * @param place how many of them had happened
 * @returns those to be read, oldest first, and how many of these had happened
 */
export function neededAt(
  outlines: readonly Outline[],
  place: number,
): { readonly seqs: readonly number[]; readonly place: number } {
  // What a deleted record held is what was so before its deletion.
  const deletion = outlines[place - 1]?.action === 'deleted' ? 1 : 0;
  const past = nearest(outlines.slice(0, place - deletion).reverse()).reverse();
  const coming = nearest(outlines.slice(place - deletion));
  return { seqs: [...past, ...coming], place: past.length + deletion };
}

/** The first always, and each that names what none before it did. */
function nearest(outlines: readonly Outline[]): number[] {
  const seen = new Set<string>();
  const first = outlines[0];
  return outlines
    .filter((one) => {
      const news = marksOf(one).filter((mark) => !seen.has(mark));
      for (const mark of news) seen.add(mark);
      return news.length > 0 || one === first;
    })
    .map(({ seq }) => seq);
}

/** Beside its fields: that the record was made or deleted, or that it is not said what of it changed. */
const marksOf = ({ action, fields }: Outline): readonly string[] => [
  ...fields.map((id) => `field ${id}`),
  ...(action !== 'updated' || fields.length === 0 ? [action] : []),
];
