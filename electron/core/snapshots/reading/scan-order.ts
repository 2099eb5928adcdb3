// What a scan of a table is asked for, and what its parts hand to one another.
import type { Purpose } from '../../budget/budget';
import type { Prompt, Reading, Told } from '../comparing/apply';
import type { ByFormula } from '../comparing/by-formula';
import type { WatchedTable } from '../watched';

export interface ScanOrder {
  readonly table: WatchedTable;
  readonly prompt: Prompt;
  readonly purpose: Purpose;
  readonly told?: (recordId: string) => Told | undefined;
  /** Rows were compared as they were at `askedAt` (ms since 1970), and what differs is written down. */
  readonly onRead?: (recordIds: readonly string[], askedAt: number) => void;
  /** Changes of these records were written down, one for each, before the scan is at its end. */
  readonly onFound?: (recordIds: readonly string[]) => void;
  /** Called in the transaction that ends the scan. */
  readonly atEnd?: () => void;
}

/** When the service was asked. */
export type Asking = Pick<Reading, 'newestSaid' | 'askedAt'>;

/** Of one scan. */
export interface Allowance {
  /** Histories that it may still ask for; is written. */
  left: number;
  readonly byFormula: ByFormula;
}

export interface PagesRead {
  readonly found: number;
  readonly calls: number;
  /** There was no row at all. */
  readonly isBlank: boolean;
  /** The same for readings that had the same rows in the same order; null where not all were read. */
  readonly likeness: string | null;
  /** Nothing can be gone: there are as many rows as are known. */
  readonly isComplete?: true;
}
