// What a source tells about itself: enough for the page to draw its form, set-up steps and abilities.
import type { SourceId } from './event';
import type { Words } from './locale';

/** Ways to come to a connection's credentials. */
export type ConnectWay = 'token' | 'signIn';

export interface FormField {
  /** Member of the connection's `config`, or of its `secrets` when `secret`. */
  readonly name: string;
  readonly kind: 'text' | 'url' | 'choice';
  /** The page can set a secret, never read one. */
  readonly secret: boolean;
  /** Of a field with a `way`: when that one is chosen. */
  readonly required: boolean;
  /** The field belongs to this way only. */
  readonly way?: ConnectWay;
  /** Seldom needed: folded away. */
  readonly folded?: true;
  readonly label: Words;
  readonly help?: Words;
  readonly placeholder?: string;
  readonly choices?: readonly { readonly value: string; readonly label: Words }[];
}

/** One kind of change a source can report. `type` is the service's own name for it. */
export interface EventKind {
  readonly type: string;
  readonly label: Words;
}

/** What a source can do. An ability a service lacks is `false`, and the page hides what needs it. */
export interface Abilities {
  readonly push: boolean;
  readonly live: boolean;
  readonly catchUp: boolean;
  /** Bases and tables can be listed for a picker. */
  readonly discover: boolean;
  /** Hooks can be made, listed and removed through the service's API. */
  readonly manageHooks: boolean;
  /** One watched table takes several hooks, of which there are few: they are planned, not chosen one by one. */
  readonly plansHooks: boolean;
  /** The person signs in at the service in the system browser. */
  readonly signIn: boolean;
  readonly beforeValues: boolean;
  readonly actor: boolean;
  readonly deletedContent: boolean;
  readonly needsPublicAddress: boolean;
}

export interface SourceInfo {
  readonly id: SourceId;
  readonly name: Words;
  /** The service's own terms, in each language. */
  readonly terms: { readonly base: Words; readonly table: Words; readonly field: Words };
  readonly form: readonly FormField[];
  /** Member of `config` that names the one base a connection is about; null where subscriptions name theirs. */
  readonly baseMember: string | null;
  /** Where a sign-in comes back to: the member of `config` with the port, and the port while that is empty. */
  readonly redirect?: { readonly member: string; readonly usual: number };
  /** Members a single subscription needs, for hooks made by hand (Kdocs: which event, which sheet). */
  readonly targetForm: readonly FormField[];
  /** What to do at the service to make a hook by hand, one step a sentence. */
  readonly steps: readonly Words[];
  readonly events: readonly EventKind[];
  readonly abilities: Abilities;
  /** Limits a person runs into, one a sentence. */
  readonly limits: readonly Words[];
  /** The service's own page on its webhooks. */
  readonly documentation: string;
}
