// The feed as the page reads it: pages of rows, newest first, and what is new since a sequence number.
import { z } from 'zod';
import type { ChangeEvent } from './event';

const longestDelayMs = 30 * 24 * 3_600_000;
const clockErrorMs = 5 * 60_000;

/** Place in the feed, after which the next page starts: newest first by time, then by the service's own order, then by `seq`. */
export const feedCursor = z.object({
  at: z.number(),
  order: z.number().int().optional(),
  seq: z.number().int(),
});
export type FeedCursor = z.infer<typeof feedCursor>;

export const cursorOf = ({ at, order, seq }: FeedCursor): FeedCursor => ({ at, order, seq });

/** The order of the feed, newest first: what the service does not count stands below what it counted of the same moment. */
export const newestFirst = (a: FeedCursor, b: FeedCursor): number =>
  b.at - a.at || (b.order ?? 0) - (a.order ?? 0) || b.seq - a.seq;

/**
 * Where an event stands in the feed, ms since 1970: the service's clock where it is plausible, else ours. A service may
 * deliver up to a month late (catch-up), but no event comes from the future beyond a clock's error.
 */
export function feedTime(event: Pick<ChangeEvent, 'occurredAt' | 'receivedAt'>): number {
  const { occurredAt, receivedAt } = event;
  const plausible =
    occurredAt !== null &&
    occurredAt >= receivedAt - longestDelayMs &&
    occurredAt <= receivedAt + clockErrorMs;
  return Math.floor(plausible ? occurredAt : receivedAt);
}

/** Where an event stands that is no row yet. */
export const placeOf = (event: ChangeEvent): FeedCursor =>
  cursorOf({ ...event, at: feedTime(event) });

export interface FeedRow extends ChangeEvent {
  readonly unread: boolean;
  /** ms since 1970 by which the feed is sorted: the service's clock where it is plausible, else ours. */
  readonly at: number;
}

export interface FeedPage {
  readonly rows: readonly FeedRow[];
  /** null: no older rows. */
  readonly next: FeedCursor | null;
  /** Rows that match the query, and how many of all rows it hides. */
  readonly total: number;
  readonly hidden: number;
  /** The newest `seq` this answer knows; ask `feed.since` from here. */
  readonly seq: number;
}

/** A saved query with a name, in the rail. */
export const savedView = z.object({
  id: z.string().min(1),
  name: z.string().min(1).max(80),
  query: z.string().max(2000),
});
export type SavedView = z.infer<typeof savedView>;

export interface ViewCount extends SavedView {
  readonly unread: number;
}
