// Reads what changed in a large table since it was last read: few calls, where reading all of it would take many.
import { err, ok, type Problem, type Result } from '#shared/result';
import type { Http } from '../../ports';
import type { BoundTables } from '../../sources/bound-source';
import type { Row, TableRef } from '../../sources/source';
import type { SnapshotStore, SnapshotTable } from '../../store/store';
import type { Allowance, Asking, PagesRead, ScanOrder } from './scan-order';
import type { Turns } from './turns';

/** Rows from which on it takes fewer calls than reading all of them, by a service that gives a thousand at once. */
const worthIt = 5000;
/** ms after which all rows are read again: what follows from other tables, or from the date, changes no row's time. */
const wholeEvery = 24 * 60 * 60_000;
/** Rows that are there and that neither the snapshot nor what changed lately has: more than these are read with all. */
const strangersAtMost = 1000;

export type PageOf = (
  tables: BoundTables,
  http: Http,
  table: TableRef,
  cursor: string | null,
) => Promise<Result<{ readonly rows: readonly Row[]; readonly next: string | null }>>;

/** What a scan of all rows does as well. */
interface ScanSteps {
  readonly turns: Turns;
  pages(
    order: ScanOrder,
    scan: number,
    allowance: Allowance,
    pageOf: PageOf,
  ): Promise<Result<PagesRead>>;
  asking(): Asking;
  take(
    order: ScanOrder,
    scan: number,
    rows: readonly Row[],
    asked: Asking,
    allowance: Allowance,
  ): Promise<Result<number>>;
  repeats(order: ScanOrder): Problem;
}

/** Whether a mark is worth its calls. A table that was never read may be of any size. */
export const paysOff = ({ comparedAt, rows }: SnapshotTable): boolean =>
  comparedAt === null || rows >= worthIt;

interface RecentScan {
  /** Where changes stand now; null where the service does not say. */
  mark(order: ScanOrder): Promise<string | null>;
  /** @returns null where all rows must be read */
  read(
    order: ScanOrder,
    scan: number,
    now: number,
    allowance: Allowance,
  ): Promise<Result<PagesRead> | null>;
}

export function createRecentScan(snapshots: SnapshotStore, steps: ScanSteps): RecentScan {
  const { turns, pages, asking, take, repeats } = steps;

  const call = <T>(
    { prompt, purpose }: ScanOrder,
    work: (recent: NonNullable<BoundTables['recent']>, http: Http) => Promise<Result<T>>,
  ): Promise<Result<T>> =>
    turns.call(prompt.connectionId, purpose, async (tables, http) =>
      tables.recent ? work(tables.recent, http) : err({ code: 'not-found' }),
    );

  /** Ids of rows that are there and not in the snapshot, once all ids are read. */
  async function strangers(
    order: ScanOrder,
    scan: number,
  ): Promise<Result<{ readonly ids: readonly string[]; readonly calls: number }>> {
    const { table, prompt } = order;
    const seen = new Set<string>();
    const ids: string[] = [];
    let cursor: string | null = null;
    for (let calls = 1; ; calls += 1) {
      const from: string | null = cursor;
      const page: Result<{ readonly ids: readonly string[]; readonly next: string | null }> =
        await call(order, (recent, http) => recent.ids(http, table, from));
      if (!page.ok) return page;
      ids.push(...snapshots.see(prompt.connectionId, table, page.value.ids, scan));
      cursor = page.value.next;
      if (cursor === null) return ok({ ids, calls });
      if (seen.has(cursor)) return err(repeats(order));
      seen.add(cursor);
    }
  }

  /** Rows that came while the others were read, or were put there without a time. */
  async function readNamed(
    order: ScanOrder,
    scan: number,
    ids: readonly string[],
    allowance: Allowance,
  ): Promise<Result<number>> {
    const { table, prompt, purpose } = order;
    let found = 0;
    for (let at = 0; at < ids.length; ) {
      let lot: readonly string[] = [];
      const taken = await turns.ofTable(prompt.connectionId, table, async () => {
        const asked = asking();
        const answer = await turns.call(prompt.connectionId, purpose, (tables, http) => {
          lot = ids.slice(at, at + tables.atOnce);
          return tables.some(http, table, lot);
        });
        return answer.ok ? take(order, scan, answer.value, asked, allowance) : answer;
      });
      if (!taken.ok) return taken;
      found += taken.value;
      at += Math.max(1, lot.length);
    }
    return ok(found);
  }

  return {
    async mark(order) {
      const answer = await call(order, (recent, http) => recent.mark(http, order.table));
      return answer.ok ? answer.value : null;
    },

    async read(order, scan, now, allowance) {
      const { table, prompt, purpose } = order;
      const entry = snapshots.table(prompt.connectionId, table);
      const { mark = null, wholeAt = null, comparedAt = null, stale = true } = entry ?? {};
      if (!entry || mark === null || comparedAt === null || stale || !paysOff(entry)) return null;
      // Who asks for it wants all that can be found.
      const isOld = wholeAt === null || Math.abs(now - wholeAt) > wholeEvery;
      if (isOld || purpose === 'person') return null;
      const since: PageOf = async (tables, http, ref, cursor) =>
        tables.recent ? tables.recent.since(http, ref, mark, cursor) : err({ code: 'not-found' });
      const changed = await pages(order, scan, allowance, since);
      if (!changed.ok) return changed;
      const count = await call(order, (recent, http) => recent.count(http, table));
      if (!count.ok) return count;
      const known = snapshots.table(prompt.connectionId, table)?.rows ?? 0;
      if (count.value === known) return ok({ ...changed.value, isComplete: true });
      const strange = await strangers(order, scan);
      if (!strange.ok) return strange;
      if (strange.value.ids.length > strangersAtMost) return null;
      const named = await readNamed(order, scan, strange.value.ids, allowance);
      if (!named.ok) return named;
      const calls = changed.value.calls + strange.value.calls;
      const found = changed.value.found + named.value;
      return ok({ found, calls, isBlank: false, likeness: null });
    },
  };
}
