// Deliveries as a person inspects them: what arrived, what was made of it, and why.
import type { Origin, SourceId } from './event';
import type { Problem } from './result';

/**
 * pending: stored, not yet understood. decoded: became events (maybe none). undecoded: the parser could not
 * read it; kept and replayable. rejected: refused by a check (signature, token, age); kept and replayable. held: could not be
 * checked here (a secret is not at hand); kept unread, and read by itself once it can be.
 */
export const deliveryStates = ['pending', 'decoded', 'undecoded', 'rejected', 'held'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export interface DeliverySummary {
  readonly id: string;
  readonly seq: number;
  readonly source: SourceId;
  readonly connectionId: string;
  readonly subscriptionId: string | null;
  readonly channel: Origin;
  /** ms since 1970. */
  readonly receivedAt: number;
  readonly state: DeliveryState;
  /** Why it was rejected or could not be decoded. */
  readonly issue: Problem | null;
  /** Bytes of the body. */
  readonly size: number;
  /** Changes that it became, or that were found where it said that something had changed. */
  readonly events: number;
  /** Times the same delivery arrived again. */
  readonly repeats: number;
  /** Not sent by the service, but made here by comparing a table with its snapshot. */
  readonly compared: boolean;
}

export interface DeliveryDetail extends DeliverySummary {
  readonly headers: Readonly<Record<string, string>>;
  /** The body as UTF-8 text; bytes that are no UTF-8 are shown as U+FFFD. Hostile until proven text. */
  readonly body: string;
  readonly bodyIsText: boolean;
  readonly eventIds: readonly string[];
  /** A command that posts the same bytes to the same address again. */
  readonly curl: string;
}
