// Hooks that are no longer wanted but may still be at the service.
import { z } from 'zod';
import type { Database } from './database';
import { readJson } from './json-column';
import type { ConnectionStore } from './store';

interface RetiredRow {
  readonly hook_id: string;
  readonly address: string;
  readonly target: string;
}

const members = z.record(z.string(), z.unknown());

export function createRetiredHooks(
  db: Database,
): Pick<ConnectionStore, 'retired' | 'retire' | 'buried'> {
  const list = db.prepare<RetiredRow>(
    'SELECT hook_id, address, target FROM retired_hooks WHERE connection_id = ? ORDER BY hook_id',
  );
  // One whose connection is gone meanwhile cannot be removed from here any more.
  const add = db.prepare(
    `INSERT INTO retired_hooks (connection_id, hook_id, address, target)
     SELECT id, ?, ?, ? FROM connections WHERE id = ?
     ON CONFLICT DO UPDATE SET address = excluded.address, target = excluded.target`,
  );
  const remove = db.prepare('DELETE FROM retired_hooks WHERE connection_id = ? AND hook_id = ?');
  return {
    retired: (connectionId) =>
      list.all(connectionId).map((row) => ({
        connectionId,
        hookId: row.hook_id,
        address: row.address,
        target: readJson(members, row.target) ?? {},
      })),
    retire({ connectionId, hookId, address, target }) {
      add.run(hookId, address, JSON.stringify(target), connectionId);
    },
    buried(connectionId, hookId) {
      remove.run(connectionId, hookId);
    },
  };
}
