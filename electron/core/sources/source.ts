// The contract a service fills in: one folder per service, and one line in `index.ts`.
import type { ZodType } from 'zod';
import type { BaseChoice, HookView, TableChoice } from '#shared/connection';
import type { ChangeEvent, Origin } from '#shared/event';
import type { FieldLabel, LabelFact } from '#shared/label';
import type { Problem, Result } from '#shared/result';
import type { SourceInfo } from '#shared/source-info';
import type { Http } from '../ports';

export type { FieldLabel, LabelFact };

/** Bytes as they arrived, before anything is understood. */
export interface Delivery {
  readonly id: string;
  readonly channel: Origin;
  /** ms since 1970, this machine's clock. */
  readonly receivedAt: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** The connection and subscription a delivery belongs to, with secrets: never logged, never sent to the page. */
export interface SourceContext<Config, Target> {
  readonly connectionId: string;
  readonly config: Config;
  readonly secrets: Readonly<Record<string, string>>;
  readonly target: Target;
}

export interface Answer {
  readonly status: number;
  /** Sent as JSON; absent means an empty body. */
  readonly json?: unknown;
}

export type Verdict =
  /** Store it, then answer. A delivery with the same `repeatKey` within `repeatWithinMs` (null: ever) is a repeat. */
  | {
      readonly kind: 'accept';
      readonly answer: Answer;
      readonly repeatKey: string;
      readonly repeatWithinMs: number | null;
    }
  /** Answer at once and store nothing: a handshake. */
  | { readonly kind: 'reply'; readonly answer: Answer }
  /** Refuse. Kept as `rejected` with the reason, and replayable once the cause is mended. */
  | { readonly kind: 'reject'; readonly status: 400 | 401 | 403; readonly reason: Problem };

/** Names for ids, as learned from payloads and schemas of this connection. */
export interface Labels {
  base(id: string): string | undefined;
  table(id: string): string | undefined;
  field(tableId: string, fieldId: string): FieldLabel | undefined;
  person(id: string): string | undefined;
}
/**
 * A change as the adapter makes it; the pipeline adds ids, order, times and origin.
 * `identity` is what makes this change this change (ids, the service's time or revision, the values): the same
 * members in the same order for the same change, by whatever road it comes. Do not put the delivery's id into it unless
 * nothing else tells two changes apart.
 */
export type ChangeDraft = Omit<
  ChangeEvent,
  | 'id'
  | 'seq'
  | 'batchId'
  | 'source'
  | 'connectionId'
  | 'subscriptionId'
  | 'receivedAt'
  | 'origin'
  | 'deliveryId'
> & { readonly identity: readonly (string | number | boolean | null)[] };

/** Calls to the service's API on behalf of one connection. */
export interface ServiceAccess<Config> {
  readonly http: Http;
  readonly config: Config;
  readonly secrets: Readonly<Record<string, string>>;
}

export interface Discover<Config> {
  bases(access: ServiceAccess<Config>): Promise<Result<readonly BaseChoice[]>>;
  tables(access: ServiceAccess<Config>, baseId: string): Promise<Result<readonly TableChoice[]>>;
  /** Names and types of a table's fields, so that events can be read by people. */
  labels?(
    access: ServiceAccess<Config>,
    baseId: string,
    tableId: string,
  ): Promise<Result<readonly LabelFact[]>>;
}

export interface HookOrder<Target> {
  readonly target: Target;
  readonly callbackUrl: string;
  /** Made by us for this subscription alone; the check expects it back. */
  readonly secret: string;
}

/** Hooks at the service. `hookId` is the service's own id; one subscription may need several, joined by `,`. */
export interface Hooks<Config, Target> {
  list(
    access: ServiceAccess<Config>,
    targets: readonly Target[],
  ): Promise<Result<readonly Omit<HookView, 'ours'>[]>>;
  create(
    access: ServiceAccess<Config>,
    order: HookOrder<Target>,
  ): Promise<Result<{ readonly hookId: string }>>;
  /** Ok also when the hook is already gone. */
  remove(access: ServiceAccess<Config>, hookId: string, target: Target): Promise<Result<null>>;
}

export interface SourceAdapter<Config, Target, Payload> {
  readonly info: SourceInfo;
  readonly config: ZodType<Config>;
  /** Names of the secrets a connection may carry. */
  readonly secrets: readonly string[];
  /** Those of the secrets without which a delivery cannot be checked. */
  readonly checkedBy: readonly string[];
  /** Those of the secrets without which a delivery cannot be read, even when it has passed its check. */
  readonly readBy: readonly string[];
  /** What a subscription of this source watches. */
  readonly target: ZodType<Target>;
  /** Pure, over the exact bytes. `now` in ms since 1970. */
  check(delivery: Delivery, context: SourceContext<Config, Target>, now: number): Verdict;
  /** Pure. The issue says in which member the shape differs. */
  parse(delivery: Delivery, context: SourceContext<Config, Target>): Result<Payload, Problem>;
  /** Pure. */
  learn?(payload: Payload): readonly LabelFact[];
  /** Pure. */
  normalise(
    payload: Payload,
    delivery: Delivery,
    context: SourceContext<Config, Target>,
    labels: Labels,
  ): readonly ChangeDraft[];
  readonly discover?: Discover<Config>;
  readonly hooks?: Hooks<Config, Target>;
}
