// Calls that a service allows in a day, and how many of them are used.
import type { SourceId } from './event';
import type { Words } from './locale';

/** `saving`: reads are merged and put off. `spent`: only what the person asks for, then nothing. */
export type BudgetState = 'enough' | 'saving' | 'spent';

export interface BudgetMeter {
  readonly source: SourceId;
  /** Connections of one service share its meters. */
  readonly id: string;
  readonly label: Words;
  /** In the last 24 hours: where the service's day begins is not documented, and this holds for every place. */
  readonly used: number;
  readonly limit: number;
  /** Calls in 24 hours at the pace of the last hours. */
  readonly forecast: number;
  readonly state: BudgetState;
  /** ms since 1970 when calls become possible again; null unless spent. */
  readonly freeAt: number | null;
}
