// Format 9: by which roads each change was told, and when, for services whose roads do not agree on the time.

export const tellings = `
CREATE TABLE event_tellings (
  key TEXT NOT NULL,
  seq INTEGER NOT NULL REFERENCES events (seq) ON DELETE CASCADE,
  road TEXT NOT NULL,
  began INTEGER NOT NULL,
  ended INTEGER NOT NULL,
  PRIMARY KEY (key, seq, road)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_tellings_seq ON event_tellings (seq);
`;
