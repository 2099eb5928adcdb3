// Times in which nothing could arrive, and how far they were filled afterwards.
import type { Gap, GapReason } from '#shared/gap';
import type { Database } from './database';
import { problemColumn, readProblem } from './problem-column';
import type { GapStore } from './store';

interface GapRow {
  readonly id: number;
  readonly connection_id: string | null;
  readonly reason: GapReason;
  readonly began: number;
  readonly ended: number | null;
  readonly state: Gap['state'];
  readonly recovered: number;
  readonly problem: string | null;
}

export function createGaps(db: Database): GapStore {
  const columns = 'id, connection_id, reason, began, ended, state, recovered, problem';
  const add = db.prepare(
    'INSERT INTO gaps (connection_id, reason, began, ended, state) VALUES (?, ?, ?, ?, ?)',
  );
  const get = db.prepare<GapRow>(`SELECT ${columns} FROM gaps WHERE id = ?`);
  const update = db.prepare(
    'UPDATE gaps SET ended = ?, state = ?, recovered = ?, problem = ? WHERE id = ?',
  );
  const list = db.prepare<GapRow>(
    `SELECT ${columns} FROM gaps
     WHERE began <= ?2 AND (ended IS NULL OR ended >= ?1)
       AND (?3 IS NULL OR connection_id IS NULL OR connection_id = ?3)
     ORDER BY began DESC, id DESC LIMIT ?4`,
  );
  const unsettled = db.prepare<GapRow>(
    `SELECT ${columns} FROM gaps WHERE state IN ('open', 'filling') ORDER BY began, id`,
  );
  const find = (id: number) => {
    const row = get.get(id);
    return row ? asGap(row) : null;
  };

  return {
    add: ({ connectionId, reason, from, to }) =>
      add.run(connectionId, reason, from, to, to === null ? 'open' : 'filling').rowid,
    update: (id, patch) =>
      db.transaction(() => {
        const known = find(id);
        if (!known) return;
        const { to, state, recovered, problem } = { ...known, ...patch };
        update.run(to, state, recovered, problemColumn(problem), id);
      }),
    get: find,
    list: ({ from, to, connectionId, limit }) => list.all(from, to, connectionId, limit).map(asGap),
    unsettled: () => unsettled.all().map(asGap),
  };
}

const asGap = (row: GapRow): Gap => ({
  id: row.id,
  connectionId: row.connection_id,
  reason: row.reason,
  from: row.began,
  to: row.ended,
  state: row.state,
  recovered: row.recovered,
  problem: readProblem(row.problem),
});
