// The feed as the store answers it: order, pages, what is new, read and unread, and what a replay replaces.
import { describe, expect, it } from 'vitest';
import { cursorOf, type FeedCursor } from '#shared/feed';
import { emptyQuery } from '#shared/query/query';
import { idsOf, makeChange, makeEvent, makeQuery, makeStore, noon } from './make';

const minute = 60_000;
const day = 24 * 60 * minute;

describe('the order of the feed', () => {
  it('is newest first by the time of the change, whatever the order of arrival', () => {
    const store = makeStore();
    store.events.insert([
      makeEvent('b', { occurredAt: noon - 2 * minute }),
      makeEvent('c', { occurredAt: noon - minute }),
      makeEvent('a', { occurredAt: noon - 3 * minute }),
    ]);
    expect(idsOf(store, '')).toEqual(['c', 'b', 'a']);
  });

  it('of equal times is the order of arrival', () => {
    const store = makeStore();
    store.events.insert(['a', 'b', 'c'].map((id) => makeEvent(id)));
    expect(idsOf(store, '')).toEqual(['c', 'b', 'a']);
  });

  it('of one moment is that in which the service counts the changes of a table', () => {
    const store = makeStore();
    const counted = (order: number) => makeEvent(`n${order}`, { order });
    store.events.insert([counted(42), makeEvent('uncounted'), counted(41), counted(43)]);
    store.events.insert([makeEvent('later', { occurredAt: noon + 1000, order: 7 })]);
    const inOrder = ['later', 'n43', 'n42', 'n41', 'uncounted'];
    expect(idsOf(store, '')).toEqual(inOrder);
    expect(idsOf(store, 'table:opp is:unread')).toEqual(inOrder);
    const timeline = store.events.ofRecord(counted(42), 9).map(({ id }) => id);
    expect(timeline).toEqual(inOrder);
    expect(store.events.since(emptyQuery, 0, 9).map(({ id }) => id)).toEqual(inOrder);
  });

  it('takes in a number that only a later telling has', () => {
    const store = makeStore();
    store.events.insert([makeEvent('a'), makeEvent('b', { order: 2 })]);
    expect(idsOf(store, '')).toEqual(['b', 'a']);
    store.events.enrich(makeEvent('a', { order: 3, deliveryId: 'other' }));
    expect(idsOf(store, '')).toEqual(['a', 'b']);
    store.events.insert([makeEvent('c', { order: 1 })]);
    store.events.restate('c', makeEvent('stated', { order: 4 }));
    expect(idsOf(store, '')).toEqual(['c', 'a', 'b']);
  });

  it('does not believe a clock that is a month late or more than five minutes ahead', () => {
    const store = makeStore();
    const times = {
      none: null,
      future: noon + 5 * minute + 1,
      'a little ahead': noon + 5 * minute,
      'a month late': noon - 30 * day,
      ancient: noon - 30 * day - 1,
      seconds: Math.floor(noon / 1000),
      absurd: 1e300,
      'not a number': Number.NaN,
    };
    store.events.insert(
      Object.entries(times).map(([id, occurredAt]) => makeEvent(id, { occurredAt })),
    );
    const at = Object.fromEntries(
      store.events.page(emptyQuery, null, 50).map((row) => [row.id, row.at - noon]),
    );
    expect(at).toEqual({
      none: 0,
      future: 0,
      'a little ahead': 5 * minute,
      'a month late': -30 * day,
      ancient: 0,
      seconds: 0,
      absurd: 0,
      'not a number': 0,
    });
  });
});

describe('pages', () => {
  it('show every row once while new ones arrive', () => {
    const store = makeStore();
    const old = Array.from({ length: 95 }, (_, i) =>
      // Many share a time, and some a number as well, so that only the order of arrival tells them apart.
      makeEvent(`old${i}`, { occurredAt: noon - (i % 7) * minute, order: (i * 17) % 5 }),
    );
    store.events.insert(old);
    const seen: string[] = [];
    let after: FeedCursor | null = null;
    for (let round = 0; ; round += 1) {
      const rows: ReturnType<typeof store.events.page> = store.events.page(emptyQuery, after, 10);
      seen.push(...rows.map(({ id }) => id));
      const last = rows.at(-1);
      if (!last || rows.length < 10) break;
      after = cursorOf(last);
      store.events.insert([makeEvent(`new${round}`, { occurredAt: noon + minute })]);
    }
    expect([...seen].sort()).toEqual(old.map(({ id }) => id).sort());
  });

  it('tell what is new since a number, newest first, and only what matches', () => {
    const store = makeStore();
    store.events.insert([makeEvent('a'), makeEvent('b')]);
    const seq = store.events.newestSeq();
    const [c] = store.events.insert([
      makeEvent('c', { occurredAt: noon + 2 * minute }),
      makeEvent('d', { action: 'deleted' }),
    ]);
    expect(c?.seq).toBe(seq + 1);
    const ids = (query: string, since: number, limit = 50) =>
      store.events.since(makeQuery(query), since, limit).map(({ id }) => id);
    expect(ids('', seq)).toEqual(['c', 'd']);
    expect(ids('', seq, 1)).toEqual(['c']);
    expect(ids('action:deleted', seq)).toEqual(['d']);
    expect(ids('table:opp', 0)).toEqual(['c', 'd', 'b', 'a']);
    expect(ids('', store.events.newestSeq())).toEqual([]);
  });
});

describe('one change by two roads', () => {
  it('is one event, and only the first is new', () => {
    const store = makeStore();
    expect(store.events.insert([makeEvent('a'), makeEvent('a')])).toMatchObject([
      { id: 'a', seq: 1 },
    ]);
    const later = makeEvent('a', { origin: 'live', record: { id: 'r1', title: 'Other' } });
    expect(store.events.insert([later, makeEvent('b')])).toMatchObject([{ id: 'b', seq: 2 }]);
    expect(store.events.get('a')).toMatchObject({
      origin: 'push',
      record: { title: 'Acme renewal' },
    });
  });

  it('a replay replaces the content, what search finds, and neither order nor read state', () => {
    const store = makeStore();
    store.events.insert([
      makeEvent('a', { changes: [makeChange('Status', 'open', '已签约')] }),
      makeEvent('b'),
    ]);
    store.events.mark({ ids: ['a'] }, false);
    const replayed = makeEvent('a', {
      origin: 'replay',
      occurredAt: noon + minute,
      action: 'created',
      table: { id: 't2', name: 'Customers' },
      actor: { kind: 'person', name: 'Zoé' },
      record: { id: 'r9', title: 'Globex' },
      changes: [makeChange('State', 'open', '待处理')],
    });
    expect(store.events.insert([replayed])).toEqual([]);
    expect(idsOf(store, '')).toEqual(['b', 'a']);
    expect(store.events.get('a')).toMatchObject({
      ...replayed,
      origin: 'push',
      seq: 1,
      unread: false,
      at: noon,
    });
    for (const query of ['待处理', 'globex', 'table:customers', 'field:state', 'person:ZOÉ']) {
      expect(idsOf(store, query), query).toEqual(['a']);
    }
    for (const query of ['已签约', '签约', 'table:opp person:zoé', 'field:status']) {
      expect(idsOf(store, query), query).toEqual([]);
    }
  });
});

describe('read and unread', () => {
  it('is marked by id and by query, and counted', () => {
    const store = makeStore();
    store.events.insert([
      makeEvent('a'),
      makeEvent('b', { action: 'deleted' }),
      makeEvent('c', { action: 'deleted' }),
    ]);
    expect(store.events.unread(emptyQuery)).toBe(3);
    expect(store.events.mark({ ids: ['a', 'a', 'nobody'] }, false)).toBe(1);
    expect(store.events.mark({ query: makeQuery('action:deleted|created') }, false)).toBe(2);
    expect(store.events.mark({ query: emptyQuery }, false)).toBe(0);
    expect(store.events.unread(emptyQuery)).toBe(0);
    expect(store.events.mark({ ids: ['c'] }, true)).toBe(1);
    expect(idsOf(store, 'is:unread')).toEqual(['c']);
    expect(idsOf(store, 'is:read')).toEqual(['b', 'a']);
    expect(store.events.unread(makeQuery('action:deleted'))).toBe(1);
    expect(store.events.unread(makeQuery('action:created'))).toBe(0);
    expect(store.events.count(makeQuery('action:deleted'))).toBe(2);
    expect(store.events.mark({ query: makeQuery('is:read') }, true)).toBe(2);
    expect(store.events.unread(emptyQuery)).toBe(3);
  });
});

it('finds the events of a record, of a delivery, and the newest of a connection', () => {
  const store = makeStore();
  const others = { connectionId: 'c2', occurredAt: noon + minute };
  store.events.insert([
    makeEvent('a', { deliveryId: 'd1' }),
    makeEvent('b', { deliveryId: 'd1', occurredAt: noon - minute }),
    makeEvent('same id, other table', { table: { id: 't2' } }),
    makeEvent('same id, other connection', others),
    makeEvent('renamed', { table: { id: 't1', name: 'Deals' }, occurredAt: noon - 2 * minute }),
    makeEvent('no record', { record: null, subject: 'table' }),
  ]);
  const a = store.events.get('a');
  const none = store.events.get('no record');
  if (!a || !none) throw new Error('lost');
  expect(store.events.ofRecord(a, 50).map(({ id }) => id)).toEqual(['a', 'b', 'renamed']);
  expect(store.events.ofRecord(a, 1).map(({ id }) => id)).toEqual(['a']);
  expect(store.events.ofRecord(none, 50)).toEqual([]);
  expect(store.events.ofDelivery('d1')).toEqual(['a', 'b']);
  expect(store.events.lastAt('c1')).toBe(noon);
  expect(store.events.lastAt('c2')).toBe(noon + minute);
  expect(store.events.lastAt(null)).toBe(noon + minute);
  expect(store.events.lastAt('c3')).toBeNull();
});

it('keeps an event as it was given, whatever its values', () => {
  const store = makeStore();
  const event = makeEvent('a', {
    record: { id: "r'\0\n1", title: '"; DROP TABLE events; --' },
    changes: [
      { field: { id: 'f\n1' }, before: { deep: [1, null, '\ud800'] }, afterText: '\0x%_' },
      { field: { id: 'f2', type: 'single-select' }, afterChips: [{ text: 'A', color: '#ff0000' }] },
    ],
    view: { id: 'v', name: 'Grid' },
    count: 3,
    link: 'https://example.com/r1',
  });
  store.events.insert([event]);
  expect(store.events.get('a')).toEqual({ ...event, seq: 1, at: noon, unread: true });
});

it('is whole or not at all in a transaction, also a nested one that failed alone', () => {
  const store = makeStore();
  const fail = () => {
    throw new Error('our fault');
  };
  expect(() =>
    store.transaction(() => {
      store.events.insert([makeEvent('lost')]);
      fail();
    }),
  ).toThrow('our fault');
  store.transaction(() => {
    store.events.insert([makeEvent('kept')]);
    expect(() =>
      store.transaction(() => {
        store.events.insert([makeEvent('undone')]);
        fail();
      }),
    ).toThrow('our fault');
  });
  expect(idsOf(store, '')).toEqual(['kept']);
});

it('remembers the newest title of a record, in its own table and connection only', () => {
  const store = makeStore();
  const titled = (id: string, title: string | undefined, change = {}) =>
    makeEvent(id, { record: { id: 'r1', ...(title === undefined ? {} : { title }) }, ...change });
  store.events.insert([titled('a', 'Old'), titled('b', 'Zoë 深圳'), titled('c', undefined)]);
  const { connectionId, table } = titled('a', '');
  expect(store.events.titleOf(connectionId, table?.id ?? '', 'r1')).toBe('Zoë 深圳');
  expect(store.events.titleOf(connectionId, 'other', 'r1')).toBeUndefined();
  expect(store.events.titleOf('other', table?.id ?? '', 'r1')).toBeUndefined();
});
