// Format 1: deliveries, events with their search index, connections, labels, and settings.

/**
 * Events are kept in three tables, so that a search over a million rows reads narrow ones: what is filtered by, the
 * folded text, and the whole event as JSON. Places and people recur, so they are kept once (`scopes`, `actors`).
 * Names in `scopes`, `actors`, `record_title`, `field_names` and `folded_name` are folded for comparison.
 */
export const first = `
CREATE TABLE deliveries (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  source TEXT NOT NULL,
  connection_id TEXT NOT NULL,
  subscription_id TEXT,
  channel TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  state TEXT NOT NULL,
  issue TEXT,
  size INTEGER NOT NULL,
  events INTEGER NOT NULL DEFAULT 0,
  repeats INTEGER NOT NULL DEFAULT 0,
  replayed INTEGER NOT NULL DEFAULT 0,
  repeat_key TEXT,
  headers TEXT NOT NULL,
  body BLOB NOT NULL
) STRICT;
CREATE INDEX deliveries_state ON deliveries (state, seq);
CREATE INDEX deliveries_connection ON deliveries (connection_id, seq);
CREATE INDEX deliveries_subscription ON deliveries (subscription_id, received_at);
CREATE INDEX deliveries_repeat ON deliveries (connection_id, repeat_key) WHERE repeat_key IS NOT NULL;

CREATE TABLE scopes (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  connection_id TEXT NOT NULL,
  base_id TEXT NOT NULL,
  base_name TEXT NOT NULL,
  table_id TEXT NOT NULL,
  table_name TEXT NOT NULL,
  UNIQUE (connection_id, base_id, base_name, table_id, table_name, source)
) STRICT;

CREATE TABLE actors (
  id INTEGER PRIMARY KEY,
  actor_id TEXT NOT NULL,
  name TEXT NOT NULL,
  UNIQUE (actor_id, name)
) STRICT;

CREATE TABLE events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  unread INTEGER NOT NULL DEFAULT 1,
  scope INTEGER NOT NULL REFERENCES scopes (id),
  actor INTEGER NOT NULL REFERENCES actors (id),
  subject TEXT NOT NULL,
  action TEXT NOT NULL,
  delivery_id TEXT NOT NULL,
  record_id TEXT NOT NULL,
  record_title TEXT NOT NULL,
  field_ids TEXT NOT NULL,
  field_names TEXT NOT NULL
) STRICT;
CREATE INDEX events_at ON events (at);
CREATE INDEX events_unread ON events (at) WHERE unread = 1;
CREATE INDEX events_scope ON events (scope, at);
CREATE INDEX events_actor ON events (actor, at);
CREATE INDEX events_record ON events (record_id, at) WHERE record_id <> '';
CREATE INDEX events_delivery ON events (delivery_id);

CREATE TABLE event_body (seq INTEGER PRIMARY KEY, json TEXT NOT NULL) STRICT;
CREATE TABLE event_text (seq INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
CREATE VIRTUAL TABLE event_search USING fts5 (
  text, content = 'event_text', content_rowid = 'seq', tokenize = 'trigram case_sensitive 1', columnsize = 0
);
CREATE TRIGGER event_text_added AFTER INSERT ON event_text BEGIN
  INSERT INTO event_search (rowid, text) VALUES (new.seq, new.text);
END;
CREATE TRIGGER event_text_changed AFTER UPDATE ON event_text BEGIN
  INSERT INTO event_search (event_search, rowid, text) VALUES ('delete', old.seq, old.text);
  INSERT INTO event_search (rowid, text) VALUES (new.seq, new.text);
END;
CREATE TRIGGER event_text_removed AFTER DELETE ON event_text BEGIN
  INSERT INTO event_search (event_search, rowid, text) VALUES ('delete', old.seq, old.text);
END;

CREATE TABLE connections (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL,
  name TEXT NOT NULL,
  folded_name TEXT NOT NULL,
  config TEXT NOT NULL,
  secret_names TEXT NOT NULL,
  demo INTEGER NOT NULL
) STRICT;
CREATE TABLE subscriptions (
  id TEXT PRIMARY KEY,
  connection_id TEXT NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
  address TEXT NOT NULL UNIQUE,
  manage INTEGER NOT NULL,
  target TEXT NOT NULL,
  hook_id TEXT,
  hook_digest TEXT
) STRICT;
CREATE INDEX subscriptions_connection ON subscriptions (connection_id);

CREATE TABLE labels (
  connection_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  table_id TEXT NOT NULL,
  id TEXT NOT NULL,
  label TEXT NOT NULL,
  learned_at INTEGER NOT NULL,
  PRIMARY KEY (connection_id, kind, table_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE keep (name TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT;
`;
