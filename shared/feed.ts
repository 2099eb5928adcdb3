// The feed as the page reads it: pages of rows, newest first, and what is new since a sequence number.
import { z } from 'zod';
import type { ChangeEvent } from './event';

/** Place in the feed, after which the next page starts: newest first by time, then by `seq`. */
export const feedCursor = z.object({ at: z.number(), seq: z.number().int() });
export type FeedCursor = z.infer<typeof feedCursor>;

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
