// Decides how many changed fields a row has room for, so that what is shown is shown whole and the rest is counted. Pure.
import type { Settings } from '#shared/settings';
import type { ChangeView, SideView } from './change-view';
import { oneLine } from './plain-text';

/** Fields a row shows at most; the detail has all. */
export const mostShown = 3;

/** Pixels; estimates a little on the wide side, the row cuts with an ellipsis what is wider still. */
const wide = 13.2;
const narrow = 7;
const fieldGap = 18;
const arrow = 24;
const more = 34;
/** A long text is worth showing from here on, and takes what is left beyond. */
const leastWords = 230;
const mostSide = 260;
/** With more room than this both values are shown, cut if need be. */
const leastBoth = 240;

interface Fit {
  /** How many of the changes to show, at least one. */
  readonly count: number;
  /** Not even the first fits: its values matter more than its name. */
  readonly tight: boolean;
}

/** @param room pixels */
export function fitChanges(
  names: readonly string[],
  changes: readonly ChangeView[],
  room: number,
): Fit {
  let used = 0;
  let count = 0;
  let tight = false;
  for (const change of changes.slice(0, mostShown)) {
    const left = changes.length > count + 1 ? room - more : room;
    const width = Math.min(120, textWidth(names[count] ?? '')) + 5 + changeWidth(change);
    if (count > 0 && used + fieldGap + width > left) break;
    if (count === 0) tight = change.words === null && left < leastBoth && width > left;
    used += (count > 0 ? fieldGap : 0) + width;
    count += 1;
  }
  return { count, tight };
}

function changeWidth(change: ChangeView): number {
  if (change.words) return leastWords;
  const sides = [change.before, change.after].map(sideWidth);
  const both = sides.reduce((sum, width) => sum + width, 0);
  const delta = change.delta === null ? 0 : textWidth(change.delta) + 14;
  return both + arrow + delta;
}

function sideWidth(side: SideView): number {
  switch (side.kind) {
    case 'text':
      return Math.min(mostSide, textWidth(oneLine(side.text, 80)));
    case 'chips':
      return side.chips
        .slice(0, 3)
        .reduce((sum, chip) => sum + Math.min(160, textWidth(oneLine(chip.text, 40)) + 14) + 4, 0);
    case 'check':
      return 18;
    case 'empty':
      return 40;
    case 'unknown':
      return 0;
  }
}

/** Han, kana, hangul, full-width forms and emoji take a square; what else there is, about half of it. */
function textWidth(text: string): number {
  let width = 0;
  for (const c of text)
    width +=
      /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]|\p{Emoji_Presentation}/u.test(
        c,
      )
        ? wide
        : narrow;
  return width;
}

/**
 * The room a feed row's changes have, by the columns of `feed/row.module.css`.
 * @param width of the list, pixels
 */
export function changesRoom(width: number, density: Settings['density']): number {
  const inner = width - 84;
  const slim = width <= 560;
  if (density === 'comfortable') return slim ? inner - 84 : inner;
  return slim ? (width - 64) * 0.68 - 100 : (width - 64) * 0.47 - 100;
}
