// Reads a whole table and compares it with its snapshot, page by page; the first time, it makes the snapshot.
import { createHash } from 'node:crypto';
import { err, ok, type Problem, type Result } from '#shared/result';
import type { Row } from '../../sources/source';
import type { SnapshotStore } from '../../store/store';
import { type ApplyNeeds, applyReading, type Reading } from '../comparing/apply';
import { noneByFormula } from '../comparing/by-formula';
import type { SchemaBook } from '../structure/schema';
import { createHistories, historiesAtMost } from './histories';
import { createRecentScan, type PageOf, paysOff } from './recent-scan';
import type { Allowance, Asking, PagesRead, ScanOrder } from './scan-order';
import type { Staleness } from './staleness';
import { createSweep } from './sweep';
import type { Turns } from './turns';

export interface ScanNeeds extends ApplyNeeds {
  /** Comparisons were written. */
  readonly wake: () => void;
  /** Resolves when what has arrived is read: a change that is stated there already must not be told as found. */
  readonly settled: () => Promise<void>;
  readonly stopped: () => boolean;
}

/** @returns how many changes were told, or why the table could not be read to its end: then nothing counts as gone */
export type Scan = (order: ScanOrder) => Promise<Result<{ readonly found: number }>>;

const ofPage: PageOf = (tables, http, table, cursor) => tables.page(http, table, cursor);

const ofService: ReadonlySet<Problem['code']> = new Set([
  'service-answer',
  'service-not-found',
  'service-shape',
]);

/** The service has spoken; one at fault has not. */
const isSaid = ({ code, params }: Problem): boolean =>
  ofService.has(code) && !(Number(params?.status) >= 500);

/** What stands in the way of reading what changed lately may not stand in that of reading all. */
const mayReadWhole = (problem: Problem): boolean =>
  isSaid(problem) || problem.code === 'cursor-repeats';

const gone: Problem = { code: 'not-found' };

const askedBy = ({ table, prompt, purpose }: ScanOrder, allowance: Allowance) => ({
  connectionId: prompt.connectionId,
  table,
  purpose,
  allowance,
});

/** How a page without rows looks. */
const blank = '[]';

interface ReadToEnd {
  readonly found: number;
  readonly noted: Parameters<SnapshotStore['saveMark']>[2];
}

export function createScan(
  needs: ScanNeeds,
  tools: { readonly turns: Turns; readonly schemas: SchemaBook; readonly staleness: Staleness },
): Scan {
  const { store, clock } = needs;
  const { turns, schemas, staleness } = tools;
  const histories = createHistories(needs, turns);
  const { snapshots } = store;

  interface PageRead {
    readonly next: string | null;
    readonly found: number;
    /** Which rows it had. */
    readonly likeness: string;
  }

  const onePage = (
    order: ScanOrder,
    scan: number,
    pageOf: PageOf,
    cursor: string | null,
    former: string,
    allowance: Allowance,
  ): Promise<Result<PageRead>> =>
    turns.ofTable(order.prompt.connectionId, order.table, async () => {
      const { table, prompt, purpose } = order;
      const asked = asking();
      const page = await turns.call(prompt.connectionId, purpose, (tables, http) =>
        pageOf(tables, http, table, cursor),
      );
      if (!page.ok) return page;
      const { rows, next } = page.value;
      const likeness = JSON.stringify(rows.map(({ id }) => id));
      // A service that gives the same page under ever new cursors would be read for ever.
      if (next !== null && likeness === former) return err(repeats(order));
      const found = await take(order, scan, rows, asked, allowance);
      return found.ok ? ok({ next, likeness, found: found.value }) : found;
    });

  const asking = (): Asking => ({ newestSaid: snapshots.newestSaid(), askedAt: clock.now() });

  /** Tells what differs of rows that were just read. To be called in the table's turn. */
  async function take(
    order: ScanOrder,
    scan: number,
    rows: readonly Row[],
    asked: Asking,
    allowance: Allowance,
  ): Promise<Result<number>> {
    const { table, prompt } = order;
    await schemas.meet(prompt.connectionId, table, rows);
    learnPeople(order, rows);
    const past = await histories.of(askedBy(order, allowance), rows, []);
    await needs.settled();
    if (needs.stopped() || !snapshots.table(prompt.connectionId, table)) return err(gone);
    const { byFormula } = allowance;
    return ok(write(order, scan, rows, [], { ...asked, past, byFormula }));
  }

  async function pages(
    order: ScanOrder,
    scan: number,
    allowance: Allowance,
    pageOf: PageOf = ofPage,
  ): Promise<Result<PagesRead>> {
    const seen = new Set<string>();
    const all = createHash('sha256');
    let cursor: string | null = null;
    let former = '';
    let found = 0;
    let isBlank = true;
    for (let calls = 1; ; calls += 1) {
      const page: Result<PageRead> = await onePage(order, scan, pageOf, cursor, former, allowance);
      if (!page.ok) return page;
      found += page.value.found;
      isBlank &&= page.value.likeness === blank;
      former = page.value.likeness;
      all.update(former);
      cursor = page.value.next;
      if (cursor === null) return ok({ found, calls, isBlank, likeness: all.digest('hex') });
      if (seen.has(cursor)) return err(repeats(order));
      seen.add(cursor);
    }
  }

  function write(
    order: ScanOrder,
    scan: number,
    rows: readonly Row[],
    asked: readonly string[],
    when: Asking & Pick<Reading, 'past' | 'byFormula'>,
  ): number {
    const { table, prompt, told = () => undefined } = order;
    const found = store.transaction(() =>
      applyReading(needs, { table, prompt, asked, rows, scan, told, ...when }),
    );
    if (found.length > 0) {
      order.onFound?.(found);
      needs.wake();
    }
    order.onRead?.([...asked, ...rows.map(({ id }) => id)], when.askedAt);
    return found.length;
  }

  const recent = createRecentScan(store.snapshots, { turns, pages, asking, take, repeats });
  const sweep = createSweep({
    store,
    turns,
    staleness,
    asking,
    write,
    isOver,
    isSaid,
    pastOf,
    again: pages,
  });

  function isOver({ prompt, table }: ScanOrder): boolean {
    return needs.stopped() || snapshots.table(prompt.connectionId, table) === null;
  }

  /** What is known of rows that are gone, and all that has arrived is read. */
  async function pastOf(order: ScanOrder, gone: readonly string[], allowance: Allowance) {
    const past =
      gone.length > 0 ? await histories.of(askedBy(order, allowance), [], gone) : new Map();
    await needs.settled();
    return past;
  }

  const fieldsOf = ({ table, prompt }: ScanOrder): string =>
    JSON.stringify(snapshots.table(prompt.connectionId, table)?.fields ?? []);

  /** All that changed: of a large table that was read before, by what changed lately, else by all of its rows. */
  async function readAll(order: ScanOrder, scan: number): Promise<Result<ReadToEnd>> {
    const { table, prompt } = order;
    const began = clock.now();
    const allowance = { left: historiesAtMost, byFormula: noneByFormula(clock.now()) };
    const entry = snapshots.table(prompt.connectionId, table);
    const fields = fieldsOf(order);
    const newest = entry && paysOff(entry) ? await recent.mark(order) : null;
    const lately = await recent.read(order, scan, began, allowance);
    if (lately && !lately.ok && !mayReadWhole(lately.error)) return lately;
    const isRecent = lately?.ok === true;
    const read = lately?.ok ? lately : await pages(order, scan, allowance);
    if (!read.ok) return read;
    const swept = read.value.isComplete ? ok(0) : await sweep(order, scan, read.value, allowance);
    if (!swept.ok) return swept;
    // A field that came meanwhile has cells in rows that were read before it, or were not read at all.
    const mark = fieldsOf(order) === fields ? newest : null;
    return ok({
      found: read.value.found + swept.value,
      noted: isRecent ? { mark } : { mark, wholeAt: began },
    });
  }

  return (order) =>
    turns.ofScan(order.prompt.connectionId, async () => {
      const { table, prompt } = order;
      if (needs.stopped() || !snapshots.table(prompt.connectionId, table)) return err(gone);
      const began = clock.now();
      const newestSaid = snapshots.newestSaid();
      const marks = staleness.marks(prompt.connectionId, table);
      const read = await readAll(order, snapshots.beginScan(prompt.connectionId, table));
      if (!read.ok) return read;
      if (needs.stopped()) return err(gone);
      const { found, noted } = read.value;
      store.transaction(() => {
        snapshots.saveMark(prompt.connectionId, table, noted);
        // What changed since it began may have missed the page it stood on.
        snapshots.endScan(prompt.connectionId, table, began);
        if (staleness.marks(prompt.connectionId, table) !== marks) {
          snapshots.setStale(prompt.connectionId, table);
        }
        snapshots.heardAll(prompt.connectionId, table, newestSaid);
        order.atEnd?.();
      });
      return ok({ found });
    });

  /** Rows name the people who made and changed them; events often tell ids alone. */
  function learnPeople({ prompt }: ScanOrder, rows: readonly Row[]): void {
    const names = new Map(
      rows.flatMap(({ created, changed }) =>
        [created?.by, changed?.by].flatMap((by) => (by?.name ? [[by.id, by.name] as const] : [])),
      ),
    );
    const facts = [...names].map(([id, name]) => ({ kind: 'person' as const, id, name }));
    if (facts.length > 0) store.labels.learn(prompt.connectionId, facts, clock.now());
  }

  function repeats({ prompt }: ScanOrder): Problem {
    const host = store.connections.get(prompt.connectionId)?.name ?? '';
    return { code: 'cursor-repeats', params: { host } };
  }
}
