// What a service may be able to do beside being read: each ability is one interface, and one that lacks is left out.
import type { ZodType } from 'zod';
import type { BasePage, HookView, TableChoice } from '#shared/connection';
import type { LabelFact } from '#shared/label';
import type { Words } from '#shared/locale';
import type { Problem, Result } from '#shared/result';
import type { Watch, WatchKind } from '#shared/watch';
import type { HttpRequest } from '../ports';
import type { ServiceAccess } from './service-access';
import type { TableSchema } from './table-ability';

export type * from './service-access';
export type * from './table-ability';

export interface Discover<Config> {
  /** @param page `search` is what the person typed, '' for all; `cursor` is null for the first page */
  bases(
    access: ServiceAccess<Config>,
    page: { readonly search: string; readonly cursor: string | null },
  ): Promise<Result<BasePage>>;
  tables(access: ServiceAccess<Config>, baseId: string): Promise<Result<readonly TableChoice[]>>;
  /** Names and types of a table's fields, so that events can be read by people. */
  labels?(
    access: ServiceAccess<Config>,
    baseId: string,
    tableId: string,
  ): Promise<Result<readonly LabelFact[]>>;
  /** Names of people by their ids, for services whose changes tell ids alone; those it does not give are left out. */
  people?(
    access: ServiceAccess<Config>,
    ids: readonly string[],
  ): Promise<Result<readonly LabelFact[]>>;
}

export interface HookOrder<Target> {
  readonly target: Target;
  readonly callbackUrl: string;
  /** Made by us for this subscription alone; the check expects it back. */
  readonly secret: string;
}

/** Names of secrets. */
export interface HookSecretNames {
  readonly entered: string;
  readonly madeOf: string;
}

/** A hook as the service lists it. */
export interface ServiceHook extends Omit<HookView, 'ours' | 'callbackUrl'> {
  /** null: the service has one address for the whole app, so the hook itself names none. */
  readonly callbackUrl: string | null;
  /** What it watches, in a form that `Hooks.covers` compares; absent where the service does not tell. */
  readonly rule?: string;
}

/** Hooks at the service. `hookId` is the service's own id; one subscription may need several, joined by `,`. */
export interface Hooks<Config, Target> {
  /** Everything the service shows for the bases or tables of these targets, in as few calls as it takes. */
  list(
    access: ServiceAccess<Config>,
    targets: readonly Target[],
  ): Promise<Result<readonly ServiceHook[]>>;
  create(
    access: ServiceAccess<Config>,
    order: HookOrder<Target>,
  ): Promise<Result<{ readonly hookId: string }>>;
  /**
   * Ok also when the hook is already gone. Where the service's answer is not to be trusted, the caller lists again and
   * believes the list.
   */
  remove(access: ServiceAccess<Config>, hookId: string, target: Target): Promise<Result<null>>;
  /** What a hook for this target must watch, comparable with `ServiceHook.rule`; absent: any rule will do. */
  rule?(target: Target): string;
  /** Whether these secrets will do to make hooks: where a live channel brings all, none is missed else. Absent: they will. */
  possible?(secrets: Readonly<Record<string, string>>): boolean;
}

/** Tokens that run out. */
export interface Credentials<Config> {
  /** ms since 1970 when today's token ends; null when nobody said. */
  endsAt(secrets: Readonly<Record<string, string>>, config: Config): number | null;
  /**
   * Gets a new token; `now` in ms since 1970.
   * @returns the secrets to set, or `sign-in-needed` when only the person can get one
   */
  renew(
    access: ServiceAccess<Config>,
    now: number,
  ): Promise<Result<Readonly<Record<string, string>>>>;
}

/** Signing in with the person's own app, in the system browser, with a redirect to this machine. */
export interface SignIn<Config> {
  /** Port on 127.0.0.1 that the redirect address names; it is registered at the service, so it is fixed. */
  redirectPort(config: Config): number;
  /** @returns the consent page, or `input-invalid` with the member that is needed first */
  page(
    account: Pick<ServiceAccess<Config>, 'config' | 'secrets'>,
    request: { readonly redirectUri: string; readonly state: string },
  ): Result<string>;
  /** @returns the secrets to set; `now` in ms since 1970 */
  exchange(
    access: ServiceAccess<Config>,
    code: string,
    now: number,
  ): Promise<Result<Readonly<Record<string, string>>>>;
}

/** One message of a live channel, as it came. */
export interface LiveMessage {
  readonly body: Uint8Array;
  /** What makes a second message the same, also when it comes by the webhook; null: never a repeat. */
  readonly repeatKey: string | null;
}

export interface LiveListener {
  /** Connected and admitted: changes made from now on arrive. */
  up(): void;
  /** @returns whether it is on disk; a service that wants a receipt gets it only then */
  deliver(message: LiveMessage): Promise<boolean>;
  /**
   * The channel is gone and closes itself; another is opened by the core.
   * `never`: only the person can help.
   */
  down(problem: Problem, retry: 'soon' | 'slow' | 'never'): void;
}

/** A channel opened towards the service: no public address is needed. */
export interface Live<Config, Target> {
  /** false: the connection hears by its hooks alone, and no channel is opened. Absent: always. */
  wanted?(config: Config): boolean;
  /** A hook that stands brings what the channel misses; false: changes take one road or the other. Absent: true. */
  readonly besideHooks?: boolean;
  /** Clients with the same key would take each other's messages, so that one at a time runs on a machine; null: any number. */
  exclusive(config: Config): string | null;
  /** It is opened before anything is watched: setting the service up takes an open channel. Absent: it is not. */
  readonly opensFirst?: boolean;
  /** The secrets it is opened with; absent: all. Others, such as a token of the calls, are renewed without opening it anew. */
  readonly openedBy?: readonly string[];
  /** Connects once and never repairs itself. Logs nothing of its own. */
  open(
    access: ServiceAccess<Config>,
    targets: readonly Target[],
    listener: LiveListener,
  ): { close(): void };
}

/** The service's own log of changes, read from where it was left. */
export interface History<Config, Target> {
  /** Where the log stands now; what is older is not asked for. */
  head(access: ServiceAccess<Config>, targets: readonly Target[]): Promise<Result<string>>;
  /**
   * One stretch of the log after `cursor`, each entry as bytes that `parse` reads (`delivery.channel` is `catch-up`).
   * @param part above 0 and up to 1: of a usual stretch, where the service has refused one for its number of calls
   */
  since(
    access: ServiceAccess<Config>,
    targets: readonly Target[],
    cursor: string,
    part: number,
  ): Promise<
    Result<{
      /** Oldest first. */
      readonly bodies: readonly Uint8Array[];
      readonly cursor: string;
      readonly more: boolean;
      /** false: the log no longer reaches back to the cursor, so something is missing before these. */
      readonly complete: boolean;
      /** ms since 1970 by the service's clock: what happened until then is read now. Absent or null: not known. */
      readonly reached?: number | null;
    }>
  >;
}

/** One hook that a watch asks for. */
export interface PlannedHook<Target> {
  /** Stable: the same table and purpose give the same key, whatever the fields are. */
  readonly key: string;
  readonly target: Target;
  readonly tableId: string;
  readonly hook: string;
  readonly label: Words;
  readonly need: 'asked' | 'comfort';
}

/** For services where one watched table takes several hooks, of which a base may have only a few. */
export interface Planner<Target> {
  /** A watch as a config file writes it, in the service's own words. */
  readonly watch: ZodType<Watch>;
  /** Hooks of one base; null: no limit. */
  readonly limit: number | null;
  /** Pure. The most needed first. */
  hooks(watch: readonly Watch[], tables: readonly TableSchema[]): readonly PlannedHook<Target>[];
  /** Kinds of change that no hook of this service reports. */
  readonly comparedKinds: readonly WatchKind[];
}

/** Calls the service counts. */
export interface Meter<Config> {
  readonly id: string;
  readonly label: Words;
  /** Calls in a day. */
  limit(config: Config): number;
  counts(request: HttpRequest): boolean;
}
