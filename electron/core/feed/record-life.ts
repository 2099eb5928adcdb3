// Which of a record's changes belong to the life that it had at a moment: a row may be deleted, and be put back. Pure.
import type { Action } from '#shared/event';

export interface Life {
  readonly state: 'there' | 'deleted' | 'not-yet';
  /** Events of this life: from this place up to, not including, `to`. */
  readonly from: number;
  readonly to: number;
  /** What happened before this place had happened at the moment; of a deleted record, all but its deletion. */
  readonly moment: number;
  /** The record was neither deleted nor made anew since. */
  readonly isLast: boolean;
}

/**
 * @param events oldest first
 * @param place how many of them had happened; 0: before the first
 */
export function lifeAt(events: readonly { readonly action: Action }[], place: number): Life {
  const isDeleted = events[place - 1]?.action === 'deleted';
  const moment = isDeleted ? place - 1 : place;
  const begin = events
    .slice(0, moment)
    .findLastIndex(({ action }) => action === 'created' || action === 'deleted');
  const from = begin < 0 ? 0 : events[begin]?.action === 'deleted' ? begin + 1 : begin;
  const ahead = events.slice(moment).findIndex(({ action }) => action !== 'updated');
  const next = ahead < 0 ? undefined : events[moment + ahead];
  if (!next) return { state: 'there', from, to: events.length, moment, isLast: true };
  const isNotYet = place === 0 && ahead === 0 && next.action === 'created';
  return {
    state: isDeleted ? 'deleted' : isNotYet ? 'not-yet' : 'there',
    from,
    to: moment + ahead + (next.action === 'deleted' ? 1 : 0),
    moment,
    isLast: false,
  };
}
