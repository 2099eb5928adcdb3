// By which roads each change was told, and when: a change that another road tells at a time of its own is found again.
import type { Database } from './database';
import type { Tellings } from './telling';

export function createTellings(db: Database): Tellings {
  const seqOf = db.prepare<{ seq: number }>(
    'SELECT seq FROM events WHERE id = ?1 UNION ALL SELECT seq FROM event_aliases WHERE id = ?1',
  );
  const nearest = db.prepare<{ seq: number }>(
    `SELECT t.seq FROM event_tellings t
     WHERE t.key = ?1 AND t.began <= ?4 + ?5 AND t.ended >= ?3 - ?5 AND NOT EXISTS (
       SELECT 1 FROM event_tellings o WHERE o.key = ?1 AND o.seq = t.seq AND o.road = ?2)
     ORDER BY max(0, t.began - ?4, ?3 - t.ended), t.seq LIMIT 1`,
  );
  const addAlias = db.prepare(
    'INSERT INTO event_aliases (id, seq) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const note = db.prepare(
    `INSERT INTO event_tellings (key, seq, road, began, ended) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  );
  return {
    joins(eventId, { key, road, began, ended }, slack) {
      const found = nearest.get(key, road, began, ended, slack);
      if (!found) return false;
      addAlias.run(eventId, found.seq);
      return true;
    },
    told(eventId, { key, road, began, ended }) {
      const known = seqOf.get(eventId);
      if (known) note.run(key, known.seq, road, began, ended);
    },
  };
}
