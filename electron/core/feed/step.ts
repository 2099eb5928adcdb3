// Steps along a record's timeline: which of its changes had happened at a moment, and what lies before and after it. Pure.
import type { RecordMoment, RecordStep } from '#shared/record-then';
import type { Outline } from './needed';

/** @param outlines oldest first @returns how many had happened; null: there is no such change */
export function placeAt(
  outlines: readonly Outline[],
  id: string,
  when: RecordMoment,
): number | null {
  if (typeof when === 'number') return outlines.findLastIndex(({ at }) => at <= when) + 1;
  const index = outlines.findIndex((one) => one.id === id);
  if (index < 0) return null;
  return when === 'before' ? index : index + 1;
}

/**
 * @param place from 0, before the first, to as many as there are
 * @returns null: there is none, or the record was not there yet
 */
export function stepTo(outlines: readonly Outline[], place: number): RecordStep | null {
  const [first] = outlines;
  if (place === 0 && first && first.action !== 'created') return { id: first.id, when: 'before' };
  const one = place < 1 ? undefined : outlines[place - 1];
  return one ? { id: one.id, when: 'after' } : null;
}
