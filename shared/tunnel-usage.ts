// What of a month's allowance of the tunnel's service is used, as it was counted here.
import type { BudgetState } from './budget';

export interface MonthMeter {
  readonly id: 'requests' | 'data-out';
  /** Requests, or bytes, since the month began. */
  readonly used: number;
  /** null: the plan has none, or none is known. */
  readonly limit: number | null;
  /** At the end of the month, at the pace of the last days. */
  readonly forecast: number;
  /** `saving`: at this pace it does not last the month. */
  readonly state: BudgetState;
  /** ms since 1970 when the limit is reached at this pace; null: not in this month, or already. */
  readonly runsOutAt: number | null;
  /** The service itself says that nothing is left. */
  readonly declared: boolean;
}

export interface TunnelUsage {
  /** ms since 1970: the month, by UTC; nothing is used again from `until` on. */
  readonly from: number;
  readonly until: number;
  readonly meters: readonly MonthMeter[];
  /** Bytes that came in; no plan limits them. */
  readonly received: number;
}
