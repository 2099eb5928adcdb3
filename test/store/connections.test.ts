// Connections, subscriptions, labels, settings and views: kept as given, and removed with what hangs on them.
import { describe, expect, it } from 'vitest';
import { emptyQuery } from '#shared/query/query';
import { defaultSettings } from '#shared/settings';
import { idsOf, makeChange, makeDelivery, makeEvent, makeStore, temporaryFolder } from './make';

const connection = (id: string, name: string) =>
  ({
    id,
    source: 'seatable',
    name,
    config: { server: 'http://127.0.0.1:1' },
    secretNames: [],
    demo: false,
    watch: [],
  }) as const;
const subscription = (id: string, connectionId: string) => ({
  id,
  connectionId,
  address: `address-${id}`,
  manage: true,
  target: { tableId: 't1' },
  hookId: null,
  hookDigest: null,
  planKey: null,
});

describe('connections', () => {
  it('are kept in the order they were made, and changed in place', () => {
    const folder = temporaryFolder();
    const store = makeStore(folder);
    store.connections.save(connection('c2', 'Second'));
    store.connections.save(connection('c1', 'First'));
    store.connections.saveSubscription(subscription('s1', 'c2'));
    store.connections.save({ ...connection('c2', 'Renamed'), demo: true });
    store.connections.saveSubscription({
      ...subscription('s1', 'c2'),
      hookId: 'h1',
      manage: false,
    });
    store.close();
    const { connections } = makeStore(folder);
    expect(connections.list()).toEqual([
      { ...connection('c2', 'Renamed'), demo: true },
      connection('c1', 'First'),
    ]);
    expect(connections.get('c1')).toEqual(connection('c1', 'First'));
    expect(connections.get('c3')).toBeNull();
    expect(connections.subscriptions()).toEqual([
      { ...subscription('s1', 'c2'), hookId: 'h1', manage: false },
    ]);
    connections.removeSubscription('s1');
    expect(connections.subscriptions()).toEqual([]);
  });

  it('go with their subscriptions and labels, and with their history only when asked', () => {
    const store = makeStore();
    for (const id of ['c1', 'c2', 'c3']) {
      store.connections.save(connection(id, id));
      store.connections.saveSubscription(subscription(`s-${id}`, id));
      store.labels.learn(id, [{ kind: 'table', id: 't1', name: `Table of ${id}` }], 1);
      store.deliveries.insert([makeDelivery(`d-${id}`, { connectionId: id })]);
      store.events.insert([
        makeEvent(id, { connectionId: id, changes: [makeChange('Note', '', `跟进记录 ${id}`)] }),
      ]);
      store.events.awaitTitles(id, { connectionId: id, tableId: 't2' }, ['linked']);
    }
    store.connections.remove('c1', { history: false });
    store.connections.remove('c2', { history: true });
    expect(store.connections.list().map(({ id }) => id)).toEqual(['c3']);
    expect(store.connections.subscriptions().map(({ id }) => id)).toEqual(['s-c3']);
    expect(store.labels.name('c1', 'table', 't1')).toBeUndefined();
    expect(store.labels.name('c3', 'table', 't1')).toBe('Table of c3');
    const awaited = (connectionId: string) =>
      store.events.awaited({ connectionId, tableId: 't2' }, { after: '', limit: 9 });
    expect(['c1', 'c2', 'c3'].map(awaited)).toEqual([[], [], ['linked']]);
    expect(idsOf(store, '')).toEqual(['c3', 'c1']);
    expect(idsOf(store, '跟进记录')).toEqual(['c3', 'c1']);
    expect(idsOf(store, '录')).toEqual(['c3', 'c1']);
    expect(store.events.count(emptyQuery)).toBe(2);
    expect(store.deliveries.get('d-c1')).not.toBeNull();
    expect(store.deliveries.get('d-c2')).toBeNull();
    // A number is never given twice, so a page that asks "since" misses nothing.
    store.connections.remove('c3', { history: true });
    expect(store.events.newestSeq()).toBe(3);
    expect(store.events.insert([makeEvent('next')])).toMatchObject([{ seq: 4 }]);
  });
});

it('labels keep the newest fact, also against one that comes late', () => {
  const { labels } = makeStore();
  const field = (name: string | null) =>
    ({
      kind: 'field',
      tableId: 't1',
      id: 'f1',
      label: name === null ? null : { name, type: 3, property: { options: ['A'] } },
    }) as const;
  labels.learn('c1', [{ kind: 'base', id: 'b', name: 'Base' }, field('Status')], 10);
  labels.learn('c1', [field('State'), { kind: 'person', id: 'b', name: 'Person' }], 20);
  labels.learn('c1', [field('Old')], 15);
  expect(labels.field('c1', 't1', 'f1')).toEqual({
    name: 'State',
    type: 3,
    property: { options: ['A'] },
  });
  expect(labels.name('c1', 'base', 'b')).toBe('Base');
  expect(labels.name('c1', 'person', 'b')).toBe('Person');
  expect(labels.name('c1', 'table', 'b')).toBeUndefined();
  expect(labels.field('c1', 't2', 'f1')).toBeUndefined();
  expect(labels.field('c2', 't1', 'f1')).toBeUndefined();
  labels.learn('c1', [field(null)], 30);
  labels.learn('c1', [field('Old')], 25);
  expect(labels.field('c1', 't1', 'f1')).toBeUndefined();
  labels.learn('c1', [field('Again')], 40);
  expect(labels.field('c1', 't1', 'f1')?.name).toBe('Again');
});

it('settings and views are kept, and start with the defaults', () => {
  const folder = temporaryFolder();
  const store = makeStore(folder);
  expect(store.settings()).toEqual(defaultSettings);
  expect(store.views()).toEqual([]);
  const settings = { ...defaultSettings, theme: 'dark', locale: 'zh-CN' } as const;
  store.saveSettings(settings);
  const views = [
    { id: 'v2', name: 'Zwei', query: 'is:unread' },
    { id: 'v1', name: 'Eins', query: '' },
  ];
  store.saveViews(views);
  store.close();
  const again = makeStore(folder);
  expect(again.settings()).toEqual(settings);
  expect(again.views()).toEqual(views);
});

it('a setting that another version wrote costs none of the others', () => {
  const folder = temporaryFolder();
  const store = makeStore(folder);
  const publicAddress = { kind: 'ngrok', domain: null, serverAddr: 'proxy.example:70000' };
  store.saveSettings({ ...defaultSettings, theme: 'dark', publicAddress: publicAddress as never }); // of no form that is known
  store.close();
  expect(makeStore(folder).settings()).toEqual({ ...defaultSettings, theme: 'dark' });
});
