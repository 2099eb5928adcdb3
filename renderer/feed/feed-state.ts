// The feed's rows as the page holds them, and what each answer of the core makes of them. Pure.
import { type FeedCursor, type FeedPage, type FeedRow, newestFirst } from '#shared/feed';
import type { Problem } from '#shared/result';

export interface FeedState {
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly problem: Problem | null;
  /** In the order of the feed; without holes. */
  readonly rows: readonly FeedRow[];
  /** Where older rows start; null: there are none. */
  readonly next: FeedCursor | null;
  readonly total: number;
  readonly hidden: number;
  /** The newest `seq` the rows account for. */
  readonly seq: number;
  /** Rows that came in while the person was reading elsewhere in the list. */
  readonly fresh: ReadonlySet<string>;
}

export type FeedAnswer =
  | { readonly kind: 'asked' }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'first'; readonly page: FeedPage }
  | { readonly kind: 'older'; readonly page: FeedPage }
  | {
      readonly kind: 'newer';
      readonly rows: readonly FeedRow[];
      readonly seq: number;
      readonly total: number;
      readonly hidden: number;
      /** Whether the person reads elsewhere, so that the new rows have to be pointed out. */
      readonly reading: boolean;
    }
  /** The rows of a stretch of the list as they are now. */
  | {
      readonly kind: 'again';
      readonly after: FeedCursor | null;
      readonly page: FeedPage;
      /** The read state that the filter asks for; null: either. */
      readonly asked: { readonly unread: boolean } | null;
    }
  | { readonly kind: 'marked'; readonly ids: ReadonlySet<string> | 'all'; readonly unread: boolean }
  | { readonly kind: 'seen' };

export const nothingYet: FeedState = {
  phase: 'loading',
  problem: null,
  rows: [],
  next: null,
  total: 0,
  hidden: 0,
  seq: 0,
  fresh: new Set(),
};

export function takeAnswer(state: FeedState, answer: FeedAnswer): FeedState {
  switch (answer.kind) {
    case 'asked':
      return { ...state, phase: 'loading', problem: null };
    case 'failed':
      return { ...state, phase: 'failed', problem: answer.problem };
    case 'first':
      return { phase: 'ready', problem: null, fresh: new Set(), ...answer.page };
    case 'older':
      return {
        ...state,
        ...counts(answer.page),
        rows: merge(state.rows, answer.page.rows),
        next: answer.page.next,
      };
    case 'newer': {
      const added = answer.rows.filter((row) => !isBelow(state, row));
      return {
        ...state,
        ...counts(answer),
        seq: Math.max(state.seq, answer.seq),
        rows: merge(state.rows, added),
        fresh: answer.reading
          ? new Set([...state.fresh, ...added.map((row) => row.id)])
          : state.fresh,
      };
    }
    case 'again': {
      const { page } = answer;
      const shown = page.rows.filter((row) => !isBelow(state, row));
      const rows = merge(renew(state.rows, answer), shown);
      const fresh = rows.filter(({ id }) => state.fresh.has(id)).map(({ id }) => id);
      return { ...state, ...counts(page), rows, fresh: new Set(fresh) };
    }
    case 'marked': {
      const { ids, unread } = answer;
      return {
        ...state,
        rows: state.rows.map((row) =>
          row.unread !== unread && (ids === 'all' || ids.has(row.id)) ? { ...row, unread } : row,
        ),
      };
    }
    case 'seen':
      return state.fresh.size === 0 ? state : { ...state, fresh: new Set() };
  }
}

const counts = ({ total, hidden }: { readonly total: number; readonly hidden: number }) => ({
  total,
  hidden,
});

/** Older than everything loaded while more is to come: it will arrive with its own page. */
const isBelow = ({ next }: FeedState, row: FeedRow): boolean =>
  next !== null && newestFirst(next, row) < 0;

/** Both lists in the feed's order; of a row that is in both, the one in `more` counts. */
function merge(rows: readonly FeedRow[], more: readonly FeedRow[]): readonly FeedRow[] {
  if (more.length === 0) return rows;
  const ids = new Set(more.map((row) => row.id));
  return [...rows.filter((row) => !ids.has(row.id)), ...more].sort(newestFirst);
}

/**
 * What is left of the rows beside the present ones of a stretch. Where the filter asks for unread rows, a row that the answer
 * lacks was read meanwhile: it stays, so that nothing vanishes under the reader. Under any other filter it is gone.
 */
function renew(
  rows: readonly FeedRow[],
  { after, page, asked }: Extract<FeedAnswer, { kind: 'again' }>,
): readonly FeedRow[] {
  const now = new Set(page.rows.map(({ id }) => id));
  const last = page.next === null ? null : page.rows.at(-1);
  return rows.flatMap((row) => {
    // It stands by its present time, which may be another one.
    if (now.has(row.id)) return [];
    const inside =
      (!after || newestFirst(after, row) < 0) && (!last || newestFirst(row, last) <= 0);
    if (!inside || row.seq > page.seq) return [row];
    return asked ? [{ ...row, unread: !asked.unread }] : [];
  });
}
