// Format 8: by which reading of its source each delivery was read last, and events that a better one no longer makes.

/** 0: before readings were numbered. What is due is found newest first without a look at any body. */
export const reading = `
ALTER TABLE deliveries ADD COLUMN reading INTEGER NOT NULL DEFAULT 0;
CREATE INDEX deliveries_due ON deliveries (connection_id, reading, seq)
  WHERE state IN ('decoded', 'undecoded');

CREATE TABLE withdrawn_events (
  id TEXT PRIMARY KEY,
  connection_id TEXT NOT NULL,
  delivery_id TEXT NOT NULL,
  unread INTEGER NOT NULL,
  json TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX withdrawn_connection ON withdrawn_events (connection_id);
CREATE INDEX withdrawn_delivery ON withdrawn_events (delivery_id);

ALTER TABLE labels ADD COLUMN since INTEGER;
`;
