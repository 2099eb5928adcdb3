// Format 5: since when rows of a large table need not be read again, and when each row was made.

export const marks = `
ALTER TABLE snapshot_tables ADD COLUMN mark TEXT;
ALTER TABLE snapshot_tables ADD COLUMN whole_at INTEGER;
ALTER TABLE snapshot_rows ADD COLUMN made INTEGER;
`;
