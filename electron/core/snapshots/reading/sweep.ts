// Looks at the rows that no page of a reading had: which of them are gone, and which had only moved between its pages.
import { err, ok, type Problem, type Result } from '#shared/result';
import type { PastChange, Row } from '../../sources/source';
import type { Store } from '../../store/store';
import { tableKey } from '../watched';
import type { Allowance, Asking, PagesRead, ScanOrder } from './scan-order';
import type { Staleness } from './staleness';
import type { Turns } from './turns';

/** Rows that are gone, looked at together; and those that are asked for by name before what they are is written down. */
const goneAtOnce = 2000;
const namedAtOnce = 500;
/** Calls for rows by name: where the service counts calls, shares of those of the pages and of a day's; others wait meanwhile. */
const mayAsk = { ofPages: 0.1, ofDay: 0.01, atLeast: 6, atMost: 1000 } as const;

const gone: Problem = { code: 'not-found' };

type Past = ReadonlyMap<string, readonly PastChange[]>;

export interface SweepSteps {
  readonly store: Pick<Store, 'snapshots'>;
  readonly turns: Turns;
  readonly staleness: Staleness;
  asking(): Asking;
  /** Tells what differs: those of `settled` that are not in `rows` are gone. @returns how many changes */
  write(
    order: ScanOrder,
    scan: number,
    rows: readonly Row[],
    settled: readonly string[],
    when: Asking & { readonly past: Past },
  ): number;
  isOver(order: ScanOrder): boolean;
  /** The service has spoken; one at fault has not. */
  isSaid(problem: Problem): boolean;
  pastOf(order: ScanOrder, gone: readonly string[], allowance: Allowance): Promise<Past>;
  /** Reads all pages once more. */
  again(order: ScanOrder, scan: number, allowance: Allowance): Promise<Result<PagesRead>>;
}

/** @returns how many changes it told */
type Sweep = (
  order: ScanOrder,
  scan: number,
  read: PagesRead,
  allowance: Allowance,
) => Promise<Result<number>>;

/** How far asking by name may go, and what came of it; is written. */
interface Naming {
  /** null: not yet known. */
  callsLeft: number | null;
  /** The service gives no answer about rows by name. */
  isRefused: boolean;
  /** Rows were there after all. */
  hasSlipped: boolean;
}

interface Looked {
  /** Ids of those about which something is known now. */
  readonly settled: readonly string[];
  /** Those of them that are there after all. */
  readonly rows: readonly Row[];
}

/**
 * One page alone is one moment: what it does not have is gone, unless it has no row at all, which may be that of a document
 * which is only just being opened. While several pages are read, rows move to one already read as others go, so each row
 * that none had is asked for by name, as many as may be at once; the others are left to the next scan, which is then due. Where the
 * service gives no answer about rows by name, they are gone once two readings in a row were the same.
 */
export function createSweep(steps: SweepSteps): Sweep {
  const { turns, staleness } = steps;
  const { snapshots } = steps.store;
  /** Tables that are read once more because rows had moved: on a busy one, they do each time. */
  const repeated = new Set<string>();

  const unseen = ({ prompt, table }: ScanOrder, scan: number, limit: number): readonly string[] =>
    snapshots.unseen(prompt.connectionId, table, scan, limit).map(({ id }) => id);

  /** Writes down what became of the rows that no page had, a portion at a time, until none is left or one is settled in part. */
  async function settle(
    order: ScanOrder,
    scan: number,
    allowance: Allowance,
    portion: number,
    look: (missing: readonly string[]) => Promise<Result<Looked>>,
  ): Promise<Result<number>> {
    const { prompt, table } = order;
    let found = 0;
    for (;;) {
      const swept = await turns.ofTable(prompt.connectionId, table, async () => {
        if (steps.isOver(order)) return err(gone);
        const missing = unseen(order, scan, portion);
        if (missing.length === 0) return ok(false);
        const when = steps.asking();
        const looked = await look(missing);
        if (!looked.ok) return looked;
        const { settled, rows } = looked.value;
        const there = new Set(rows.map(({ id }) => id));
        const absent = settled.filter((id) => !there.has(id));
        const past = await steps.pastOf(order, absent, allowance);
        if (steps.isOver(order)) return err(gone);
        found += steps.write(order, scan, rows, settled, { ...when, past });
        return ok(settled.length === missing.length);
      });
      if (!swept.ok) return swept;
      if (!swept.value) return ok(found);
    }
  }

  /** Tells rows as gone without asking for them. */
  const believe = (order: ScanOrder, scan: number, allowance: Allowance) =>
    settle(order, scan, allowance, goneAtOnce, async (missing) =>
      ok({ settled: missing, rows: [] }),
    );

  async function named(
    { table, prompt, purpose }: ScanOrder,
    missing: readonly string[],
    naming: Naming,
    pageCalls: number,
  ): Promise<Result<Looked>> {
    const settled: string[] = [];
    const rows: Row[] = [];
    while (settled.length < missing.length && naming.callsLeft !== 0) {
      let lot: readonly string[] = [];
      const answer = await turns.call(prompt.connectionId, purpose, async (tables, http) => {
        naming.callsLeft = (naming.callsLeft ?? callsFor(pageCalls, tables.limit)) - 1;
        lot = missing.slice(settled.length, settled.length + tables.atOnce);
        return tables.some(http, table, lot);
      });
      // How a service says that a row is gone is not always published.
      if (!answer.ok && steps.isSaid(answer.error)) {
        naming.isRefused = true;
        break;
      }
      if (!answer.ok) return answer;
      settled.push(...lot);
      rows.push(...answer.value);
    }
    naming.hasSlipped ||= rows.length > 0;
    return ok({ settled, rows });
  }

  return async (order, scan, read, allowance) => {
    const { prompt, table } = order;
    if (read.calls === 1 && !read.isBlank) return believe(order, scan, allowance);
    const naming: Naming = { callsLeft: null, isRefused: false, hasSlipped: false };
    const asked = await settle(order, scan, allowance, namedAtOnce, (missing) =>
      named(order, missing, naming, read.calls),
    );
    if (!asked.ok) return asked;
    let found = asked.value;
    if (naming.isRefused && unseen(order, scan, 1).length > 0) {
      const first = read.likeness === null ? await steps.again(order, scan, allowance) : ok(read);
      if (!first.ok) return first;
      const second = await steps.again(order, scan, allowance);
      if (!second.ok) return second;
      found += second.value.found + (read.likeness === null ? first.value.found : 0);
      if (second.value.likeness === first.value.likeness) {
        const told = await believe(order, scan, allowance);
        if (!told.ok) return told;
        found += told.value;
      }
    }
    const key = tableKey(prompt.connectionId, table);
    // A new row may have slipped through as well, which nobody can ask for.
    const isLeft = !naming.isRefused && unseen(order, scan, 1).length > 0;
    if (isLeft) staleness.mark(prompt.connectionId, table);
    else if (naming.hasSlipped && !repeated.has(key)) {
      repeated.add(key);
      staleness.mark(prompt.connectionId, table);
    } else repeated.delete(key);
    return ok(found);
  };
}

/** @param limit calls of a day; null: none is known */
function callsFor(pageCalls: number, limit: number | null): number {
  if (limit === null) return mayAsk.atMost;
  const shares = [pageCalls * mayAsk.ofPages, limit * mayAsk.ofDay].map(Math.floor);
  return Math.min(mayAsk.atMost, Math.max(mayAsk.atLeast, ...shares));
}
