// Deliveries: stored as bytes, recognised when they come again, settled, queued again, trimmed.
import { describe, expect, it } from 'vitest';
import { makeDelivery, makeStore, noon } from './make';

const all = { state: null, connectionId: null, beforeSeq: null, limit: 50 } as const;

describe('a delivery that comes again', () => {
  const keyed = (id: string, change: Parameters<typeof makeDelivery>[1] = {}) =>
    makeDelivery(id, { repeatKey: 'k', repeatWithinMs: 1000, ...change });

  it('is counted at the original and not stored twice', () => {
    const store = makeStore();
    expect(store.deliveries.insert([keyed('a')])).toEqual([{ kind: 'stored', seq: 1 }]);
    expect(
      store.deliveries.insert([
        keyed('b', { receivedAt: noon + 1000 }),
        keyed('c', { repeatKey: 'other' }),
        keyed('d', { repeatKey: 'other' }),
      ]),
    ).toEqual([
      { kind: 'repeat', of: 'a' },
      { kind: 'stored', seq: 2 },
      { kind: 'repeat', of: 'c' },
    ]);
    expect(store.deliveries.list(all)).toMatchObject([
      { id: 'c', repeats: 1 },
      { id: 'a', repeats: 1 },
    ]);
    expect(store.deliveries.get('b')).toBeNull();
  });

  it('is a new one later, at another subscription, or without a key', () => {
    const store = makeStore();
    const outcomes = store.deliveries.insert([
      keyed('a'),
      keyed('b', { receivedAt: noon + 1001 }),
      keyed('c', { subscriptionId: 's2' }),
      keyed('d', { connectionId: 'c2' }),
      keyed('f', { repeatKey: null }),
      keyed('g', { repeatKey: null }),
    ]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(Array(6).fill('stored'));
    const late = keyed('i', { receivedAt: noon + 1e9, repeatWithinMs: null });
    expect(store.deliveries.insert([late])).toEqual([{ kind: 'repeat', of: 'b' }]);
  });

  it('is the same by the channel of the whole connection as by a hook', () => {
    const store = makeStore();
    const live = keyed('live', { subscriptionId: null, channel: 'live' });
    const outcomes = store.deliveries.insert([keyed('pushed'), live]);
    expect(outcomes).toMatchObject([{ kind: 'stored' }, { kind: 'repeat', of: 'pushed' }]);
    const other = { repeatKey: 'other' };
    store.deliveries.insert([{ ...live, id: 'first', ...other }]);
    expect(store.deliveries.insert([keyed('second', other)])).toEqual([
      { kind: 'repeat', of: 'first' },
    ]);
  });

  it('is never the repeat of a refused one', () => {
    const store = makeStore();
    store.deliveries.insert([
      keyed('forged', { state: 'rejected', issue: { code: 'signature-wrong' } }),
    ]);
    expect(store.deliveries.insert([keyed('genuine')])).toMatchObject([{ kind: 'stored' }]);
  });
});

it('keeps the bytes and headers exactly', () => {
  const store = makeStore();
  const body = Uint8Array.from([0, 255, 254, 10, 0]);
  store.deliveries.insert([
    makeDelivery('a', { body, headers: { 'x-sign': 'é"\n' } }),
    makeDelivery('empty', { body: new Uint8Array(), subscriptionId: null }),
  ]);
  expect(store.deliveries.get('a')).toEqual({
    id: 'a',
    seq: 1,
    source: 'seatable',
    connectionId: 'c1',
    subscriptionId: 's1',
    channel: 'push',
    receivedAt: noon,
    state: 'pending',
    issue: null,
    size: 5,
    events: 0,
    repeats: 0,
    compared: false,
    replayed: false,
    headers: { 'x-sign': 'é"\n' },
    body,
  });
  expect(store.deliveries.get('empty')).toMatchObject({ size: 0, subscriptionId: null });
});

it('are worked off oldest first, settled, and queued again', () => {
  const store = makeStore();
  const { deliveries } = store;
  deliveries.insert(['a', 'b', 'c', 'd'].map((id) => makeDelivery(id)));
  expect(deliveries.pending(2).map(({ id }) => id)).toEqual(['a', 'b']);
  deliveries.settle('a', { state: 'decoded', issue: null, events: 2 });
  deliveries.settle('b', {
    state: 'undecoded',
    issue: { code: 'not-json', params: { reason: 'syntax' } },
    events: 0,
  });
  expect(deliveries.counts()).toEqual({
    pending: 2,
    decoded: 1,
    undecoded: 1,
    rejected: 0,
    held: 0,
  });
  expect(deliveries.list({ ...all, state: 'undecoded' })).toMatchObject([
    { id: 'b', issue: { code: 'not-json', params: { reason: 'syntax' } } },
  ]);
  expect(deliveries.requeue(['a', 'b'])).toBe(2);
  expect(deliveries.requeue(['d'])).toBe(1);
  expect(deliveries.requeue(['nobody'])).toBe(0);
  expect(deliveries.pending(9).map(({ id, replayed }) => `${id} ${replayed}`)).toEqual([
    'a true',
    'b true',
    'c false',
    'd false', // it had never been worked off
  ]);
  expect(deliveries.counts().pending).toBe(4);
  expect(deliveries.count('pending')).toBe(4);
});

it('are listed newest first, by state, connection and place', () => {
  const store = makeStore();
  const { deliveries } = store;
  deliveries.insert([
    makeDelivery('a'),
    makeDelivery('b', { connectionId: 'c2', subscriptionId: 's2', receivedAt: noon + 5 }),
    makeDelivery('c', { state: 'rejected', issue: { code: 'token-wrong' } }),
  ]);
  const ids = (filter: Partial<Parameters<typeof deliveries.list>[0]>) =>
    deliveries.list({ ...all, ...filter }).map(({ id }) => id);
  expect(ids({})).toEqual(['c', 'b', 'a']);
  expect(ids({ limit: 1 })).toEqual(['c']);
  expect(ids({ beforeSeq: 3 })).toEqual(['b', 'a']);
  expect(ids({ connectionId: 'c1' })).toEqual(['c', 'a']);
  expect(ids({ state: 'rejected', connectionId: 'c1', beforeSeq: 9 })).toEqual(['c']);
  expect(deliveries.lastReceivedAt('s2')).toBe(noon + 5);
  expect(deliveries.lastReceivedAt('s3')).toBeNull();
});

it('of a forger are trimmed to the newest; nothing else is', () => {
  const store = makeStore();
  const { deliveries } = store;
  const forged = (id: string) => makeDelivery(id, { state: 'rejected' });
  deliveries.insert([
    forged('f1'),
    makeDelivery('a'),
    forged('f2'),
    forged('f3'),
    makeDelivery('b'),
  ]);
  deliveries.trimRejected('s1', 5);
  expect(deliveries.list(all)).toHaveLength(5);
  deliveries.trimRejected('s1', 2);
  expect(deliveries.list(all).map(({ id }) => id)).toEqual(['b', 'f3', 'f2', 'a']);
  deliveries.trimRejected('s1', 0);
  expect(deliveries.list(all).map(({ id }) => id)).toEqual(['b', 'a']);
});
