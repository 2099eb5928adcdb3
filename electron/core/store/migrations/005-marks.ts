// Format 5: since when rows of a large table need not be read again.

export const marks = `
ALTER TABLE snapshot_tables ADD COLUMN mark TEXT;
ALTER TABLE snapshot_tables ADD COLUMN whole_at INTEGER;
`;
