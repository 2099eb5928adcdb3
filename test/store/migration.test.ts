// A folder of an older version goes on with everything in it.
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it } from 'vitest';
import { first } from '#core/store/migrations/001-first';
import { watching } from '#core/store/migrations/002-watching';
import { roads } from '#core/store/migrations/003-roads';
import { openReader } from '#core/store/open';
import { idsOf, makeStore, noon, temporaryFolder } from './make';

/** A database as format 1 was written: a connection with a managed hook, two deliveries and an event. */
function formatOne(): string {
  const folder = temporaryFolder();
  const db = new DatabaseSync(join(folder, 'tablewatch.db'));
  db.exec(first);
  const event = {
    id: 'e1',
    batchId: 'd1',
    source: 'seatable',
    connectionId: 'c1',
    subscriptionId: 's1',
    base: { id: 'b1' },
    table: { id: 't1' },
    record: { id: 'r1', title: 'Acme' },
    subject: 'record',
    action: 'updated',
    changes: [],
    count: 1,
    actor: { kind: 'unknown' },
    occurredAt: noon,
    receivedAt: noon,
    origin: 'push',
    certainty: 'stated',
    deliveryId: 'd1',
  };
  db.exec(`
    PRAGMA journal_mode = WAL; PRAGMA application_id = ${0x54625761}; PRAGMA user_version = 1;
    INSERT INTO connections VALUES ('c1', 'seatable', 'CRM', 'crm', '{}', '["secret"]', 0);
    INSERT INTO subscriptions VALUES ('s1', 'c1', 'address-1', 1, '{"tableId":"t1"}', 'h1', 'digest');
    INSERT INTO deliveries (seq, id, source, connection_id, subscription_id, channel, received_at, state, size, headers, body)
      VALUES (1, 'd1', 'seatable', 'c1', 's1', 'push', ${noon}, 'decoded', 2, '{}', x'7b7d'),
             (2, 'd2', 'seatable', 'c1', 's1', 'push', ${noon}, 'pending', 2, '{}', x'7b7d');
    INSERT INTO scopes VALUES (1, 'seatable', 'c1', 'b1', '', 't1', '');
    INSERT INTO actors VALUES (1, '', '');
    INSERT INTO events VALUES (1, 'e1', ${noon}, 1, 1, 1, 'record', 'updated', 'd1', 'r1', 'acme', '', '');
    INSERT INTO event_body VALUES (1, '${JSON.stringify(event)}');
    INSERT INTO event_text VALUES (1, 'acme');
    INSERT INTO keep VALUES ('port', '4711');
  `);
  db.close();
  return folder;
}

/** A database as format 3 was written: a table that was compared, a row of it, and what the service said of that row. */
function formatThree(): string {
  const folder = temporaryFolder();
  const db = new DatabaseSync(join(folder, 'tablewatch.db'));
  db.exec(first + watching + roads);
  db.exec(`
    PRAGMA journal_mode = WAL; PRAGMA application_id = ${0x54625761}; PRAGMA user_version = 3;
    INSERT INTO connections VALUES ('c1', 'feishu', 'Project', 'project', '{}', '[]', 0, '[]');
    INSERT INTO snapshot_tables (no, connection_id, base_id, table_id, name, schema_at, compared_at, scan, row_count)
      VALUES (1, 'c1', 'b1', 't1', 'Tasks', ${noon}, ${noon}, 4, 1);
    INSERT INTO snapshot_rows VALUES (1, 1, 'r1', 4);
    INSERT INTO snapshot_cells VALUES (1, '{"f1":"a"}');
    INSERT INTO snapshot_said (table_no, record_id, said)
      VALUES (1, 'r1', '{"action":"updated","cells":{"f1":{"before":"a","after":"b"}}}');
    INSERT INTO cursors VALUES ('c1', '7');
  `);
  db.close();
  return folder;
}

describe('a folder of format 3', () => {
  it('keeps its snapshots, notes and places in logs, and reads its tables whole once more', () => {
    const store = makeStore(formatThree());
    const table = { baseId: 'b1', tableId: 't1' };
    expect(store.snapshots.table('c1', table)).toMatchObject({
      comparedAt: noon,
      rows: 1,
      mark: null,
      wholeAt: null,
    });
    expect(store.snapshots.rows('c1', table, ['r1'])).toEqual(
      new Map([['r1', { id: 'r1', cells: { f1: 'a' } }]]),
    );
    expect(store.snapshots.said('c1', table, 'r1')).toMatchObject([
      { action: 'updated', from: null, to: null },
    ]);
    expect(store.cursors.get('c1')).toBe('7');
    const created = { at: noon, by: null };
    store.snapshots.put('c1', table, [{ id: 'r1', cells: { f1: 'b' }, created }], null);
    expect(store.snapshots.rows('c1', table, ['r1']).get('r1')).toMatchObject({ created });
    store.traffic.add(1, { requests: 1, bytesIn: 2, bytesOut: 3 });
    expect(store.traffic.since(0)).toHaveLength(1);
  });
});

describe('a folder of format 1', () => {
  it('keeps connections, hooks, deliveries, events and the port', () => {
    const store = makeStore(formatOne());
    expect(store.connections.list()).toMatchObject([
      { id: 'c1', secretNames: ['secret'], watch: [] },
    ]);
    expect(store.connections.subscription('s1')).toMatchObject({ hookId: 'h1', planKey: null });
    expect(store.deliveries.pending(9)).toMatchObject([{ id: 'd2', compared: false }]);
    expect(idsOf(store, 'acme')).toEqual(['e1']);
    expect(store.port()).toBe(4711);
    expect(store.lastAlive()).toBeNull();
    store.snapshots.put('c1', { baseId: 'b1', tableId: 't1' }, [{ id: 'r1', cells: {} }], null);
    expect(store.snapshots.tables('c1')).toMatchObject([{ tableId: 't1', rows: 1 }]);
  });

  it('is brought forward by a reader too, while nothing runs', () => {
    const reader = openReader(formatOne());
    if (!reader.ok) throw new Error(reader.error.code);
    expect(reader.value.deliveries.get('d1')).toMatchObject({ state: 'decoded', compared: false });
    reader.value.close();
  });
});
