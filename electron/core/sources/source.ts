// The contract a service fills in: one folder per service, a line in `index.ts` and an entry in `shared/services.ts`.
import type { ZodType } from 'zod';
import type { ChangeEvent, Origin } from '#shared/event';
import type { FieldLabel, LabelFact } from '#shared/label';
import type { Problem, Result } from '#shared/result';
import type { SourceInfo, StatedAbilities } from '#shared/source-info';
import type {
  Credentials,
  Discover,
  History,
  HookSecretNames,
  Hooks,
  Live,
  Meter,
  Planner,
  SignIn,
  Tables,
} from './abilities';

export type * from './abilities';

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
  view(tableId: string, viewId: string): string | undefined;
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
> & {
  readonly identity: readonly (string | number | boolean | null)[];
  /** A record that was made, or removed, with nothing in it: no values are missing. */
  readonly isEmpty?: true;
  /**
   * For services whose roads may tell one change at different times, or one of them at none: what they agree on all the same. An
   * event that another `road` told with the same `content` at nearly the same time is this one; two that one road told are two.
   */
  readonly near?: {
    readonly content: readonly (string | number | boolean | null)[];
    readonly road: string;
  };
};

/** What an adapter says of itself. The other abilities follow from the members it has. */
export interface AdapterInfo extends Omit<SourceInfo, 'abilities'> {
  readonly abilities: StatedAbilities;
}

export interface SourceAdapter<Config, Target, Payload> {
  readonly info: AdapterInfo;
  /**
   * Number of the way it reads: raised by one whenever `parse`, `normalise` or `tables.cell` make something else of the same bytes.
   * What was read by a lower one is read again.
   */
  readonly reading: number;
  readonly config: ZodType<Config>;
  /** Names of the secrets a connection may carry. */
  readonly secrets: readonly string[];
  /** Those of the secrets without which a delivery cannot be checked. */
  readonly checkedBy: readonly string[];
  /** Those of the secrets without which a delivery cannot be read, even when it has passed its check. */
  readonly readBy: readonly string[];
  /**
   * Those of the secrets without which nothing can be asked of the service: no live channel, no catching up. Of several in a
   * list of their own, one will do.
   */
  readonly calledBy?: readonly (string | readonly string[])[];
  /** Where hooks carry a secret: under which name the check expects it, and of which secret one is made while none is entered. */
  readonly hookSecret?: HookSecretNames;
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
  /** Members of `config` that picking a base fills in, with what stands there while looking around. */
  readonly unpicked?: Readonly<Record<string, unknown>>;
  readonly discover?: Discover<Config>;
  readonly hooks?: Hooks<Config, Target>;
  readonly credentials?: Credentials<Config>;
  readonly signIn?: SignIn<Config>;
  readonly tables?: Tables<Config, Target>;
  readonly planner?: Planner<Target>;
  readonly live?: Live<Config, Target>;
  readonly history?: History<Config, Target>;
  /** Without it, the service names no limit. */
  readonly meters?: readonly Meter<Config>[];
}
