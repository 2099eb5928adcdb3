// Decides which events deserve a notification of their own and which share a digest. Pure.
import type { ChangeEvent } from '#shared/event';
import { newestFirst, placeOf } from '#shared/feed';

export const flood = {
  /** Notifications shown one by one within `windowMs`; more become a digest. */
  singles: 3,
  windowMs: 10_000,
  /** ms that a digest waits for more before it is shown. */
  gatherMs: 4000,
  /** ms without another change after which what was read afterwards is told, and ms after which it is told anyway. */
  quietMs: 6000,
  patienceMs: 120_000,
} as const;

export interface NotificationPlan {
  readonly single: readonly ChangeEvent[];
  readonly gather: readonly ChangeEvent[];
  /** Found afterwards by reading: they come in over seconds, and are told together once no more come. */
  readonly found: readonly ChangeEvent[];
}

/**
 * @param events newly stored; those of one moment are told in the order of the feed, the oldest first
 * @param recent ms since 1970 of the notifications shown one by one so far
 * @param gathering whether a digest is being gathered already
 * @param now ms since 1970
 */
export function planNotifications(
  events: readonly ChangeEvent[],
  recent: readonly number[],
  gathering: boolean,
  now: number,
): NotificationPlan {
  // What a person replays is known to them.
  const inTime = events.toSorted((a, b) => newestFirst(placeOf(b), placeOf(a)));
  const news = inTime.filter(({ origin }) => origin === 'push' || origin === 'live');
  const found = inTime.filter((event) => event.origin === 'catch-up' && !isByFormula(event));
  if (gathering) return { single: [], gather: news, found };
  const room = flood.singles - recent.filter((at) => now - at < flood.windowMs).length;
  return news.length <= room
    ? { single: news, gather: [], found }
    : { single: [], gather: news, found };
}

/** What comparing found that the service worked out by itself: nobody did anything, and today's date alone changes it every night. */
const isByFormula = ({ action, changes }: ChangeEvent): boolean =>
  action === 'updated' &&
  changes.length > 0 &&
  changes.every(({ field }) => field.type === 'formula');
