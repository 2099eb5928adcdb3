// A source with one connection's config, secrets and target filled in: what the core works with.
import type { BasePage, TableChoice } from '#shared/connection';
import type { FieldChange } from '#shared/event';
import type { Problem, Result } from '#shared/result';
import type { Watch } from '#shared/watch';
import type { Http, HttpRequest } from '../ports';
import type {
  CellText,
  ChangeDraft,
  Delivery,
  FieldSchema,
  LabelFact,
  Labels,
  Links,
  LiveListener,
  Meter,
  PastChange,
  PlannedHook,
  Row,
  ServiceHook,
  TableRef,
  TableSchema,
  Verdict,
} from './source';

export interface LabelBook extends Labels {
  learn(facts: readonly LabelFact[]): void;
}

/** A source bound to one subscription: its config, target and secrets are fixed. */
export interface BoundSource {
  check(delivery: Delivery, now: number): Verdict;
  /** Parse, learn and normalise in one step; `labels` is taught first, then asked. */
  read(delivery: Delivery, labels: LabelBook): Result<readonly ChangeDraft[], Problem>;
  /** The headers without the values of this connection's secrets, as they may be kept and shown. */
  withoutSecrets(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>>;
  readonly discover: BoundDiscover | null;
  readonly hooks: BoundHooks | null;
  readonly credentials: BoundCredentials | null;
  readonly signIn: BoundSignIn | null;
  readonly tables: BoundTables | null;
  readonly live: BoundLive | null;
  readonly history: BoundHistory | null;
  readonly meters: readonly BoundMeter[];
  /** Hooks for a watch, the most needed first; none where the source has no planner. */
  plan(
    watch: readonly Watch[],
    tables: readonly TableSchema[],
  ): readonly PlannedHook<Readonly<Record<string, unknown>>>[];
}

export interface BoundDiscover {
  bases(
    http: Http,
    page: { readonly search: string; readonly cursor: string | null },
  ): Promise<Result<BasePage>>;
  tables(http: Http, baseId: string): Promise<Result<readonly TableChoice[]>>;
  labels(http: Http, baseId: string, tableId: string): Promise<Result<readonly LabelFact[]>>;
  /** null: changes tell names, or nobody does. */
  readonly people:
    | ((http: Http, ids: readonly string[]) => Promise<Result<readonly LabelFact[]>>)
    | null;
}

type Target = Readonly<Record<string, unknown>>;

interface BoundHooks {
  /** @param targets of all subscriptions of the connection, so that each is asked about once */
  list(http: Http, targets: readonly Target[]): Promise<Result<readonly ServiceHook[]>>;
  create(
    http: Http,
    order: { readonly target: Target; readonly callbackUrl: string; readonly secret: string },
  ): Promise<Result<{ readonly hookId: string }>>;
  remove(http: Http, hookId: string, target: Target): Promise<Result<null>>;
  /** null: any rule will do. */
  rule(target: Target): string | null;
  /** false: the secrets at hand do not allow it. */
  readonly possible: boolean;
}

interface BoundCredentials {
  endsAt(): number | null;
  renew(http: Http, now: number): Promise<Result<Readonly<Record<string, string>>>>;
}

export interface BoundSignIn {
  redirectPort(): number;
  page(request: { readonly redirectUri: string; readonly state: string }): Result<string>;
  exchange(
    http: Http,
    code: string,
    now: number,
  ): Promise<Result<Readonly<Record<string, string>>>>;
}

type RowPage = Result<{ readonly rows: readonly Row[]; readonly next: string | null }>;

export interface BoundRecent {
  mark(http: Http, table: TableRef): Promise<Result<string | null>>;
  since(http: Http, table: TableRef, mark: string, cursor: string | null): Promise<RowPage>;
  count(http: Http, table: TableRef): Promise<Result<number>>;
  ids(
    http: Http,
    table: TableRef,
    cursor: string | null,
  ): Promise<Result<{ readonly ids: readonly string[]; readonly next: string | null }>>;
}

export interface BoundTables {
  /** The table this subscription is about. */
  of(target: Target): TableRef | null;
  /** The base of which this subscription watches all tables. */
  all(target: Target): string | null;
  schema(
    http: Http,
    baseId: string,
    wanted?: readonly string[],
  ): Promise<Result<readonly TableSchema[]>>;
  page(http: Http, table: TableRef, cursor: string | null): Promise<RowPage>;
  some(http: Http, table: TableRef, ids: readonly string[]): Promise<Result<readonly Row[]>>;
  /** null: the service keeps no history of a row. */
  readonly past:
    | ((http: Http, table: TableRef, rowId: string) => Promise<Result<readonly PastChange[]>>)
    | null;
  /** null: only whole tables can be read. */
  readonly recent: BoundRecent | null;
  readonly pageSize: number;
  readonly atOnce: number;
  readonly limit: number | null;
  cell(value: unknown, field: FieldSchema): CellText;
  refs?(value: unknown, field: FieldSchema): readonly string[] | null;
  links?(value: unknown, field: FieldSchema, tableId: string): Links | null;
  holds?(field: FieldSchema): boolean;
  definition?(before: FieldSchema | null, after: FieldSchema | null): readonly FieldChange[];
  link(table: TableRef, rowId: string): string | undefined;
  tableLink?(table: TableRef): string | undefined;
}

export interface BoundLive {
  readonly besideHooks: boolean;
  readonly exclusive: string | null;
  /** Opened before anything is watched. */
  readonly opensFirst: boolean;
  /** null: all secrets. */
  readonly openedBy: readonly string[] | null;
  open(http: Http, targets: readonly Target[], listener: LiveListener): { close(): void };
}

interface BoundHistory {
  head(http: Http, targets: readonly Target[]): Promise<Result<string>>;
  since(
    http: Http,
    targets: readonly Target[],
    cursor: string,
    part?: number,
  ): Promise<
    Result<{
      readonly bodies: readonly Uint8Array[];
      readonly cursor: string;
      readonly more: boolean;
      readonly complete: boolean;
      readonly reached?: number | null;
    }>
  >;
}

export interface BoundMeter {
  readonly id: string;
  readonly label: Meter<unknown>['label'];
  readonly limit: number;
  counts(request: HttpRequest): boolean;
}
