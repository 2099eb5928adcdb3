// Format 3: how far each service's own log of changes was read, and what services said of tables that are read as well.

export const roads = `
CREATE TABLE cursors (
  connection_id TEXT PRIMARY KEY REFERENCES connections (id) ON DELETE CASCADE,
  cursor TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshot_said (
  no INTEGER PRIMARY KEY AUTOINCREMENT,
  table_no INTEGER NOT NULL REFERENCES snapshot_tables (no) ON DELETE CASCADE,
  record_id TEXT NOT NULL,
  said TEXT NOT NULL
) STRICT;
CREATE INDEX snapshot_said_record ON snapshot_said (table_no, record_id);

CREATE TABLE event_aliases (
  id TEXT PRIMARY KEY,
  seq INTEGER NOT NULL REFERENCES events (seq) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX event_aliases_seq ON event_aliases (seq);
`;
