// The ids that an event is known by: its own, and those that other roads and readings gave it.
import type { Database } from './database';

interface EventIds {
  /** @returns the number of the event's row; undefined: none is known by this id */
  seqOf(id: string): number | undefined;
  /** From now on the event is known by this id too; without effect where another one is already. */
  add(id: string, seq: number): void;
}

export function createEventIds(db: Database): EventIds {
  const find = db.prepare<{ seq: number }>(
    'SELECT seq FROM events WHERE id = ?1 UNION ALL SELECT seq FROM event_aliases WHERE id = ?1',
  );
  const add = db.prepare(
    'INSERT INTO event_aliases (id, seq) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  return {
    seqOf: (id) => find.get(id)?.seq,
    add(id, seq) {
      add.run(id, seq);
    },
  };
}
