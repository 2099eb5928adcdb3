// A time in which nothing could arrive, and whether what happened then was fetched afterwards.
import type { Problem } from './result';

export type GapReason =
  | 'closed' // the app did not run
  | 'asleep' // the machine slept
  | 'offline' // no network
  | 'unreachable' // the public address did not lead here
  | 'live-down' // the live channel was not connected
  | 'hook-missing' // the service had no hook, or had switched it off
  | 'refused'; // deliveries could not be kept or checked;

export interface Gap {
  readonly id: number;
  /** null: every connection. */
  readonly connectionId: string | null;
  readonly reason: GapReason;
  /** ms since 1970. */
  readonly from: number;
  /** null: it still lasts. */
  readonly to: number | null;
  /** `open`: it lasts. `filling`: being read. `filled`: complete. `unfilled`: could not be, or the source cannot tell. */
  readonly state: 'open' | 'filling' | 'filled' | 'unfilled';
  /** Changes found afterwards. */
  readonly recovered: number;
  readonly problem: Problem | null;
}
