// Reading a service's tables: their schema, their rows, what changed lately, and the history of a row.
import type { Action, Chip, FieldChange, FieldType } from '#shared/event';
import type { FieldLabel, LabelFact } from '#shared/label';
import type { Result } from '#shared/result';
import type { ServiceAccess } from './service-access';

export interface TableRef {
  readonly baseId: string;
  readonly tableId: string;
}
export interface FieldSchema {
  readonly id: string;
  readonly label: FieldLabel;
}
export interface TableSchema {
  readonly id: string;
  readonly name: string;
  /** In the service's order. */
  readonly fields: readonly FieldSchema[];
  readonly views: readonly { readonly id: string; readonly name: string }[];
  /** Rows, where the schema tells; a hint only. */
  readonly rows?: number;
  /** Further names that deliveries use, beside those of the table, its fields and views. */
  readonly facts?: readonly LabelFact[];
}
export interface Author {
  readonly id: string;
  /** Absent where the service gives an id alone. */
  readonly name?: string;
}
/** When something was done, in ms since 1970 by the service's clock, and by whom. */
export interface Stamp {
  readonly at: number;
  readonly by: Author | null;
}
/** A row by the ids of its fields; an empty cell is absent. Values are the service's own. */
export interface Row {
  readonly id: string;
  readonly cells: Readonly<Record<string, unknown>>;
  /** Where the service tells with every row. */
  readonly created?: Stamp;
  /** The last time that somebody changed it; what changes by itself does not count. */
  readonly changed?: Stamp;
}
/** One change of one row, as the service's history of that row has it. */
export interface PastChange extends Stamp {
  readonly action: Action;
  /** Ids of the fields that it names. */
  readonly fields: readonly string[];
}
export interface CellText {
  /** `''`: empty. */
  readonly text: string;
  readonly type?: FieldType;
  readonly chips?: readonly Chip[];
}

export interface Links {
  readonly tableId: string;
  readonly ids: readonly string[];
}

/** By name; a token that was fetched may know the base that it is of. */
type Secrets = Readonly<Record<string, string>>;

/** Reading a table's rows: for values that a callback does not carry, and for what happened while nothing could arrive. */
export interface Tables<Config, Target> {
  /** The table that a subscription is about; null when it does not say. */
  of(config: Config, target: Target, secrets: Secrets): TableRef | null;
  /** The base of which a subscription watches all tables, also those to come; null: it does not. */
  all?(config: Config, target: Target, secrets: Secrets): string | null;
  /**
   * All tables of a base in one call or few.
   * @param wanted where fields take a call for each table, only these come with them; absent: all do
   */
  schema(
    access: ServiceAccess<Config>,
    baseId: string,
    wanted?: readonly string[],
  ): Promise<Result<readonly TableSchema[]>>;
  /** One page. `next` null: the last. The caller guards against cursors that repeat. */
  page(
    access: ServiceAccess<Config>,
    table: TableRef,
    cursor: string | null,
  ): Promise<Result<{ readonly rows: readonly Row[]; readonly next: string | null }>>;
  /** Up to `atOnce` named rows in one call; one that is not in the answer is not in the table any more. */
  some(
    access: ServiceAccess<Config>,
    table: TableRef,
    ids: readonly string[],
  ): Promise<Result<readonly Row[]>>;
  /**
   * The history of one row, newest first, in one call: who changed what of it, and when. Rows that are gone have one too.
   * Absent where the service keeps none.
   */
  past?(
    access: ServiceAccess<Config>,
    table: TableRef,
    rowId: string,
  ): Promise<Result<readonly PastChange[]>>;
  /** For large tables, of which most rows stay as they were. */
  readonly recent?: Recent<Config>;
  /** Rows of one `page`, and ids of one `some`. */
  readonly pageSize: number;
  readonly atOnce: number;
  /** Calls that reading may take, shared by all tables of the service in a day; null: no limit. */
  limit(config: Config): number | null;
  /** Pure. `null` and absent values give `''`, or what the service shows where nobody entered anything. */
  cell(value: unknown, field: FieldSchema): CellText;
  /**
   * Pure. Ids of the people, records or options that a value is made of, in its own order: however these are called, it is the
   * same value while its ids are. null: it is what it says.
   */
  refs?(value: unknown, field: FieldSchema): readonly string[] | null;
  /** Pure. Whether rows have what is in a field; absent: they do. */
  holds?(field: FieldSchema): boolean;
  /** Pure. The rows of the same base that a value links to by their ids alone; null: none. @param tableId of the field's own table */
  links?(value: unknown, field: FieldSchema, tableId: string): Links | null;
  /**
   * What of a field differs, in the words in which events of fields have it. Pure. Absent: its name, type and options.
   * @param before null: the field is new
   * @param after null: it is gone
   */
  definition?(before: FieldSchema | null, after: FieldSchema | null): readonly FieldChange[];
  /** https address of a row, or of its table. */
  link?(
    config: Config,
    table: TableRef,
    rowId: string,
    secrets: Readonly<Record<string, string>>,
  ): string | undefined;
  /** https address of a table, for a row that is gone. */
  tableLink?(config: Config, table: TableRef): string | undefined;
}

/** What changed since a table was last read, for a small part of what reading the whole table takes. */
export interface Recent<Config> {
  /**
   * The newest time that any row tells, in the service's own clock and the source's own form.
   * @returns null where this table's rows tell no times that can be relied on
   */
  mark(access: ServiceAccess<Config>, table: TableRef): Promise<Result<string | null>>;
  /** One page of the rows that were made or changed at the mark or later; a few older ones do no harm. */
  since(
    access: ServiceAccess<Config>,
    table: TableRef,
    mark: string,
    cursor: string | null,
  ): Promise<Result<{ readonly rows: readonly Row[]; readonly next: string | null }>>;
  /** How many rows there are. */
  count(access: ServiceAccess<Config>, table: TableRef): Promise<Result<number>>;
  /** One page of the ids of all rows. */
  ids(
    access: ServiceAccess<Config>,
    table: TableRef,
    cursor: string | null,
  ): Promise<Result<{ readonly ids: readonly string[]; readonly next: string | null }>>;
}
