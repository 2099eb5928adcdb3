// Calls made to services, by meter and hour.
import type { Database } from './database';
import type { UsageStore } from './store';

interface UsageRow {
  readonly meter: string;
  readonly hour: number;
  readonly calls: number;
}

export function createUsage(db: Database): UsageStore {
  const add = db.prepare(
    `INSERT INTO calls_made (meter, hour, calls) VALUES (?, ?, ?)
     ON CONFLICT (meter, hour) DO UPDATE SET calls = calls + excluded.calls`,
  );
  const since = db.prepare<UsageRow>(
    'SELECT meter, hour, calls FROM calls_made WHERE hour >= ? ORDER BY meter, hour',
  );
  const trim = db.prepare('DELETE FROM calls_made WHERE hour < ?');
  return {
    add(meter, hour, calls) {
      add.run(meter, hour, calls);
    },
    since: (fromHour) => since.all(fromHour),
    trim(beforeHour) {
      trim.run(beforeHour);
    },
  };
}
