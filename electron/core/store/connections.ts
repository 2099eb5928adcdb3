// Connections and their subscriptions, without secrets: those are in the vault.
import { z } from 'zod';
import { watchList } from '#shared/connection';
import type { SourceId } from '#shared/event';
import { fold } from '#shared/query/fold';
import type { Database } from './database';
import { readJson } from './json-column';
import { createRetiredHooks } from './retired-hooks';
import type { ConnectionStore, StoredConnection, StoredSubscription } from './store';

interface ConnectionRow {
  readonly id: string;
  readonly source: SourceId;
  readonly name: string;
  readonly config: string;
  readonly secret_names: string;
  readonly demo: number;
  readonly watch: string;
}
interface SubscriptionRow {
  readonly id: string;
  readonly connection_id: string;
  readonly address: string;
  readonly manage: number;
  readonly target: string;
  readonly hook_id: string | null;
  readonly hook_digest: string | null;
  readonly plan_key: string | null;
}

const members = z.record(z.string(), z.unknown());
const names = z.array(z.string());

/** What is known or awaited of the connection's tables is of no use without it; a delivery set aside waits for nothing any more. */
const beside = [
  'DELETE FROM labels WHERE connection_id = ?',
  'DELETE FROM linked_awaited WHERE connection_id = ?',
  'DELETE FROM snapshot_tables WHERE connection_id = ?',
  'DELETE FROM gaps WHERE connection_id = ?',
  'UPDATE deliveries SET aside = 0 WHERE aside = 1 AND connection_id = ?',
] as const;

/** In this order, because later tables are found through earlier ones. */
const history = [
  'DELETE FROM event_text WHERE seq IN (SELECT seq FROM events WHERE scope IN (SELECT id FROM scopes WHERE connection_id = ?))',
  'DELETE FROM event_body WHERE seq IN (SELECT seq FROM events WHERE scope IN (SELECT id FROM scopes WHERE connection_id = ?))',
  'DELETE FROM events WHERE scope IN (SELECT id FROM scopes WHERE connection_id = ?)',
  'DELETE FROM scopes WHERE connection_id = ?',
  'DELETE FROM withdrawn_events WHERE connection_id = ?',
  'DELETE FROM deliveries WHERE connection_id = ?',
] as const;

export function createConnections(db: Database): ConnectionStore {
  const columns = 'id, source, name, config, secret_names, demo, watch';
  const list = db.prepare<ConnectionRow>(`SELECT ${columns} FROM connections ORDER BY rowid`);
  const get = db.prepare<ConnectionRow>(`SELECT ${columns} FROM connections WHERE id = ?`);
  const save = db.prepare(
    `INSERT INTO connections (id, source, name, folded_name, config, secret_names, demo, watch)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET source = excluded.source, name = excluded.name,
       folded_name = excluded.folded_name, config = excluded.config,
       secret_names = excluded.secret_names, demo = excluded.demo, watch = excluded.watch`,
  );
  const setWatch = db.prepare('UPDATE connections SET watch = ? WHERE id = ?');
  // Its subscriptions and retired hooks go with it (ON DELETE CASCADE).
  const remove = db.prepare('DELETE FROM connections WHERE id = ?');
  const forgetBeside = beside.map((sql) => db.prepare(sql));
  const forgetHistory = history.map((sql) => db.prepare(sql));
  // Who is in no event left is forgotten too.
  const forgetActors = db.prepare(
    'DELETE FROM actors WHERE NOT EXISTS (SELECT 1 FROM events WHERE actor = actors.id)',
  );
  const selectSubscriptions =
    'SELECT id, connection_id, address, manage, target, hook_id, hook_digest, plan_key FROM subscriptions';
  const subscriptions = db.prepare<SubscriptionRow>(`${selectSubscriptions} ORDER BY rowid`);
  const subscriptionsOf = db.prepare<SubscriptionRow>(
    `${selectSubscriptions} WHERE connection_id = ? ORDER BY rowid`,
  );
  const oneSubscription = db.prepare<SubscriptionRow>(`${selectSubscriptions} WHERE id = ?`);
  const saveSubscription = db.prepare(
    `INSERT INTO subscriptions (id, connection_id, address, manage, target, hook_id, hook_digest, plan_key)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET connection_id = excluded.connection_id, address = excluded.address,
       manage = excluded.manage, target = excluded.target, hook_id = excluded.hook_id,
       hook_digest = excluded.hook_digest, plan_key = excluded.plan_key`,
  );
  const setHook = db.prepare('UPDATE subscriptions SET hook_id = ?, hook_digest = ? WHERE id = ?');
  const removeSubscription = db.prepare('DELETE FROM subscriptions WHERE id = ?');

  return {
    list: () => list.all().map(connection),
    get(id) {
      const row = get.get(id);
      return row ? connection(row) : null;
    },
    save({ id, source, name, config, secretNames, demo, watch }) {
      const json = [JSON.stringify(config), JSON.stringify(secretNames)] as const;
      save.run(id, source, name, fold(name), ...json, demo ? 1 : 0, JSON.stringify(watch));
    },
    setWatch(id, watch) {
      setWatch.run(JSON.stringify(watch), id);
    },
    remove: (id, options) =>
      db.transaction(() => {
        remove.run(id);
        for (const statement of forgetBeside) statement.run(id);
        if (!options.history) return;
        for (const statement of forgetHistory) statement.run(id);
        forgetActors.run();
      }),
    subscriptions: () => subscriptions.all().map(subscription),
    subscriptionsOf: (connectionId) => subscriptionsOf.all(connectionId).map(subscription),
    subscription(id) {
      const row = oneSubscription.get(id);
      return row ? subscription(row) : null;
    },
    saveSubscription({ id, connectionId, address, manage, target, ...rest }) {
      const hook = [rest.hookId, rest.hookDigest, rest.planKey] as const;
      const json = JSON.stringify(target);
      saveSubscription.run(id, connectionId, address, manage ? 1 : 0, json, ...hook);
    },
    setHook: (subscriptionId, hookId, digest) =>
      setHook.run(hookId, digest, subscriptionId).changes > 0,
    removeSubscription(id) {
      removeSubscription.run(id);
    },
    ...createRetiredHooks(db),
  };
}

const connection = ({
  id,
  source,
  name,
  config,
  secret_names,
  demo,
  watch,
}: ConnectionRow): StoredConnection => ({
  id,
  source,
  name,
  config: readJson(members, config) ?? {},
  secretNames: readJson(names, secret_names) ?? [],
  demo: demo === 1,
  watch: readJson(watchList, watch) ?? [],
});

const subscription = (row: SubscriptionRow): StoredSubscription => ({
  id: row.id,
  connectionId: row.connection_id,
  address: row.address,
  manage: row.manage === 1,
  target: readJson(members, row.target) ?? {},
  hookId: row.hook_id,
  hookDigest: row.hook_digest,
  planKey: row.plan_key,
});
