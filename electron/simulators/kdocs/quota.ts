// Calls an app may make in a day. What counts as one account, and when a day begins, is not documented.
import type { SimulatorClock } from '../clock';
import type { Oddities } from './oddities';

export type CallGroup = 'webhooks' | 'data' | 'files';
export type AppKind = 'test' | 'production';
export type Limits = Readonly<Record<CallGroup, number>>;

/**
 * Calls in a day, as each page states them: https://developer.kdocs.cn/server/dbt/webhook-mine.html,
 * https://developer.kdocs.cn/server/dbt/records.html, https://developer.kdocs.cn/server/personal/files.html
 */
const limits: Readonly<Record<AppKind, Limits>> = {
  test: { webhooks: 500, data: 10_000, files: 10_000 },
  production: { webhooks: 100_000, data: 10_000_000, files: 1_000_000 },
};

/** The day is China's: inferred, no page says. */
const chinaOffsetMs = 8 * 3_600_000;
const dayMs = 24 * 3_600_000;

export interface Quota {
  /** Counts one call. @returns whether it is still within the day's limit; a call beyond it is not counted */
  take(appId: string, kind: AppKind, group: CallGroup, call: string): boolean;
  /** Calls of today. */
  used(appId: string, group: CallGroup): number;
  /** Counts calls that nobody made, so that a test stands before the wall. */
  spend(appId: string, group: CallGroup, calls: number): void;
}

/** @param own limits that differ from the printed ones, for short tests */
export function createQuota(
  clock: SimulatorClock,
  oddities: Oddities,
  own: Partial<Limits> = {},
): Quota {
  const counts = new Map<string, number>();
  const today = () => Math.floor((clock.now() + chinaOffsetMs) / dayMs);
  const keyOf = (appId: string, group: CallGroup, call: string) =>
    `${today()} ${appId} ${group} ${oddities.quotaPer === 'group' ? '' : call}`;
  return {
    take(appId, kind, group, call) {
      const key = keyOf(appId, group, call);
      const count = counts.get(key) ?? 0;
      if (count >= (own[group] ?? limits[kind][group])) return false;
      counts.set(key, count + 1);
      return true;
    },
    used(appId, group) {
      const start = `${today()} ${appId} ${group} `;
      return [...counts].reduce((sum, [key, n]) => (key.startsWith(start) ? sum + n : sum), 0);
    },
    spend(appId, group, calls) {
      const key = keyOf(appId, group, '');
      counts.set(key, (counts.get(key) ?? 0) + calls);
    },
  };
}
