// Format 2: what tables looked like, calls made, gaps, hooks to be removed yet, and what a connection watches.

/**
 * A table's rows are kept in two tables: narrow ones to find and mark them, and the wide cells, which are written only
 * when they differ, so that looking at an unchanged table again costs little. `scan` and `seen` are numbers of scans.
 */
export const watching = `
ALTER TABLE deliveries ADD COLUMN compared INTEGER NOT NULL DEFAULT 0;
ALTER TABLE deliveries ADD COLUMN aside INTEGER NOT NULL DEFAULT 0;
CREATE INDEX deliveries_ready ON deliveries (seq) WHERE state = 'pending' AND aside = 0;
CREATE INDEX deliveries_aside ON deliveries (connection_id) WHERE aside = 1;

ALTER TABLE connections ADD COLUMN watch TEXT NOT NULL DEFAULT '[]';
ALTER TABLE subscriptions ADD COLUMN plan_key TEXT;

CREATE TABLE retired_hooks (
  connection_id TEXT NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
  hook_id TEXT NOT NULL,
  address TEXT NOT NULL,
  target TEXT NOT NULL,
  PRIMARY KEY (connection_id, hook_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshot_tables (
  no INTEGER PRIMARY KEY,
  connection_id TEXT NOT NULL,
  base_id TEXT NOT NULL,
  table_id TEXT NOT NULL,
  name TEXT NOT NULL DEFAULT '',
  fields TEXT NOT NULL DEFAULT '[]',
  schema_at INTEGER,
  compared_at INTEGER,
  stale INTEGER NOT NULL DEFAULT 0,
  scan INTEGER NOT NULL DEFAULT 0,
  row_count INTEGER NOT NULL DEFAULT 0,
  UNIQUE (connection_id, base_id, table_id)
) STRICT;
CREATE TABLE snapshot_rows (
  no INTEGER PRIMARY KEY,
  table_no INTEGER NOT NULL REFERENCES snapshot_tables (no) ON DELETE CASCADE,
  record_id TEXT NOT NULL,
  seen INTEGER NOT NULL,
  UNIQUE (table_no, record_id)
) STRICT;
CREATE INDEX snapshot_seen ON snapshot_rows (table_no, seen);
CREATE TABLE snapshot_cells (
  no INTEGER PRIMARY KEY REFERENCES snapshot_rows (no) ON DELETE CASCADE,
  cells TEXT NOT NULL
) STRICT;
CREATE TABLE snapshot_owed (
  table_no INTEGER NOT NULL REFERENCES snapshot_tables (no) ON DELETE CASCADE,
  record_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  PRIMARY KEY (table_no, record_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE calls_made (
  meter TEXT NOT NULL,
  hour INTEGER NOT NULL,
  calls INTEGER NOT NULL,
  PRIMARY KEY (meter, hour)
) STRICT, WITHOUT ROWID;

CREATE TABLE gaps (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  connection_id TEXT,
  reason TEXT NOT NULL,
  began INTEGER NOT NULL,
  ended INTEGER,
  state TEXT NOT NULL,
  recovered INTEGER NOT NULL DEFAULT 0,
  problem TEXT
) STRICT;
CREATE INDEX gaps_began ON gaps (began);
CREATE INDEX gaps_unsettled ON gaps (began) WHERE state IN ('open', 'filling');
`;
