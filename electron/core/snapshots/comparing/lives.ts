// Keys that a database gives again: the row that had one and the row that has it now are two rows. Pure.
import type { Row } from '../../sources/source';
import type { Note } from './explain';

/** What became of one row between two readings. */
export interface Life {
  readonly former: Row | undefined;
  readonly latter: Row | undefined;
  /** What the service said of it, of what is known of its key. */
  readonly notes: readonly Note[];
}

/** ms; services that give the time with more or fewer digits, by the call, still mean the same one. */
const rounding = 1000;

/** @param notes in the order in which they came */
export function livesOf(
  former: Row | undefined,
  latter: Row | undefined,
  notes: readonly Note[],
): readonly Life[] {
  const began = former?.created?.at;
  const begins = latter?.created?.at;
  const isSame = began === undefined || begins === undefined || begins - began < rounding;
  if (isSame) return [{ former, latter, notes }];
  const end = notes.findLastIndex(({ action }) => action === 'deleted') + 1;
  const birth = notes.findIndex(({ action }) => action === 'created');
  const place = end > 0 ? end : birth < 0 ? notes.length : birth;
  return [
    { former, latter: undefined, notes: notes.slice(0, place) },
    { former: undefined, latter, notes: notes.slice(place) },
  ];
}
