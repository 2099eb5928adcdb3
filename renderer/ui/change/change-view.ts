// Decides how one changed field is shown, in the feed and in the detail alike. Pure.
import type { Action, Chip, FieldChange, FieldType } from '#shared/event';
import type { Held } from '#shared/record-then';
import { numberDelta, sayNumber } from './number-delta';
import { cap } from './plain-text';
import { type DiffPart, wordDiff } from './word-diff';

export type SideView =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'chips'; readonly chips: readonly Chip[] }
  | { readonly kind: 'check'; readonly on: boolean }
  /** The cell holds nothing. */
  | { readonly kind: 'empty' }
  /** The service did not say. */
  | { readonly kind: 'unknown' };

export interface ChangeView {
  readonly field: FieldChange['field'];
  readonly before: SideView;
  readonly after: SideView;
  /** How far a number moved: `+250`. */
  readonly delta: string | null;
  /** Word by word, for texts that have enough in common. */
  readonly words: readonly DiffPart[] | null;
}

const numeric: ReadonlySet<FieldType> = new Set([
  'number',
  'percent',
  'currency',
  'rating',
  'formula',
]);
const wordless: ReadonlySet<FieldType> = new Set([
  ...numeric,
  'checkbox',
  'date',
  'date-time',
  'duration',
  'single-select',
  'multi-select',
  'person',
  'phone',
  'auto-number',
]);

/** Texts shorter than this are read faster as a whole than as changed words. */
const shortText = 28;
/** Most characters of a value that are drawn; the raw delivery has the rest. */
const longestValue = 20_000;

/** @param locale BCP 47 tag, for numbers and for where words end */
export function viewChange(change: FieldChange, action: Action, locale: string): ChangeView {
  const type = change.field.type ?? 'other';
  const before = viewSide(type, change.before, change.beforeText, change.beforeChips, locale);
  const after = viewSide(type, change.after, change.afterText, change.afterChips, locale);
  const texts = action === 'updated' ? bothTexts(change) : null;
  return {
    field: change.field,
    before,
    after,
    delta: texts && numeric.has(type) ? numberDelta(texts[0], texts[1], locale) : null,
    words:
      texts && !wordless.has(type) && before.kind === 'text' && after.kind === 'text'
        ? wordsOf(texts[0], texts[1], locale)
        : null,
  };
}

/** @param held null: nobody knows */
export const viewHeld = (type: FieldType, held: Held | null, locale: string): SideView =>
  viewSide(type, held?.value, held?.text, held?.chips, locale);

function viewSide(
  type: FieldType,
  value: unknown,
  text: string | undefined,
  chips: readonly Chip[] | undefined,
  locale: string,
): SideView {
  if (chips && chips.length > 0) return { kind: 'chips', chips };
  if (type === 'checkbox' && typeof value === 'boolean') return { kind: 'check', on: value };
  if (text === undefined) return { kind: 'unknown' };
  if (text === '') return { kind: 'empty' };
  return {
    kind: 'text',
    text: numeric.has(type) ? sayNumber(text, locale) : cap(text, longestValue),
  };
}

function bothTexts({ beforeText, afterText }: FieldChange): readonly [string, string] | null {
  return beforeText && afterText ? [beforeText, afterText] : null;
}

function wordsOf(before: string, after: string, locale: string): readonly DiffPart[] | null {
  if (Math.max(before.length, after.length) < shortText) return null;
  return wordDiff(before, after, locale);
}
