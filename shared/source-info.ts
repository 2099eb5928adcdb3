// What a source tells about itself: enough for the page to draw its form, set-up steps and abilities.
import type { SourceId } from './event';
import type { Words } from './locale';

/** Ways to come to a connection's credentials. */
export type ConnectWay = 'token' | 'signIn';

/** Holds where a field of the form has this value; a choice that was not made has its first value. */
export interface FieldCondition {
  readonly field: string;
  readonly is: string;
}

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
  /** Shown only where this holds. */
  readonly when?: FieldCondition;
  /** Seldom needed: folded away. */
  readonly folded?: true;
  /** A secret that may be any: the person can have one made here, to be entered at the service as well. */
  readonly made?: true;
  readonly label: Words;
  readonly help?: Words;
  /** What to enter, said where something else was entered. */
  readonly invalid?: Words;
  readonly placeholder?: string;
  readonly choices?: readonly { readonly value: string; readonly label: Words }[];
}

/** One step of setting up the service for a connection as a whole. */
export interface SetUpStep {
  readonly words: Words;
  /** What to paste there, each with a button to copy it. */
  readonly copy?: readonly string[];
  /** The service's page where it is done. */
  readonly link?: string;
  /** The connection's own address is to be pasted there. */
  readonly address?: true;
  readonly when?: FieldCondition;
}

/** One kind of change a source can report. `type` is the service's own name for it. */
export interface EventKind {
  readonly type: string;
  readonly label: Words;
}

/**
 * How a person learns something of a change: it is in what the service sends | it comes of comparing with the last known
 * rows | it is sent where something holds that the note of this ability names.
 */
export type Telling = 'stated' | 'compared' | 'partly' | false;

/** What only the service's own nature tells. */
export interface StatedAbilities {
  /** The service calls an address of ours. */
  readonly push: boolean;
  readonly beforeValues: Telling;
  readonly actor: Exclude<Telling, 'compared'>;
  readonly deletedContent: Telling;
}

/** What a source can do. An ability a service lacks is `false`, and the page hides what needs it. */
export interface Abilities extends StatedAbilities {
  readonly live: boolean;
  /** What happened while nothing could arrive: read from the service's own log, or found by comparing tables. */
  readonly catchUp: 'log' | 'compared' | false;
  /** A base can be watched with all its tables, also those to come. */
  readonly wholeBase: boolean;
  /** Bases and tables can be listed for a picker. */
  readonly discover: boolean;
  /** Hooks can be made, listed and removed through the service's API. */
  readonly manageHooks: boolean;
  /** One watched table takes several hooks, of which there are few: they are planned, not chosen one by one. */
  readonly plansHooks: boolean;
  /** The person signs in at the service in the system browser. */
  readonly signIn: boolean;
  /** Nothing but the service's own calls brings changes as they happen. */
  readonly needsPublicAddress: boolean;
}

/** Abilities in the table that compares the services; a source may add a few words to each. */
export type AbilityName =
  | 'live'
  | 'hooks'
  | 'publicAddress'
  | 'catchUp'
  | 'beforeValues'
  | 'actor'
  | 'deletedContent';

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
  /** What to do in the service's console, once for a connection, whoever makes the hooks. */
  readonly setUp?: readonly SetUpStep[];
  /** Its hooks are subscriptions to a base, without an address of their own, and are called so. */
  readonly subscribes?: true;
  /** The service lists no bases: a person pastes the address of one. The member of `config` that may have one. */
  readonly baseByAddress?: string;
  readonly events: readonly EventKind[];
  readonly abilities: Abilities;
  /** A condition or a means, in a few words without a full stop: how far a log reaches back, what a field is needed for. */
  readonly notes: Readonly<Partial<Record<AbilityName, Words>>>;
  /** The limit that matters most, in a few words. */
  readonly limit: Words;
  /** Limits a person runs into, one a sentence. */
  readonly limits: readonly Words[];
  /** Limits that hold with one choice of the form alone, by their place among `limits`. */
  readonly limitsWhen?: Readonly<Record<number, FieldCondition>>;
  /** With this choice of the form, changes come to a public address alone. */
  readonly addressWhen?: FieldCondition;
  /** The service's own page on its webhooks. */
  readonly documentation: string;
}
