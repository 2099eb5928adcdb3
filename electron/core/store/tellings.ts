// By which roads each change was told, and when: a change that another road tells at a time of its own is found again.
import type { Database } from './database';
import { createEventIds } from './event-ids';
import type { Tellings } from './telling';

export function createTellings(db: Database): Tellings {
  const ids = createEventIds(db);
  const nearest = db.prepare<{ seq: number }>(
    `SELECT t.seq FROM event_tellings t
     WHERE t.key = ?1 AND t.began <= ?4 + ?5 AND t.ended >= ?3 - ?5 AND NOT EXISTS (
       SELECT 1 FROM event_tellings o WHERE o.key = ?1 AND o.seq = t.seq AND o.road = ?2)
     ORDER BY max(0, t.began - ?4, ?3 - t.ended), t.seq LIMIT 1`,
  );
  const note = db.prepare(
    `INSERT INTO event_tellings (key, seq, road, began, ended) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  );
  return {
    joins(eventId, { key, road, began, ended }, slack) {
      const found = nearest.get(key, road, began, ended, slack);
      if (!found) return false;
      ids.add(eventId, found.seq);
      return true;
    },
    told(eventId, { key, road, began, ended }) {
      const seq = ids.seqOf(eventId);
      if (seq !== undefined) note.run(key, seq, road, began, ended);
    },
  };
}
