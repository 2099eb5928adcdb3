// Format 4: what went through a tunnel whose service limits it by the month, by days since 1970 (UTC).

export const traffic = `
CREATE TABLE tunnel_traffic (
  day INTEGER PRIMARY KEY,
  requests INTEGER NOT NULL,
  bytes_in INTEGER NOT NULL,
  bytes_out INTEGER NOT NULL
) STRICT;
`;
