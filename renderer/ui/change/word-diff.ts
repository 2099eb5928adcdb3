// Which words of a text changed, for any script, and a short cut-out around them.
import { diffWords } from 'diff';

export interface DiffPart {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

export interface ExcerptPart {
  readonly kind: DiffPart['kind'] | 'gap';
  readonly text: string;
}

/** Most characters compared: beyond, both texts are shown whole. */
const longest = 10_000;
/** Most words that may differ: keeps hostile texts from costing seconds. */
const mostEdits = 160;

/**
 * @param locale BCP 47 tag; decides where words end, which Chinese does not write
 * @returns null when the texts are too long or have too little in common for a comparison to help
 */
export function wordDiff(
  before: string,
  after: string,
  locale: string,
): readonly DiffPart[] | null {
  if (before.length > longest || after.length > longest) return null;
  const changes = diffWords(before, after, {
    intlSegmenter: new Intl.Segmenter(locale, { granularity: 'word' }),
    maxEditLength: mostEdits,
  });
  if (!changes) return null;
  const parts = changes.map(({ added, removed, value }): DiffPart => {
    return { kind: added ? 'added' : removed ? 'removed' : 'same', text: value };
  });
  const same = parts.reduce((n, part) => (part.kind === 'same' ? n + part.text.length : n), 0);
  return same * 3 >= Math.min(before.length, after.length) ? parts : null;
}

/**
 * The changed words with a little around them.
 * @param around characters of unchanged text kept on each side of a change
 */
export function excerpt(parts: readonly DiffPart[], around: number): readonly ExcerptPart[] {
  return parts.flatMap((part, place): readonly ExcerptPart[] => {
    if (part.kind !== 'same') return [part];
    const first = place === 0;
    const last = place === parts.length - 1;
    const head = first ? '' : leading(part.text, around);
    const tail = last ? '' : trailing(part.text, around);
    if (head.length + tail.length >= part.text.length) return [part];
    const gap: ExcerptPart = { kind: 'gap', text: '…' };
    return [
      ...(head ? [{ kind: 'same', text: head } as const] : []),
      gap,
      ...(tail ? [{ kind: 'same', text: tail } as const] : []),
    ];
  });
}

/** The first words of a text, at most `limit` characters; cut at a space where one is near. */
function leading(text: string, limit: number): string {
  const cut = [...text.slice(0, limit * 2)].slice(0, limit).join('');
  if (cut.length === text.length) return cut;
  const space = cut.lastIndexOf(' ');
  return space > limit / 2 ? cut.slice(0, space + 1) : cut;
}

function trailing(text: string, limit: number): string {
  const cut = [...text.slice(-limit * 2)].slice(-limit).join('');
  if (cut.length === text.length) return cut;
  const space = cut.indexOf(' ');
  return space >= 0 && space < limit / 2 ? cut.slice(space) : cut;
}
