// Requests and bytes that went through the tunnel, by the day.
import type { Database } from './database';
import type { TrafficStore } from './store';

interface TrafficRow {
  readonly day: number;
  readonly requests: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
}

export function createTrafficStore(db: Database): TrafficStore {
  const add = db.prepare(
    `INSERT INTO tunnel_traffic (day, requests, bytes_in, bytes_out) VALUES (?, ?, ?, ?)
     ON CONFLICT (day) DO UPDATE SET requests = requests + excluded.requests,
       bytes_in = bytes_in + excluded.bytes_in, bytes_out = bytes_out + excluded.bytes_out`,
  );
  const since = db.prepare<TrafficRow>(
    `SELECT day, requests, bytes_in AS bytesIn, bytes_out AS bytesOut
     FROM tunnel_traffic WHERE day >= ? ORDER BY day`,
  );
  const trim = db.prepare('DELETE FROM tunnel_traffic WHERE day < ?');
  return {
    add(day, { requests, bytesIn, bytesOut }) {
      add.run(day, requests, bytesIn, bytesOut);
    },
    since: (fromDay) => since.all(fromDay),
    trim(beforeDay) {
      trim.run(beforeDay);
    },
  };
}
