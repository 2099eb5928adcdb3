// What reading deliveries again asks of the store: which are due, what each told, and taking back what is told no more.
import type { Action, Subject } from '#shared/event';
import type { NewEvent } from './new-event';

/** An event as the delivery that told it first knows it: enough to find it again. */
export interface ToldEvent {
  readonly id: string;
  readonly subject: Subject;
  readonly action: Action;
  readonly baseId: string;
  readonly tableId: string;
  /** `''` where it is of no record. */
  readonly recordId: string;
}

export interface RereadStore {
  /** Ids of decoded and undecoded deliveries that were read by an older number than `reading`, the newest first. */
  due(connectionId: string, reading: number, limit: number): readonly string[];
  isDue(id: string, reading: number): boolean;
  countDue(connectionId: string, reading: number): number;
  /** Makes deliveries due again, whatever they were read by. @returns how many */
  makeDue(ids: readonly string[]): number;
  /** Events that were stored from a delivery, in the order in which they were. */
  told(deliveryId: string): readonly ToldEvent[];
  /** The id by which an event is stored that is known by this one. */
  storedAs(id: string): string | null;
  /**
   * Takes an event out of the feed that one delivery alone told, and nothing else; it is kept beside the delivery.
   * @returns false where others told it too
   */
  withdraw(id: string): boolean;
  /** Stores an event that is new without a word; as unread alone as it was when it was withdrawn. */
  add(event: NewEvent): void;
}
