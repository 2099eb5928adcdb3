// What is wrong with the hooks of a connection: wanted against existing, and what was or can be done about it.
import type { Problem } from './result';

export type FindingKind =
  | 'missing' // wanted, and not there
  | 'duplicate' // two of ours for one subscription
  | 'foreign' // not ours; counts against the limit and is left alone
  | 'orphaned' // calls an address of ours that nothing here wants any more
  | 'disabled' // switched off by the service
  | 'wrong-address' // ours, but calls another address than today's
  | 'outdated' // ours, but watches other fields than wanted now
  | 'over-limit' // the service takes no more
  | 'not-removed' // the service would not remove it
  | 'elsewhere'; // changes never arrived by an open channel: another client seems to get them

export interface Finding {
  /** Stable while the finding lasts. */
  readonly id: string;
  readonly kind: FindingKind;
  /** Ids at the service; empty when none exists. */
  readonly hookIds: readonly string[];
  readonly subscriptionId: string | null;
  readonly tableId: string | null;
  /** null: it is not known, or this is not about one table. */
  readonly tableName: string | null;
  /** ms since 1970 when it was first seen. */
  readonly since: number;
  /** `mended`: done by itself at the last look. `open`: not as it should be; a remedy is one button. `stands`: only said. */
  readonly state: 'mended' | 'open' | 'stands';
  /** What the button does. */
  readonly remedy: 'recreate' | 'remove' | null;
  /** Why mending failed, or what the service said. */
  readonly problem: Problem | null;
}

/** How a connection is, beyond its problems. Times are ms since 1970, durations ms. */
export interface ConnectionHealth {
  readonly lastCheckAt: number | null;
  /** Through the public address to our receiver and back; null when it was not tried or did not come back. */
  readonly roundTripMs: number | null;
  readonly canary: 'passed' | 'failed' | 'not-tried';
  /** Deliveries of this connection that are not read yet. */
  readonly queue: number;
  /** The service's clock minus ours; null while unknown. */
  readonly clockSkewMs: number | null;
  /** When each watched table was last compared as a whole; null: never. */
  readonly comparedAt: number | null;
  /** Why tables could not be read when they were compared last; null: they could, or never were. */
  readonly compareProblem: Problem | null;
  /** Names of tables and fields were read then. */
  readonly namesAt: number | null;
  /** Of the service's server, where a service has servers of its own versions. */
  readonly serverVersion: string | null;
}
