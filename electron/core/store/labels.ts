// Names for ids, as learned from payloads and schemas; the newest fact wins.
import { z } from 'zod';
import type { LabelFact } from '../sources/source';
import type { Database } from './database';
import { readJson } from './json-column';
import type { LabelStore } from './store';

const label = z.object({
  name: z.string(),
  type: z.union([z.string(), z.number()]).optional(),
  property: z.unknown().optional(),
  primary: z.boolean().optional(),
});

/** Events tell a field's name and options, but only a schema tells which field is the primary one. */
const keepingPrimary = `CASE
  WHEN json_type(excluded.label) = 'object' AND json_type(excluded.label, '$.primary') IS NULL
    AND json_type(label, '$.primary') = 'true'
  THEN json_set(excluded.label, '$.primary', json('true')) ELSE excluded.label END`;

export function createLabels(db: Database): LabelStore {
  // `learned_at` is compared, because a replay or a catch-up may teach what was true earlier.
  const learn = db.prepare(
    `INSERT INTO labels (connection_id, kind, table_id, id, label, learned_at, since)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)
     ON CONFLICT DO UPDATE SET label = ${keepingPrimary}, learned_at = excluded.learned_at,
       since = CASE WHEN label IS ${keepingPrimary} THEN coalesce(since, learned_at) ELSE excluded.learned_at END
     WHERE excluded.learned_at >= learned_at`,
  );
  const find = db.prepare<{ label: string }>(
    'SELECT label FROM labels WHERE connection_id = ? AND kind = ? AND table_id = ? AND id = ?',
  );
  const since = db.prepare<{ since: number | null }>(
    'SELECT since FROM labels WHERE connection_id = ? AND kind = ? AND table_id = ? AND id = ?',
  );
  const look = (connectionId: string, kind: string, tableId: string, id: string) =>
    readJson(label.nullable(), find.get(connectionId, kind, tableId, id)?.label) ?? undefined;

  function learnOne(connectionId: string, fact: LabelFact, now: number): void {
    const tableId = 'tableId' in fact ? fact.tableId : '';
    // A deleted field is kept as `null`, so that an older fact does not bring it back.
    const known = fact.kind === 'field' ? fact.label : { name: fact.name };
    learn.run(connectionId, fact.kind, tableId, fact.id, JSON.stringify(known), now);
  }

  return {
    learn(connectionId, facts, now) {
      if (facts.length === 0) return;
      db.transaction(() => {
        for (const fact of facts) learnOne(connectionId, fact, now);
      });
    },
    name: (connectionId, kind, id) => look(connectionId, kind, '', id)?.name,
    view: (connectionId, tableId, viewId) => look(connectionId, 'view', tableId, viewId)?.name,
    record: (connectionId, tableId, id) => look(connectionId, 'record', tableId, id)?.name,
    since: (connectionId, kind, tableId, id) =>
      since.get(connectionId, kind, tableId, id)?.since ?? null,
    field(connectionId, tableId, fieldId) {
      const found = look(connectionId, 'field', tableId, fieldId);
      if (!found) return undefined;
      const { name, type, property, primary } = found;
      return {
        name,
        property,
        ...(type === undefined ? {} : { type }),
        ...(primary === undefined ? {} : { primary }),
      };
    },
  };
}
