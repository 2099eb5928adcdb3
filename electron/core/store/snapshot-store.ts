// What the store keeps of watched tables: their rows as they were last read.
import type { Action } from '#shared/event';
import type { FieldSchema, Row, TableRef } from '../sources/source';

/** A watched table as it was last read. */
export interface SnapshotTable extends TableRef {
  readonly name: string;
  readonly fields: readonly FieldSchema[];
  /** ms since 1970 when the schema was read; null: never. */
  readonly schemaAt: number | null;
  /** ms since 1970 when it was last compared as a whole; null: there is no snapshot yet. */
  readonly comparedAt: number | null;
  /** Something changed that could not be read: it must be compared as a whole. */
  readonly stale: boolean;
  readonly rows: number;
  /** Rows that did not change since were read with it, in the source's own form; null: nobody knows which did not. */
  readonly mark: string | null;
  /** ms since 1970 when it was last read row by row; null: not since marks are kept. */
  readonly wholeAt: number | null;
}

/** What tables looked like, to tell before from after. All calls name the connection and the table. */
export interface SnapshotStore {
  tables(connectionId: string): readonly SnapshotTable[];
  table(connectionId: string, table: TableRef): SnapshotTable | null;
  /** Makes the table's entry when there is none. */
  saveSchema(
    connectionId: string,
    table: TableRef,
    schema: { readonly name: string; readonly fields: readonly FieldSchema[] },
    now: number,
  ): void;
  setStale(connectionId: string, table: TableRef): void;
  /** Those of the rows that the snapshot has. */
  rows(connectionId: string, table: TableRef, ids: readonly string[]): ReadonlyMap<string, Row>;
  /** Adds or replaces rows, and marks them as seen by `scan` (null: not during a scan, but not to be taken for gone by one). */
  put(connectionId: string, table: TableRef, rows: readonly Row[], scan: number | null): void;
  drop(connectionId: string, table: TableRef, ids: readonly string[]): void;
  /** Begins reading the whole table. @returns the scan's number, higher than all before */
  beginScan(connectionId: string, table: TableRef): number;
  /** Rows that neither this scan nor anything since it began has seen, by id; at most `limit`. */
  unseen(connectionId: string, table: TableRef, scan: number, limit: number): readonly Row[];
  /** The whole table was read: it is fresh, and not stale. */
  endScan(connectionId: string, table: TableRef, now: number): void;
  /** Up to where changes were read. A schema with other fields forgets it. @param wholeAt absent: as it was */
  saveMark(
    connectionId: string,
    table: TableRef,
    noted: { readonly mark: string | null; readonly wholeAt?: number },
  ): void;
  /** Marks rows as seen by `scan`. @returns ids of which the snapshot has no row */
  see(
    connectionId: string,
    table: TableRef,
    ids: readonly string[],
    scan: number,
  ): readonly string[];
  /** Forgets a table with its rows, or all tables of the connection. */
  forget(connectionId: string, table?: TableRef): void;
  /** Notes that an event names a record whose values could not be read yet. */
  owe(connectionId: string, table: TableRef, recordId: string, eventId: string): void;
  /** Event ids by record id, and forgets them. */
  takeOwed(
    connectionId: string,
    table: TableRef,
    recordIds: readonly string[],
  ): ReadonlyMap<string, string>;
  /** Notes what a stored event said, so that comparing does not tell it again. */
  say(connectionId: string, table: TableRef, recordId: string, said: Said): void;
  /** In the order in which it was noted; `no` rises with each note, of whatever table. */
  said(
    connectionId: string,
    table: TableRef,
    recordId: string,
  ): readonly (Said & { readonly no: number })[];
  /** Number of the newest note; 0 when there is none. */
  newestSaid(): number;
  /** Comparing has taken it into account. */
  heard(numbers: readonly number[]): void;
  /** Those of the table up to this number. */
  heardAll(connectionId: string, table: TableRef, upTo: number): void;
}

/** What a service said of a record since its table was last read; texts as a person reads them. */
export interface Said {
  readonly action: Action;
  /** By field. `before` null: it did not say. */
  readonly cells: Readonly<
    Record<string, { readonly before: string | null; readonly after: string }>
  >;
  /** When it happened at the earliest and at the latest, ms since 1970; null: nobody knows. */
  readonly from: number | null;
  readonly to: number | null;
}
