// How far a service's own log of changes was read, by connection.
import type { Database } from './database';
import type { CursorStore } from './store';

export function createCursors(db: Database): CursorStore {
  const get = db.prepare<{ cursor: string }>('SELECT cursor FROM cursors WHERE connection_id = ?');
  // A connection may be removed while its log is read: it has no cursor any more.
  const save = db.prepare(
    `INSERT INTO cursors (connection_id, cursor) SELECT id, ? FROM connections WHERE id = ?
     ON CONFLICT (connection_id) DO UPDATE SET cursor = excluded.cursor`,
  );
  const forget = db.prepare('DELETE FROM cursors WHERE connection_id = ?');
  return {
    get: (connectionId) => get.get(connectionId)?.cursor ?? null,
    save(connectionId, cursor) {
      save.run(cursor, connectionId);
    },
    forget(connectionId) {
      forget.run(connectionId);
    },
  };
}
