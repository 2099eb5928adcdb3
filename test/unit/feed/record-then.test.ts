// A record as it was at a moment: what changes told, what the row as last read shows, and what nobody knows.
import { describe, expect, test } from 'vitest';
import { neededAt } from '#core/feed/needed';
import { type RecordStory, recordThen } from '#core/feed/record-then';
import type { FieldChange } from '#shared/event';
import type { FeedRow } from '#shared/feed';
import type { FieldThen } from '#shared/record-then';
import { makeEvent } from '../../store/make';

type Sides = readonly [before: string | undefined, after: string | undefined];

/** One change of the record. @param at its time and arrival */
function event(
  at: number,
  action: FeedRow['action'],
  cells: Readonly<Record<string, Sides>>,
  more: Partial<FeedRow> = {},
): FeedRow {
  const changes = Object.entries(cells).map(
    ([id, [beforeText, afterText]]): FieldChange => ({
      field: { id, name: id.toUpperCase() },
      ...(beforeText === undefined ? {} : { beforeText }),
      ...(afterText === undefined ? {} : { afterText }),
    }),
  );
  const base = makeEvent(`e${at}`, { action, changes, occurredAt: at, receivedAt: at });
  return { ...base, seq: at, at, unread: false, ...more };
}

const readAs = (at: number, cells: Readonly<Record<string, string>>): RecordStory['read'] => ({
  at,
  cells: Object.entries(cells).map(([id, text]) => ({
    field: { id, name: `${id.toUpperCase()} today` },
    held: { text },
  })),
});

const then = (events: readonly FeedRow[], place: number, more: Partial<RecordStory> = {}) =>
  recordThen({
    events,
    place,
    order: ['b'],
    read: null,
    gaps: [],
    same: (_id, a, b) => a.text === b.text,
    ...more,
  });

/** Field: content, how it is known, and its marks. */
const said = ({ fields }: { readonly fields: readonly FieldThen[] }) =>
  Object.fromEntries(
    fields.map(({ field, held, known, changed, doubt }) => [
      field.id,
      [held?.text ?? null, known.kind, ...(changed ? ['now'] : []), ...(doubt ? [doubt.kind] : [])],
    ]),
  );

describe('a record that is told from its beginning', () => {
  const story = [
    event(1, 'created', { a: ['', 'x'] }),
    event(2, 'updated', { b: ['', '1'] }),
    event(3, 'updated', { a: ['x', 'y'] }),
    event(4, 'deleted', { a: ['y', ''], b: ['1', ''] }),
  ];

  test('was not there before', () => {
    expect(then(story, 0)).toEqual({ state: 'not-yet', isWhole: true, fields: [] });
  });

  test('is known after each change, with what that changed', () => {
    expect(said(then(story, 1))).toEqual({ a: ['x', 'told', 'now'], b: ['', 'next'] });
    expect(said(then(story, 2))).toEqual({ a: ['x', 'told'], b: ['1', 'told', 'now'] });
    expect(said(then(story, 3))).toEqual({ a: ['y', 'told', 'now'], b: ['1', 'told'] });
  });

  test('once deleted, is what it last held', () => {
    const gone = then(story, 4);
    expect(gone.state).toBe('deleted');
    expect(said(gone)).toEqual({ a: ['y', 'told'], b: ['1', 'told'] });
  });

  test('once deleted, is what was told before where the deletion says nothing', () => {
    const silent = [...story.slice(0, 3), event(4, 'deleted', {})];
    expect(said(then(silent, 4))).toEqual({ a: ['y', 'told'], b: ['1', 'told'] });
  });

  test('put back, has a life of its own', () => {
    const back = [
      ...story,
      event(5, 'created', { a: ['', 'z'] }),
      event(6, 'updated', { a: ['z', 'w'] }),
    ];
    expect(said(then(back, 5))).toEqual({ a: ['z', 'told', 'now'] });
    expect(said(then(back, 3))).toEqual({ a: ['y', 'told', 'now'], b: ['1', 'told'] });
  });

  test('what the row shows today is of its last life only', () => {
    const back = [...story, event(5, 'created', { a: ['', 'z'] })];
    const read = readAs(9, { a: 'z', c: 'c' });
    expect(said(then(back, 3, { read }))).not.toHaveProperty('c');
    expect(said(then(back, 5, { read }))).toEqual({ a: ['z', 'told', 'now'], c: ['c', 'read'] });
  });
});

describe('a record that was there before', () => {
  const story = [event(10, 'updated', { a: ['x', 'y'] }), event(20, 'updated', { b: ['1', '2'] })];
  const read = readAs(30, { b: '2', a: 'y', c: 'c' });

  test('is undone change by change from the row as last read', () => {
    expect(said(then(story, 0, { read }))).toEqual({
      b: ['1', 'next'],
      a: ['x', 'next'],
      c: ['c', 'read'],
    });
    expect(said(then(story, 1, { read }))).toMatchObject({
      a: ['y', 'told', 'now'],
      b: ['1', 'next'],
    });
  });

  test('stands in the order of the table, and by the names of then where a change tells them', () => {
    const { fields } = then(story, 1, { read });
    expect(fields.map(({ field }) => field.name)).toEqual(['B', 'A', 'C today']);
  });

  test('without a kept row, fields that nobody named are left out', () => {
    expect(Object.keys(said(then(story, 1)))).toEqual(['b', 'a']);
  });

  test('a change that came after the reading is newer than the row', () => {
    const late = [...story, event(40, 'updated', { c: ['c', 'd'] })];
    expect(said(then(late, 3, { read }))).toMatchObject({ c: ['d', 'told', 'now'] });
    expect(said(then(late, 2, { read }))).toMatchObject({ c: ['c', 'next'] });
  });
});

describe('what is not known', () => {
  test('two changes that contradict each other: one between them was missed', () => {
    const story = [
      event(10, 'updated', { a: ['x', 'y'] }),
      event(20, 'updated', { b: ['1', '2'] }),
      event(30, 'updated', { a: ['z', 'w'] }),
    ];
    expect(said(then(story, 1))).toMatchObject({ a: ['y', 'told', 'now'] });
    const a = then(story, 2).fields.find(({ field }) => field.id === 'a');
    expect(a?.known).toEqual({ kind: 'missed', from: 10, to: 30, later: { text: 'z' } });
    expect(a?.held).toEqual({ text: 'y' });
  });

  test('what is the same to a person, though it is called differently, contradicts nothing', () => {
    const story = [
      event(10, 'updated', { a: ['x', 'Todo'] }),
      event(20, 'updated', { b: ['1', '2'] }),
      event(30, 'updated', { a: ['To do', 'w'] }),
    ];
    expect(said(then(story, 2, { same: () => true }))).toMatchObject({ a: ['Todo', 'told'] });
  });

  test('a row that shows another content than the last change said', () => {
    const story = [
      event(10, 'updated', { a: ['x', 'y'] }),
      event(20, 'updated', { b: ['1', '2'] }),
    ];
    const read = readAs(30, { a: 'other', b: '2' });
    expect(said(then(story, 2, { read }))).toEqual({ a: ['y', 'missed'], b: ['2', 'told', 'now'] });
  });

  test('a change that names a field and not its content', () => {
    const story = [
      event(10, 'updated', { a: ['x', 'y'] }),
      event(20, 'updated', { a: [undefined, undefined] }),
      event(30, 'updated', { b: ['1', '2'] }),
    ];
    expect(said(then(story, 2))).toMatchObject({ a: [null, 'unknown', 'now'] });
    expect(said(then(story, 3))).toMatchObject({ a: [null, 'unknown'] });
  });

  test('a change that does not say of what puts in doubt what no later one confirms', () => {
    const story = [
      event(10, 'updated', { a: ['x', 'y'], b: ['1', '2'] }),
      event(20, 'updated', {}),
      event(30, 'updated', { b: ['2', '3'] }),
    ];
    expect(said(then(story, 2))).toEqual({ a: ['y', 'told', 'silent'], b: ['2', 'told'] });
    expect(said(then(story, 0))).toEqual({ a: ['x', 'next'], b: ['1', 'next'] });
  });

  test('so does a time in which nothing could arrive', () => {
    const story = [
      event(10, 'updated', { a: ['x', 'y'] }),
      event(30, 'updated', { b: ['1', '2'] }),
    ];
    const gaps = [{ from: 15, to: 20 }];
    expect(said(then(story, 1, { gaps }))).toEqual({
      a: ['y', 'told', 'now'],
      b: ['1', 'next', 'gap'],
    });
    expect(said(then(story, 2, { gaps }))).toEqual({
      a: ['y', 'told', 'gap'],
      b: ['2', 'told', 'now'],
    });
    const read = readAs(40, { a: 'y', b: '2' });
    expect(said(then(story, 2, { gaps, read }))).toMatchObject({ a: ['y', 'told'] });
  });

  test('of a new record whose service sent no values, all but what later changes found', () => {
    const story = [event(1, 'created', {}), event(2, 'updated', { a: ['x', 'y'] })];
    expect(said(then(story, 1))).toEqual({ a: ['x', 'next'] });
  });
});

test('the few changes that are read say the same as all of them', () => {
  let seed = 7;
  const below = (n: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * n);
  };
  for (let world = 0; world < 100; world += 1) {
    const story = Array.from({ length: 1 + below(14) }, (_, n) => {
      const fields = ['a', 'b', 'c', 'd'].filter(() => below(3) === 0);
      const side = () => (below(8) === 0 ? undefined : `${below(3)}`);
      const cells = Object.fromEntries(fields.map((id) => [id, [side(), side()] as const]));
      const action = (['created', 'deleted'] as const)[below(12)] ?? 'updated';
      return event(10 * (n + 1), action, cells);
    });
    const outlines = story.map(({ seq, id, at, action, changes }) => ({
      ...{ seq, id, at, action },
      fields: changes.map(({ field }) => field.id),
    }));
    const read = below(2) === 0 ? null : readAs(below(150), { a: '0', e: '1' });
    const gaps = below(2) === 0 ? [] : [{ from: below(150), to: below(2) === 0 ? null : 150 }];
    for (let place = 0; place <= story.length; place += 1) {
      const needed = neededAt(outlines, place);
      const few = needed.seqs.flatMap((seq) => story.filter((one) => one.seq === seq));
      const more = { read, gaps, order: ['e', 'd', 'c', 'b', 'a'] };
      expect(then(few, needed.place, more)).toEqual(then(story, place, more));
    }
  }
});
