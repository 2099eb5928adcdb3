// The rows a page holds: in order, without holes or doubles, and steady under the reader.
import { describe, expect, it } from 'vitest';
import type { FeedPage, FeedRow } from '#shared/feed';
import { type FeedState, nothingYet, takeAnswer } from '../../../renderer/feed/feed-state';
import { oneChange } from '../one-change';

const row = (seq: number, more: Partial<FeedRow> = {}): FeedRow => ({
  ...oneChange({ id: `e${seq}`, seq, source: 'nocodb', base: { id: 'b' }, table: null }),
  at: seq * 1000,
  unread: true,
  ...more,
});

const page = (seqs: readonly number[], more: Partial<FeedPage> = {}): FeedPage => ({
  rows: seqs.map((seq) => row(seq)),
  next: null,
  total: seqs.length,
  hidden: 0,
  seq: Math.max(...seqs, 0),
  ...more,
});

const holding = (seqs: readonly number[], more: Partial<FeedPage> = {}): FeedState =>
  takeAnswer(nothingYet, { kind: 'first', page: page(seqs, more) });

const ids = (state: FeedState) => state.rows.map(({ id }) => id);

const newer = (rows: readonly FeedRow[], reading: boolean) =>
  ({ kind: 'newer', rows, seq: 99, total: 9, hidden: 0, reading }) as const;

describe('new rows', () => {
  it('come in above, and are pointed out to one who reads below', () => {
    const state = takeAnswer(holding([3, 2, 1]), newer([row(5), row(4)], true));
    expect(ids(state)).toEqual(['e5', 'e4', 'e3', 'e2', 'e1']);
    expect([...state.fresh]).toEqual(['e5', 'e4']);
    expect(takeAnswer(state, { kind: 'seen' }).fresh.size).toBe(0);
    expect(takeAnswer(holding([1]), newer([row(2)], false)).fresh.size).toBe(0);
  });

  it('stand by time: what was fetched afterwards goes where it happened', () => {
    const state = takeAnswer(holding([4, 2]), newer([row(9, { at: 3000 })], false));
    expect(ids(state)).toEqual(['e4', 'e9', 'e2']);
  });

  it('of one second stand in the order of the service, also those that come late', () => {
    const of = (order: number, seq: number) => row(seq, { id: `n${order}`, at: 5000, order });
    const open = takeAnswer(nothingYet, {
      kind: 'first',
      page: { ...page([]), rows: [of(43, 2), of(42, 1)], next: { at: 5000, order: 42, seq: 1 } },
    });
    const state = takeAnswer(open, newer([of(44, 5), of(40, 3)], false));
    expect(ids(state)).toEqual(['n44', 'n43', 'n42']);
    const whole = takeAnswer(state, {
      kind: 'older',
      page: { ...page([]), rows: [of(41, 4), of(40, 3)] },
    });
    expect(ids(whole)).toEqual(['n44', 'n43', 'n42', 'n41', 'n40']);
    expect(
      ids(
        takeAnswer(
          takeAnswer(nothingYet, {
            kind: 'first',
            page: { ...page([]), rows: [of(43, 2), of(41, 1)] },
          }),
          newer([of(42, 3)], false),
        ),
      ),
    ).toEqual(['n43', 'n42', 'n41']);
  });

  it('below all that is loaded wait for their page, so that the list has no hole', () => {
    const state = takeAnswer(
      holding([4, 3], { next: { at: 3000, seq: 3 } }),
      newer([row(9, { at: 500 })], false),
    );
    expect(ids(state)).toEqual(['e4', 'e3']);
  });

  it('are never shown twice', () => {
    const once = takeAnswer(holding([1]), newer([row(2)], false));
    expect(ids(takeAnswer(once, newer([row(2)], false)))).toEqual(['e2', 'e1']);
  });
});

it('older rows follow on', () => {
  const state = takeAnswer(holding([4, 3], { next: { at: 3000, seq: 3 } }), {
    kind: 'older',
    page: page([2, 1]),
  });
  expect(ids(state)).toEqual(['e4', 'e3', 'e2', 'e1']);
  expect(state.next).toBeNull();
});

describe('rows read again', () => {
  const again = (rows: readonly FeedRow[], asked: { readonly unread: boolean } | null) =>
    ({ kind: 'again', after: null, page: { ...page([]), rows, seq: 3 }, asked }) as const;

  it('take their present state, and those that are gone go', () => {
    const state = takeAnswer(holding([3, 2, 1]), again([row(3, { unread: false }), row(1)], null));
    expect(state.rows.map(({ id, unread }) => [id, unread])).toEqual([
      ['e3', false],
      ['e1', true],
    ]);
  });

  it('that are gone are pointed out no more', () => {
    const state = takeAnswer(holding([1]), newer([row(3), row(2)], true));
    expect([...state.fresh]).toEqual(['e3', 'e2']);
    expect([...takeAnswer(state, again([row(3), row(1)], null)).fresh]).toEqual(['e3']);
  });

  it('move to the time that they have now, and what moved in among them is shown', () => {
    const moved = again([row(1, { at: 3500 }), row(3), row(5, { at: 2500 })], null);
    expect(ids(takeAnswer(holding([3, 2, 1]), moved))).toEqual(['e1', 'e3', 'e5']);
  });

  it('that are older now than all that is loaded wait for their page', () => {
    const state = takeAnswer(
      holding([3, 2, 1], { next: { at: 1000, seq: 1 } }),
      again([row(3), row(1), row(2, { at: 10 })], null),
    );
    expect(ids(state)).toEqual(['e3', 'e1']);
    const older = { kind: 'older', page: { ...page([]), rows: [row(2, { at: 10 })] } } as const;
    expect(ids(takeAnswer(state, older))).toEqual(['e3', 'e1', 'e2']);
  });

  it('stay under a filter for unread ones, so that nothing vanishes under the reader', () => {
    const state = takeAnswer(holding([3, 2]), again([row(3)], { unread: true }));
    expect(state.rows.map(({ id, unread }) => [id, unread])).toEqual([
      ['e3', true],
      ['e2', false],
    ]);
    const marked = takeAnswer(state, { kind: 'marked', ids: 'all', unread: false });
    const then = takeAnswer(marked, again([], { unread: true }));
    expect(then.rows.map(({ unread }) => unread)).toEqual([false, false]);
  });

  it('leave alone what came in since', () => {
    const state = takeAnswer(holding([9, 3]), again([row(3)], null));
    expect(ids(state)).toEqual(['e9', 'e3']);
  });
});

it('marking changes the rows named, or all', () => {
  const some = takeAnswer(holding([2, 1]), {
    kind: 'marked',
    ids: new Set(['e2']),
    unread: false,
  });
  expect(some.rows.map(({ unread }) => unread)).toEqual([false, true]);
  const all = takeAnswer(some, { kind: 'marked', ids: 'all', unread: false });
  expect(all.rows.map(({ unread }) => unread)).toEqual([false, false]);
});
