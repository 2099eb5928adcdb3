// What the last look at each connection's hooks has found; kept in memory, for the page and for the next look.
import type { Finding } from '#shared/doctor';
import type { Problem } from '#shared/result';
import type { PlannedHook } from '../sources/source';

export interface Page {
  /** ms since 1970 of the last look that the service answered. */
  checkedAt: number | null;
  /** ms since 1970 when names of tables and fields were last read. */
  namesAt: number | null;
  findings: readonly Finding[];
  /** Why the connection as a whole could not be looked at. */
  problem: Problem | null;
  /** One for each watched table that the service does not have. */
  absent: readonly Problem[];
  /** By subscription. */
  readonly problems: Map<string, Problem>;
  /** The service takes no more hooks, and is not asked for another until then (ms since 1970), or until it shows fewer. */
  crowded: { readonly until: number; readonly shown: number; readonly problem: Problem } | null;
  /** Hooks at the service that are not ours. */
  foreign: number;
  /** When the removal of a hook was last tried, by its id: a refusal is not repeated at every look. */
  readonly triedAt: Map<string, number>;
  /** How much a planned hook is needed, by its key. */
  readonly needs: Map<string, PlannedHook<unknown>['need']>;
}

export interface Ledger {
  page(connectionId: string): Page;
  pages(): readonly Page[];
  forgetAllBut(connectionIds: readonly string[]): void;
}

export function createLedger(): Ledger {
  const pages = new Map<string, Page>();
  return {
    page(connectionId) {
      const known = pages.get(connectionId);
      if (known) return known;
      const page: Page = {
        checkedAt: null,
        namesAt: null,
        findings: [],
        problem: null,
        absent: [],
        problems: new Map(),
        crowded: null,
        foreign: 0,
        triedAt: new Map(),
        needs: new Map(),
      };
      pages.set(connectionId, page);
      return page;
    },
    pages: () => [...pages.values()],
    forgetAllBut(connectionIds) {
      for (const id of [...pages.keys()].filter((one) => !connectionIds.includes(one))) {
        pages.delete(id);
      }
    },
  };
}
