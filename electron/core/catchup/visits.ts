// Reads the tables of a connection, one connection's wishes in one line: schema, then the tables that need it.
import { err, ok, type Problem, type Result } from '#shared/result';
import type { Purpose } from '../budget/budget';
import type { Directory } from '../connections/directory';
import type { Clock, Log } from '../ports';
import { errorName } from '../redact-log';
import type { Scan } from '../snapshots/reading/scan';
import type { SchemaBook } from '../snapshots/structure/schema';
import {
  type Readable,
  readableOf,
  readsRows,
  readsSomething,
  tableKey,
  type WatchedTable,
} from '../snapshots/watched';
import type { Store } from '../store/store';
import { notReadable } from './fills';
import type { HistoryBook } from './history';
import { retryAfter } from './schedule';

/** ms after which names are read again by themselves; and when to look again for a watched table that the schema did not have. */
const namesAge = { known: 60 * 60_000, missing: 15 * 60_000 } as const;

interface Wish {
  /** Tables that were last compared before this moment (ms since 1970) are; null: those alone that are due. */
  readonly since: number | null;
  /** Names are read again, however old they are. */
  readonly schema: boolean;
  readonly purpose: Purpose;
}

export interface Visited {
  readonly found: number;
  /** Why something may be missing all the same. */
  readonly missing: Problem | null;
}
type Outcome = Result<Visited>;

const nothing: Visited = { found: 0, missing: null };

export interface VisitNeeds {
  readonly store: Store;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly log: Log;
  readonly scan: Scan;
  readonly schemas: SchemaBook;
  readonly history: Pick<HistoryBook, 'has' | 'due' | 'read'>;
  readonly due: (connectionId: string) => readonly WatchedTable[];
  /** Changes were written down. */
  readonly onFound: (connectionId: string, count: number) => void;
  /** @param again ms since 1970 before which it is not tried again by itself */
  readonly onDone: (connectionId: string, outcome: Outcome, again: number) => void;
  /** ms since 1970 until which the service asked for no more calls; null: it has not, or that is over. */
  readonly asked: (connectionId: string) => number | null;
  readonly stopped: () => boolean;
}

export interface Visits {
  /** Joins what has not begun yet. */
  ask(connectionId: string, wish: Wish): Promise<Outcome>;
  /** The reading of all tables that is under way. */
  underWay(connectionId: string): Promise<Outcome> | null;
  busy(connectionId: string): boolean;
  /** Names of its tables are missing or old. */
  wantsNames(connectionId: string): boolean;
  /** Whether failures in a row leave it in peace for now. */
  rests(connectionId: string): boolean;
  /** Something was mended: the next try need not wait. */
  rouse(connectionId: string): void;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

interface Line {
  now: { readonly wish: Wish; readonly done: Promise<Outcome> } | null;
  next: { wish: Wish; readonly done: Promise<Outcome> } | null;
  failures: number;
  /** ms since 1970 when its schema was read in this run; null: not yet. */
  schemaAt: number | null;
  /** ms since 1970. */
  notBefore: number;
}

/** Faults of one table, which leave the others readable. */
const ofTable: ReadonlySet<Problem['code']> = new Set([
  'cursor-repeats',
  'rows-without-key',
  'service-not-found',
  'not-found',
]);

export function createVisits(needs: VisitNeeds): Visits {
  const { store, clock, log, history } = needs;
  const { snapshots } = store;
  const lines = new Map<string, Line>();

  function lineOf(connectionId: string): Line {
    const line = lines.get(connectionId) ?? {
      now: null,
      next: null,
      failures: 0,
      schemaAt: null,
      notBefore: 0,
    };
    lines.set(connectionId, line);
    return line;
  }

  /** The log says all that happened, so tables are compared only where it no longer reaches back far enough. */
  async function visit(connectionId: string, wish: Wish): Promise<Outcome> {
    if (!history.has(connectionId)) return visitTables(connectionId, wish);
    const isDue = wish.since !== null || history.due(connectionId);
    const read = isDue ? await history.read(connectionId, wish.purpose) : ok({ missing: null });
    if (!read.ok) return read;
    const { missing } = read.value;
    if (readableOf(needs, connectionId) === null) return ok({ ...nothing, missing });
    const compared = await visitTables(connectionId, {
      ...wish,
      since: missing ? wish.since : null,
    });
    return compared.ok ? ok({ ...compared.value, missing }) : compared;
  }

  async function visitTables(connectionId: string, wish: Wish): Promise<Outcome> {
    const readable = readableOf(needs, connectionId);
    if (!readable) return refusal(connectionId);
    const wanted = new Set(readable.tables.map((table) => tableKey(connectionId, table)));
    for (const entry of snapshots.tables(connectionId)) {
      if (!wanted.has(tableKey(connectionId, entry))) snapshots.forget(connectionId, entry);
    }
    if (!readsSomething(readable)) return ok(nothing);
    // After a failure, a table may be gone.
    const isDoubtful = lineOf(connectionId).failures > 0;
    if (wish.schema || isDoubtful || namesAreOld(connectionId, readable)) {
      const schema = await needs.schemas.refresh(connectionId, wish.purpose);
      if (!schema.ok) {
        if (wish.since !== null) putOff(connectionId, readable.tables.filter(readsRows));
        return schema;
      }
      lineOf(connectionId).schemaAt = clock.now();
    }
    const now = readableOf(needs, connectionId)?.tables ?? [];
    const due = wish.since === null ? needs.due(connectionId) : now.filter(readsRows);
    return scanAll(connectionId, wish, due);
  }

  async function scanAll(
    connectionId: string,
    { since, purpose }: Wish,
    tables: readonly WatchedTable[],
  ): Promise<Outcome> {
    let found = 0;
    let failure: Problem | null = null;
    const unread = new Map(tables.map((table) => [tableKey(connectionId, table), table]));
    for (const table of tables) {
      if (needs.stopped()) return err({ code: 'not-found' });
      const entry = snapshots.table(connectionId, table);
      // Not in the schema: removed at the service.
      if (!entry || isFresh(entry, since)) {
        unread.delete(tableKey(connectionId, table));
        continue;
      }
      const scanned = await needs.scan({
        table,
        prompt: {
          connectionId,
          subscriptionId: null,
          channel: 'catch-up',
          receivedAt: clock.now(),
        },
        purpose,
        onFound: ({ length }) => needs.onFound(connectionId, length),
      });
      if (scanned.ok) {
        found += scanned.value.found;
        unread.delete(tableKey(connectionId, table));
      } else {
        failure ??= scanned.error;
        if (!ofTable.has(scanned.error.code)) break;
      }
    }
    putOff(connectionId, unread.values());
    return failure ? err(failure) : ok({ ...nothing, found });
  }

  /** They were to be read and were not: until they are, they are due. */
  function putOff(connectionId: string, tables: Iterable<WatchedTable>): void {
    for (const table of tables) snapshots.setStale(connectionId, table);
  }

  const isFresh = (
    entry: { readonly comparedAt: number | null; readonly stale: boolean },
    since: number | null,
  ) => since !== null && !entry.stale && entry.comparedAt !== null && entry.comparedAt > since;

  function namesAreOld(connectionId: string, { tables }: Pick<Readable, 'tables'>): boolean {
    const lately = lines.get(connectionId)?.schemaAt ?? null;
    const isOlder = (at: number | null, age: number) =>
      at === null || Math.abs(clock.now() - at) > age;
    if (tables.length === 0) return isOlder(lately, namesAge.missing);
    return tables.some((table) => {
      const entry = snapshots.table(connectionId, table);
      return entry && entry.schemaAt !== null
        ? isOlder(entry.schemaAt, namesAge.known)
        : // One that was removed at the service must not be asked for with every look.
          isOlder(lately, namesAge.missing);
    });
  }

  function refusal(connectionId: string): Outcome {
    const connection = store.connections.get(connectionId);
    return err(connection ? notReadable(connection) : { code: 'not-found' });
  }

  async function perform(connectionId: string, wish: Wish): Promise<Outcome> {
    let outcome: Outcome;
    const begun = store.cursors.get(connectionId);
    try {
      outcome = await visit(connectionId, wish);
    } catch (error) {
      log.error('tables could not be compared', { error: errorName(error) });
      outcome = err({ code: 'internal', params: { reason: errorName(error) } });
    }
    const line = lineOf(connectionId);
    line.now = null;
    if (needs.stopped()) return outcome;
    // A service that only lets so much be read at once is read on soon, however often it says so.
    const isOnward = begun !== null && store.cursors.get(connectionId) !== begun;
    const failures = isOnward ? 0 : line.failures;
    line.failures = outcome.ok ? 0 : failures + 1;
    line.notBefore = outcome.ok ? 0 : nextTry(connectionId, line.failures);
    try {
      needs.onDone(connectionId, outcome, line.notBefore);
    } catch (error) {
      log.error('a gap could not be written', { error: errorName(error) });
    }
    return outcome;
  }

  /** The service knows best when, unless it has said so before and refused again. @returns ms since 1970 */
  function nextTry(connectionId: string, failures: number): number {
    const asked = needs.asked(connectionId);
    const usual = clock.now() + retryAfter(failures);
    return failures > 1 ? Math.max(usual, asked ?? 0) : (asked ?? usual);
  }

  function begin(connectionId: string, line: Line, wish: Wish): Promise<Outcome> {
    const done = perform(connectionId, wish);
    line.now = { wish, done };
    return done;
  }

  return {
    ask(connectionId, wish) {
      const line = lineOf(connectionId);
      if (!line.now) return begin(connectionId, line, wish);
      if (line.next) {
        line.next.wish = merge(line.next.wish, wish);
        return line.next.done;
      }
      const done: Promise<Outcome> = line.now.done.then(() => {
        const waited = line.next?.wish ?? wish;
        line.next = null;
        return begin(connectionId, line, waited);
      });
      line.next = { wish, done };
      return done;
    },
    underWay(connectionId) {
      const { now = null } = lines.get(connectionId) ?? {};
      return now && now.wish.since !== null ? now.done : null;
    },
    busy: (connectionId) => Boolean(lines.get(connectionId)?.now),
    wantsNames(connectionId) {
      const readable = readableOf(needs, connectionId);
      return readable !== null && readsSomething(readable) && namesAreOld(connectionId, readable);
    },
    rests: (connectionId) =>
      clock.now() < (lines.get(connectionId)?.notBefore ?? 0) || needs.asked(connectionId) !== null,
    rouse(connectionId) {
      const line = lineOf(connectionId);
      line.failures = 0;
      line.notBefore = 0;
    },
    async idle() {
      await Promise.all([...lines.values()].map(({ now }) => now?.done));
    },
  };
}

const merge = (a: Wish, b: Wish): Wish => ({
  since: a.since === null || b.since === null ? (a.since ?? b.since) : Math.max(a.since, b.since),
  schema: a.schema || b.schema,
  purpose: a.purpose === 'person' ? a.purpose : b.purpose,
});
