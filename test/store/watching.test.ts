// Calls made, gaps, retired hooks, deliveries set aside and events whose values come later.
import { describe, expect, it } from 'vitest';
import { openReader } from '#core/store/open';
import {
  idsOf,
  makeChange,
  makeDelivery,
  makeEvent,
  makeStore,
  noon,
  temporaryFolder,
} from './make';

const connection = (id: string) =>
  ({ id, source: 'kdocs', name: id, config: {}, secretNames: [], demo: false, watch: [] }) as const;

describe('calls made', () => {
  it('add up by meter and hour, and are trimmed', () => {
    const { usage } = makeStore();
    usage.add('m1', 10, 2);
    usage.add('m1', 10, 3);
    usage.add('m1', 11, 1);
    usage.add('m2', 9, 7);
    usage.trim(10);
    expect(usage.since(0)).toEqual([
      { meter: 'm1', hour: 10, calls: 5 },
      { meter: 'm1', hour: 11, calls: 1 },
    ]);
    expect(usage.since(11)).toEqual([{ meter: 'm1', hour: 11, calls: 1 }]);
  });
});

describe('gaps', () => {
  it('are found by the time they overlap, those of every connection among those of each', () => {
    const folder = temporaryFolder();
    const store = makeStore(folder);
    const a = store.gaps.add({ connectionId: null, reason: 'closed', from: 100, to: 200 });
    const b = store.gaps.add({ connectionId: 'c1', reason: 'hook-missing', from: 150, to: null });
    const c = store.gaps.add({ connectionId: 'c2', reason: 'refused', from: 300, to: 400 });
    store.gaps.update(b, { problem: { code: 'service-busy', params: { host: 'h' } } });
    store.gaps.update(c, { state: 'filled', recovered: 3 });
    store.gaps.update(99, { state: 'filled' });
    store.close();
    const { gaps } = makeStore(folder);
    const list = (from: number, to: number, connectionId: string | null) =>
      gaps.list({ from, to, connectionId, limit: 9 }).map(({ id }) => id);
    expect(list(0, 1000, null)).toEqual([c, b, a]);
    expect(list(0, 1000, 'c1')).toEqual([b, a]);
    expect(list(250, 299, null)).toEqual([b]);
    expect(list(200, 250, null)).toEqual([b, a]);
    expect(gaps.unsettled()).toMatchObject([
      { id: a, state: 'filling', to: 200 },
      { id: b, state: 'open', to: null, problem: { code: 'service-busy', params: { host: 'h' } } },
    ]);
    gaps.update(b, { to: 500, state: 'filling', problem: null });
    expect(gaps.get(b)).toEqual({
      id: b,
      connectionId: 'c1',
      reason: 'hook-missing',
      from: 150,
      to: 500,
      state: 'filling',
      recovered: 0,
      problem: null,
    });
    expect(gaps.get(99)).toBeNull();
  });
});

describe('a connection', () => {
  it('keeps what it watches, and the hooks to be removed yet', () => {
    const folder = temporaryFolder();
    const store = makeStore(folder);
    store.connections.save(connection('c1'));
    store.connections.setWatch('c1', [{ tableId: '1', kinds: ['created', 'deleted'] }]);
    const hook = { connectionId: 'c1', hookId: 'h1', address: 'x', target: { sheetId: 1 } };
    store.connections.retire({ ...hook, address: 'old' });
    store.connections.retire(hook);
    store.connections.retire({ ...hook, hookId: 'h2' });
    store.connections.retire({ ...hook, connectionId: 'gone' });
    store.close();
    const { connections } = makeStore(folder);
    expect(connections.get('c1')?.watch).toEqual([{ tableId: '1', kinds: ['created', 'deleted'] }]);
    connections.buried('c1', 'h2');
    expect(connections.retired('c1')).toEqual([hook]);
    expect(connections.retired('gone')).toEqual([]);
  });

  it('takes its snapshots, retired hooks and gaps with it, with and without history', () => {
    for (const history of [true, false]) {
      const store = makeStore();
      for (const id of ['c1', 'c2']) {
        store.connections.save(connection(id));
        store.connections.retire({ connectionId: id, hookId: 'h', address: 'x', target: {} });
        store.snapshots.put(id, { baseId: 'b', tableId: 't' }, [{ id: 'r', cells: {} }], null);
        store.gaps.add({ connectionId: id, reason: 'refused', from: 1, to: 2 });
        store.deliveries.insert([makeDelivery(`d-${id}`, { connectionId: id })]);
        store.deliveries.setAside(`d-${id}`);
      }
      store.gaps.add({ connectionId: null, reason: 'closed', from: 1, to: 2 });
      store.connections.remove('c1', { history });
      store.connections.save(connection('c1'));
      expect(store.connections.retired('c1')).toEqual([]);
      expect(store.snapshots.tables('c1')).toEqual([]);
      expect(store.gaps.unsettled().map((gap) => gap.connectionId)).toEqual(['c2', null]);
      expect(store.connections.retired('c2')).toHaveLength(1);
      expect(store.snapshots.tables('c2')).toHaveLength(1);
      // Nobody reads values for it any more.
      expect(store.deliveries.pending(9).map(({ id }) => id)).toEqual(history ? [] : ['d-c1']);
    }
  });
});

describe('a delivery set aside', () => {
  it('waits until it is settled or taken back', () => {
    const { deliveries } = makeStore();
    deliveries.insert([makeDelivery('a'), makeDelivery('b', { compared: true })]);
    deliveries.setAside('a');
    expect(deliveries.pending(9)).toMatchObject([{ id: 'b', compared: true }]);
    expect(deliveries.counts().pending).toBe(2);
    deliveries.takeBack('a');
    expect(deliveries.pending(9).map(({ id }) => id)).toEqual(['a', 'b']);
    deliveries.setAside('a');
    deliveries.settle('a', { state: 'decoded', issue: null, events: 0 });
    deliveries.setAside('a'); // too late
    deliveries.requeue(['a']);
    expect(deliveries.pending(9, { replayed: true }).map(({ id }) => id)).toEqual(['a']);
    deliveries.setAside('a');
    expect(deliveries.pending(9, { replayed: true })).toEqual([]);
  });

  it('is given out again after a crash, but not because somebody reads beside', () => {
    const folder = temporaryFolder();
    const store = makeStore(folder);
    store.deliveries.insert([makeDelivery('a')]);
    store.deliveries.setAside('a');
    const reader = openReader(folder);
    if (!reader.ok) throw new Error(reader.error.code);
    expect(reader.value.deliveries.pending(9)).toEqual([]);
    reader.value.close();
    store.close();
    expect(makeStore(folder).deliveries.pending(9)).toMatchObject([{ id: 'a' }]);
  });
});

describe('an event that named a record only', () => {
  const bare = makeEvent('e1', {
    record: { id: 'r1' },
    certainty: 'hint',
    link: 'https://x.test/t',
  });
  const found = makeEvent('other', {
    record: { id: 'r1', title: 'Globex' },
    changes: [makeChange('Stage', 'Open', 'Won')],
    certainty: 'derived',
    link: 'https://x.test/r1',
    origin: 'catch-up',
    receivedAt: noon + 5,
    deliveryId: 'd-other',
  });

  it('gets its values later, and keeps its place', () => {
    const store = makeStore();
    store.events.insert([bare]);
    store.events.mark({ ids: ['e1'] }, false);
    const { changes, certainty, link, record } = found;
    const filled = { ...bare, changes, certainty, link, record, seq: 1 };
    expect(store.events.fill('e1', found)).toEqual(filled);
    expect(store.events.fill('never', found)).toBeNull();
    expect(store.events.get('e1')).toEqual({ ...filled, at: noon, unread: false });
    expect(idsOf(store, 'globex won')).toEqual(['e1']);
    expect(idsOf(store, 'field:stage')).toEqual(['e1']);
  });

  it('does not lose them when its delivery is read again', () => {
    const store = makeStore();
    store.events.insert([bare]);
    store.events.fill('e1', found);
    store.events.insert([{ ...bare, origin: 'replay' }]);
    expect(store.events.get('e1')?.changes).toHaveLength(1);
  });
});

it('remembers when the folder was last served', () => {
  const folder = temporaryFolder();
  const store = makeStore(folder);
  expect(store.lastAlive()).toBeNull();
  store.saveAlive(noon);
  store.close();
  expect(makeStore(folder).lastAlive()).toBe(noon);
});
