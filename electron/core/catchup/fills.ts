// Which gaps wait for which connections to be read, and how each of them ended.
import type { Gap } from '#shared/gap';
import type { Problem } from '#shared/result';
import type { Directory } from '../connections/directory';
import { readableOf, readsRows, readsSomething } from '../snapshots/watched';
import type { Store, StoredConnection } from '../store/store';
import type { HistoryBook } from './history';

/** ms; what an older gap has missed is told as well, but the gap is not looked at again. */
const oldest = 30 * 24 * 60 * 60_000;

/** What no later reading can mend. */
const lasting: ReadonlySet<Problem['code']> = new Set([
  'catch-up-unsupported',
  'history-incomplete',
]);

/** It goes on: nothing is lost by waiting. */
const passing: ReadonlySet<Problem['code']> = new Set(['catch-up-unfinished', 'catch-up-reached']);

export interface FillNeeds {
  readonly store: Store;
  readonly directory: Directory;
  readonly history: Pick<HistoryBook, 'has' | 'readAt'>;
  readonly update: (
    id: number,
    patch: Partial<Pick<Gap, 'state' | 'recovered' | 'problem'>>,
  ) => void;
}

export interface FillBook {
  /** @returns connections to be read for it */
  add(gap: Gap): readonly string[];
  /** Gaps of earlier runs that were not filled, though they can be. */
  recall(now: number): void;
  waits(connectionId: string): boolean;
  /** Some connections are gone: nothing waits for them any more. */
  forget(): void;
  /** Changes were found for the oldest gap that waits for this connection, and for those that overlap with it. */
  found(connectionId: string, count: number): void;
  /**
   * It was read: those gaps are filled that ended before, unless the service says that something is `missing`.
   * @param all no table failed: one without a snapshot is not there any more
   */
  read(connectionId: string, missing: Problem | null, all: boolean): void;
  failed(connectionId: string, problem: Problem): void;
}

interface Waiting {
  readonly id: number;
  readonly from: number;
  readonly to: number;
  readonly left: Set<string>;
  /** A connection that nobody can read afterwards, or not to its beginning. */
  unreadable: Problem | null;
  recovered: number;
}

/** @returns what cannot be promised for this connection */
export const notReadable = ({ name }: StoredConnection): Problem => ({
  code: 'catch-up-unsupported',
  params: { connection: name },
});

export function createFillBook(needs: FillNeeds): FillBook {
  const { store, history, update } = needs;
  let waiting: readonly Waiting[] = [];

  function wait(gap: Gap): Waiting {
    const connections = store.connections
      .list()
      .filter(({ id, demo }) => !demo && (gap.connectionId === null || gap.connectionId === id));
    const left = connections.filter(
      ({ id }) => history.has(id) || readsSomething(readableOf(needs, id)),
    );
    const unreadable = connections.find(
      ({ id }) =>
        !history.has(id) &&
        readableOf(needs, id) === null &&
        store.connections.subscriptionsOf(id).length > 0,
    );
    return {
      id: gap.id,
      from: gap.from,
      to: gap.to ?? Number.POSITIVE_INFINITY,
      left: new Set(left.map(({ id }) => id)),
      unreadable: unreadable ? notReadable(unreadable) : null,
      recovered: gap.recovered,
    };
  }

  function end(one: Waiting): void {
    const { unreadable, recovered } = one;
    update(one.id, {
      recovered,
      state: unreadable ? 'unfilled' : 'filled',
      problem: unreadable,
    });
  }

  const of = (connectionId: string) => waiting.filter(({ left }) => left.has(connectionId));

  /** The log was read, or the snapshot of every table is of after the gap. */
  function readSince(connectionId: string, moment: number, all: boolean): boolean {
    if (history.has(connectionId)) return (history.readAt(connectionId) ?? 0) >= moment;
    const readable = readableOf(needs, connectionId);
    const tables = readable?.tables ?? [];
    // Which tables a base has is not known yet.
    if (tables.length === 0 && readsSomething(readable)) return all;
    return tables.filter(readsRows).every((table) => {
      const entry = store.snapshots.table(connectionId, table);
      if (!entry) return all;
      const { comparedAt } = entry;
      return typeof comparedAt === 'number' && comparedAt >= moment;
    });
  }

  return {
    add(gap) {
      const one = wait(gap);
      if (one.left.size === 0) end(one);
      else waiting = [...waiting, one].sort((a, b) => a.to - b.to);
      return [...one.left];
    },
    recall(now) {
      const known = new Set(waiting.map(({ id }) => id));
      const earlier = store.gaps
        .list({ from: now - oldest, to: now, connectionId: null, limit: 200 })
        .filter(({ id, to, state, problem }) => {
          const isOpen = state === 'filling' || state === 'unfilled';
          const isLasting = problem !== null && lasting.has(problem.code);
          return !known.has(id) && to !== null && isOpen && !isLasting;
        })
        .map(wait);
      for (const one of earlier) if (one.left.size === 0) end(one);
      const left = earlier.filter((one) => one.left.size > 0);
      waiting = [...waiting, ...left].sort((a, b) => a.to - b.to);
    },
    waits: (connectionId) => of(connectionId).length > 0,
    forget() {
      const here = new Set(store.connections.list().map(({ id }) => id));
      const changed = waiting.filter(({ left }) => [...left].some((id) => !here.has(id)));
      for (const one of changed) {
        for (const id of one.left) if (!here.has(id)) one.left.delete(id);
        if (one.left.size === 0) end(one);
      }
      if (changed.length > 0) waiting = waiting.filter(({ left }) => left.size > 0);
    },
    found(connectionId, count) {
      const [first] = of(connectionId);
      // When a change happened is not always known: where gaps overlap, it may be of each of them.
      for (const one of of(connectionId)) {
        if (one === first || (first && one.from < first.to)) one.recovered += count;
      }
    },
    read(connectionId, missing, all) {
      for (const one of of(connectionId)) {
        if (!readSince(connectionId, one.to, all)) continue;
        one.unreadable ??= missing;
        one.left.delete(connectionId);
        if (one.left.size === 0) end(one);
        else update(one.id, { recovered: one.recovered });
      }
      waiting = waiting.filter(({ left }) => left.size > 0);
    },
    failed(connectionId, problem) {
      for (const one of of(connectionId)) {
        const state = passing.has(problem.code) ? 'filling' : 'unfilled';
        update(one.id, { state, problem, recovered: one.recovered });
      }
    },
  };
}
