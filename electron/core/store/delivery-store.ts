// What the store keeps of deliveries: the bytes as they arrived, and what became of each.
import type { DeliveryState, DeliverySummary } from '#shared/delivery';
import type { Origin, SourceId } from '#shared/event';
import type { Problem } from '#shared/result';

export interface NewDelivery {
  readonly id: string;
  readonly source: SourceId;
  readonly connectionId: string;
  readonly subscriptionId: string | null;
  readonly channel: Origin;
  /** ms since 1970. */
  readonly receivedAt: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly state: 'pending' | 'rejected' | 'held';
  readonly issue: Problem | null;
  /** Two deliveries of one subscription with the same key, no further apart than `repeatWithinMs` (null: ever), are one. Null: never a repeat. */
  readonly repeatKey: string | null;
  readonly repeatWithinMs: number | null;
  /** Not sent by the service, but made by comparing a table with its snapshot. */
  readonly compared?: boolean;
}

export interface StoredDelivery extends DeliverySummary {
  /** Put back to `pending` by `requeue`: what becomes of it has the origin `replay`. */
  readonly replayed: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export type InsertOutcome =
  | { readonly kind: 'stored'; readonly seq: number }
  | { readonly kind: 'repeat'; readonly of: string };

export interface DeliveryStore {
  /** Writes all of them in one transaction that is on disk when this returns; throws `StoreFailure` when it cannot. */
  insert(deliveries: readonly NewDelivery[]): readonly InsertOutcome[];
  /** Oldest first, without those set aside; those alone that were put back, when `replayed`. */
  pending(limit: number, options?: { readonly replayed: boolean }): readonly StoredDelivery[];
  /** Pending still, but its values are being read: not given out by `pending` until it is settled or the store is opened again. */
  setAside(id: string, reading?: number): void;
  /** Gives one out again that was set aside. */
  takeBack(id: string): void;
  /** Records what became of a delivery. @param outcome `reading`: number of its source's reading; absent: as it was */
  settle(
    id: string,
    outcome: {
      readonly state: DeliveryState;
      readonly issue: Problem | null;
      readonly events: number;
      readonly reading?: number;
    },
  ): void;
  /** Newest first. */
  list(filter: {
    readonly state: DeliveryState | null;
    readonly connectionId: string | null;
    readonly beforeSeq: number | null;
    readonly limit: number;
  }): readonly DeliverySummary[];
  get(id: string): StoredDelivery | null;
  /** It is there still, and nobody has settled it. */
  isPending(id: string): boolean;
  /** Puts deliveries back to `pending`. @returns how many */
  requeue(ids: readonly string[]): number;
  /** Of one state; costs little where these are few among a million others. */
  count(state: DeliveryState): number;
  counts(): Readonly<Record<DeliveryState, number>>;
  lastReceivedAt(subscriptionId: string): number | null;
  replaceHeaders(id: string, headers: Readonly<Record<string, string>>): void;
  /** Why the newest delivery of a subscription was refused; null when it was not. */
  lastRefusal(subscriptionId: string): Problem | null;
  /** Keeps only the newest `keep` rejected deliveries of a subscription, so that a forger cannot fill the disk. */
  trimRejected(subscriptionId: string, keep: number): void;
}
