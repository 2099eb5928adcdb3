// How the simulated server is set up, and the faults it can be given.
import type { SimTable } from './table';

export const apiToken = 'a'.repeat(40);
export const accountToken = 'b'.repeat(40);

export interface Faults {
  /** Answers so many calls with 429. */
  busy: number;
  /** Answers calls of a base beyond so many in a window of so many ms with 429; null: it has no limit. */
  limit: { readonly calls: number; readonly windowMs: number } | null;
  /** ms until the log shows an operation. */
  logDelay: number;
  /** The log cannot be read: servers and tokens without it. */
  noLog: boolean;
  /** ms by which webhooks tell another time than the log. */
  hookSkew: number;
  /** Operations up to this number are no longer in the log. */
  forgotten: number;
  /** A server before 5.3 has its channel at `/socket.io`. */
  oldPath: boolean;
  /** A channel of another age: it refuses clients of today, or welcomes them as Socket.IO 2 does. */
  otherAge: 'refuses' | 'welcomes' | null;
}

type SimPeople = readonly (readonly [id: string, name: string])[];

export interface SeatableOptions {
  readonly uuid: string;
  readonly name: string;
  readonly workspace: number;
  readonly tables: readonly SimTable[];
  readonly people: SimPeople;
  /** Users of its apps, who are listed apart. */
  readonly appUsers?: SimPeople;
  /** Known to the server, and no longer listed. */
  readonly left?: SimPeople;
  readonly now: () => number;
  readonly faults?: Partial<Faults>;
}
