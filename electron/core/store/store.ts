// What the store keeps and answers. One SQLite file; every call is synchronous and runs on the caller's thread.
import type { ChangeEvent, SourceId } from '#shared/event';
import type { FeedCursor, FeedRow, SavedView } from '#shared/feed';
import type { Gap, GapReason } from '#shared/gap';
import type { Query } from '#shared/query/query';
import type { Settings } from '#shared/settings';
import type { Watch } from '#shared/watch';
import type { Outline } from '../feed/needed';
import type { FieldLabel, LabelFact } from '../sources/source';
import type { DeliveryStore } from './delivery-store';
import type { LinkedEvents } from './linked-events';
import type { KnownEvent, NewEvent } from './new-event';
import type { RereadStore } from './rereads';
import type { SnapshotStore } from './snapshot-store';
import type { Tellings } from './telling';

export type * from './delivery-store';
export type * from './new-event';
export type * from './snapshot-store';

export interface EventStore extends LinkedEvents, Tellings {
  /**
   * Stores events; one whose id is known already is not stored twice: its content is replaced when it came by
   * `replay` (what other deliveries added to it stays), else left as it is; its order, origin, arrival and read state stay.
   * @returns the events that are new, with their `seq`
   */
  insert(events: readonly NewEvent[]): readonly ChangeEvent[];
  /**
   * The same change told by another delivery: gives the stored event what it lacks (values, names, who, when), and takes
   * nothing away. Its order, arrival and read state stay.
   * @returns it as it is now, or null when there is nothing to add, or no event with this id
   */
  enrich(event: NewEvent): ChangeEvent | null;
  /**
   * Gives a stored event that named a record only the changes, title, certainty and link of `event`; its id, order, times,
   * origin and read state stay. @returns it as it is now, or null when there is none with this id
   */
  fill(id: string, event: NewEvent): ChangeEvent | null;
  /**
   * Gives an event that was found by comparing the content that the service itself states; its order, arrival and read
   * state stay, and from now on it is known by the id of `event` too.
   */
  restate(id: string, event: NewEvent): ChangeEvent | null;
  /**
   * Gives a stored event what a better reading says; its id, order of arrival and read state stay, its time is that of what it says.
   * @param decide gives it as it is to be; null: as it is
   * @param alias another id by which it is known from now on
   * @returns it as it is now, or null when nothing of it is another
   */
  revise(
    id: string,
    decide: (known: KnownEvent) => KnownEvent | null,
    alias: string | null,
  ): ChangeEvent | null;
  knows(id: string): boolean;
  /** Newest first: by time (`at`), then by the service's own order, then by `seq`. */
  page(query: Query, after: FeedCursor | null, limit: number): readonly FeedRow[];
  /** Stored after `seq`, matching, newest first. */
  since(query: Query, seq: number, limit: number): readonly FeedRow[];
  count(query: Query): number;
  unread(query: Query): number;
  get(id: string): FeedRow | null;
  ofRecord(
    event: Pick<ChangeEvent, 'record' | 'table' | 'connectionId'>,
    limit: number,
  ): readonly FeedRow[];
  /** All of its changes without their values, in the order of `ofRecord`: thousands cost little. */
  outlinesOf(event: Pick<ChangeEvent, 'record' | 'table' | 'connectionId'>): readonly Outline[];
  /** In the order given; those that cannot be read are left out. */
  bySeqs(seqs: readonly number[]): readonly FeedRow[];
  /** The newest title that any stored event gave this record; services often send it only now and then. */
  titleOf(connectionId: string, tableId: string, recordId: string): string | undefined;
  ofDelivery(deliveryId: string): readonly string[];
  /** @returns how many changed */
  mark(
    target: { readonly ids: readonly string[] } | { readonly query: Query },
    unread: boolean,
  ): number;
  /** 0 before the first event. */
  newestSeq(): number;
  lastAt(connectionId: string | null): number | null;
}

export interface StoredSubscription {
  readonly id: string;
  readonly connectionId: string;
  readonly address: string;
  readonly manage: boolean;
  readonly target: Readonly<Record<string, unknown>>;
  readonly hookId: string | null;
  /** SHA-256 of the secret that the hook was made with. */
  readonly hookDigest: string | null;
  /** The key of the planned hook it stands for; null when a person or a config file chose it. */
  readonly planKey: string | null;
}

/** A hook that is no longer wanted but may still be at the service; what it calls is ours, and nobody else's. */
export interface RetiredHook {
  readonly connectionId: string;
  readonly hookId: string;
  readonly address: string;
  readonly target: Readonly<Record<string, unknown>>;
}

export interface StoredConnection {
  readonly id: string;
  readonly source: SourceId;
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** Secrets that were entered. One that the vault no longer has was lost, and its check cannot be made. */
  readonly secretNames: readonly string[];
  readonly demo: boolean;
  /** Empty where subscriptions are chosen one by one. */
  readonly watch: readonly Watch[];
}

export interface ConnectionStore {
  list(): readonly StoredConnection[];
  get(id: string): StoredConnection | null;
  save(connection: StoredConnection): void;
  setWatch(id: string, watch: readonly Watch[]): void;
  /** Removes it with its subscriptions and labels; with `history` its events and deliveries too. */
  remove(id: string, options: { readonly history: boolean }): void;
  subscriptions(): readonly StoredSubscription[];
  subscriptionsOf(connectionId: string): readonly StoredSubscription[];
  subscription(id: string): StoredSubscription | null;
  saveSubscription(subscription: StoredSubscription): void;
  /** @returns false when the subscription is gone */
  setHook(subscriptionId: string, hookId: string, hookDigest: string): boolean;
  removeSubscription(id: string): void;
  /** Hooks to be removed yet; they outlive their subscription, and go with their connection. */
  retired(connectionId: string): readonly RetiredHook[];
  retire(hook: RetiredHook): void;
  buried(connectionId: string, hookId: string): void;
}

/** Calls made, by meter and hour. A meter's key is made by the budget. */
export interface UsageStore {
  add(meter: string, hour: number, calls: number): void;
  /** Hours since 1970, from `fromHour` on. */
  since(fromHour: number): readonly {
    readonly meter: string;
    readonly hour: number;
    readonly calls: number;
  }[];
  trim(beforeHour: number): void;
}

/** What went through a tunnel whose service limits it by the month; days since 1970 (UTC). */
export interface TrafficStore {
  add(day: number, traffic: Traffic): void;
  /** From `fromDay` on. */
  since(fromDay: number): readonly (Traffic & { readonly day: number })[];
  trim(beforeDay: number): void;
}
interface Traffic {
  readonly requests: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
}

/** How far a service's log of changes was read, by connection. */
export interface CursorStore {
  get(connectionId: string): string | null;
  save(connectionId: string, cursor: string): void;
  /** Another base was picked: its log is another one. */
  forget(connectionId: string): void;
}

export interface GapStore {
  /** @returns its id */
  add(gap: {
    readonly connectionId: string | null;
    readonly reason: GapReason;
    readonly from: number;
    readonly to: number | null;
  }): number;
  update(id: number, patch: Partial<Pick<Gap, 'to' | 'state' | 'recovered' | 'problem'>>): void;
  get(id: number): Gap | null;
  /** Overlapping the time, newest first. A gap of every connection is among those of each. */
  list(filter: {
    readonly from: number;
    readonly to: number;
    readonly connectionId: string | null;
    readonly limit: number;
  }): readonly Gap[];
  /** Those that are `open` or `filling`, oldest first. */
  unsettled(): readonly Gap[];
}

export interface LabelStore {
  learn(connectionId: string, facts: readonly LabelFact[], now: number): void;
  name(
    connectionId: string,
    kind: 'base' | 'table' | 'person' | 'service' | 'address',
    id: string,
  ): string | undefined;
  view(connectionId: string, tableId: string, viewId: string): string | undefined;
  record(connectionId: string, tableId: string, recordId: string): string | undefined;
  field(connectionId: string, tableId: string, fieldId: string): FieldLabel | undefined;
  /** ms since 1970 when something got the name and settings that it has; null: nobody knows. */
  since(connectionId: string, kind: LabelFact['kind'], tableId: string, id: string): number | null;
}

export interface Store {
  readonly deliveries: DeliveryStore;
  readonly events: EventStore;
  readonly rereads: RereadStore;
  readonly connections: ConnectionStore;
  readonly labels: LabelStore;
  readonly snapshots: SnapshotStore;
  readonly usage: UsageStore;
  readonly traffic: TrafficStore;
  readonly gaps: GapStore;
  readonly cursors: CursorStore;
  settings(): Settings;
  saveSettings(settings: Settings): void;
  views(): readonly SavedView[];
  saveViews(views: readonly SavedView[]): void;
  /** The receiver's port of the last run; services and tunnels know it. */
  port(): number | null;
  savePort(port: number): void;
  /** ms since 1970 when this folder was last known to be served. */
  lastAlive(): number | null;
  saveAlive(now: number): void;
  /** Absolute path of the config file that was last served from; null: none ever was. */
  configFile(): string | null;
  saveConfigFile(path: string): void;
  /** Meters that their service declared used up, and until when (ms since 1970) they are left alone. */
  resting(): Readonly<Record<string, number>>;
  saveResting(resting: Readonly<Record<string, number>>): void;
  /** The public address that the hook of a subscription calls, by its id, as far as that is known. */
  hookRoots(): Readonly<Record<string, string>>;
  saveHookRoots(roots: Readonly<Record<string, string>>): void;
  /** All or nothing; nested calls join the outer one. */
  transaction<T>(work: () => T): T;
  /** Checkpoints the log and closes the file. */
  close(): void;
}

/** The disk said no. `full` when there is no space left; a person can mend either, so it is told apart from our bugs. */
export class StoreFailure extends Error {
  readonly kind: 'full' | 'failed';
  constructor(kind: 'full' | 'failed', cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.kind = kind;
  }
}
