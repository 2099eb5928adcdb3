// Format 3: how far each service's own log of changes was read.

export const roads = `
CREATE TABLE cursors (
  connection_id TEXT PRIMARY KEY REFERENCES connections (id) ON DELETE CASCADE,
  cursor TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;
