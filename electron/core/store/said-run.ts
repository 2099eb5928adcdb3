// Several notes of what a service said of one record as one, where that loses nothing. Pure.
import type { Said } from './store';

type Note = Said & { readonly no: number };

/** @returns the notes, those that go on from one another joined under the number of the last; in their order */
export function joined(notes: readonly Note[]): readonly Note[] {
  const done: Note[] = [];
  for (const note of notes) {
    const last = done.at(-1);
    const one = last && join(last, note);
    if (one) done[done.length - 1] = one;
    else done.push(note);
  }
  return done;
}

/** @returns null where something may lie between the two that nobody said, or the row itself came or went */
function join(former: Note, latter: Note): Note | null {
  if (former.action !== 'updated' || latter.action !== 'updated') return null;
  const cells: Record<string, Said['cells'][string]> = { ...former.cells };
  for (const [id, cell] of Object.entries(latter.cells)) {
    const earlier = former.cells[id];
    if (earlier && earlier.after !== cell.before) return null;
    cells[id] = earlier ? { before: earlier.before, after: cell.after } : cell;
  }
  return {
    no: latter.no,
    action: 'updated',
    cells,
    from: former.from === null || latter.from === null ? null : Math.min(former.from, latter.from),
    to: former.to === null || latter.to === null ? null : Math.max(former.to, latter.to),
  };
}
