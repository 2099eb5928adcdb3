// Format 7: records that events link to by their ids, until it is known what they are called.

export const linked = `
CREATE TABLE linked_awaited (
  connection_id TEXT NOT NULL,
  table_id TEXT NOT NULL,
  record_id TEXT NOT NULL,
  seq INTEGER NOT NULL REFERENCES events (seq) ON DELETE CASCADE,
  PRIMARY KEY (connection_id, table_id, record_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX linked_awaited_seq ON linked_awaited (seq);
`;
