// The history of one record: who changed which of its fields, and when.
import { z } from 'zod';
import type { Action } from '#shared/event';
import { ok, type Result } from '#shared/result';
import type { Author, PastChange, TableRef } from '../source';
import { type Access, call, part } from './server/client';
import { momentMs } from './server/moment';

/** The most of one call; what lies further back than that many changes is not asked for. */
const pageSize = 50;

const text = z.string().nullish().catch(null);
const id = z.union([z.string(), z.number()]).nullish().catch(null);

/**
 * The call is described by the vendor's own command line alone, without the names of all members: people and fields are
 * taken by whatever names them. https://github.com/larksuite/cli, shortcuts/base/record_history_list.go
 */
const person = z.union([
  z.string(),
  z.looseObject({ open_id: text, id, user_id: id, name: text, en_name: text }),
]);
const entry = z.object({
  activity_type: z.string(),
  create_time: z.union([z.number(), z.string()]).nullish(),
  operator: person.nullish().catch(null),
  field_changes: z
    .array(z.looseObject({ id: text, field_id: text }))
    .nullish()
    .catch(null),
});
const list = z.array(z.unknown()).nullish();
const answer = z.looseObject({ items: list, records: list, history: list, record_history: list });

const actions: ReadonlyMap<string, Action> = new Map([
  ['create', 'created'],
  ['update', 'updated'],
  ['delete', 'deleted'],
]);

export async function readPast(
  access: Access,
  { baseId, tableId }: TableRef,
  recordId: string,
): Promise<Result<readonly PastChange[]>> {
  const found = await call(access, {
    method: 'GET',
    path: `base/v3/bases/${part(baseId)}/record_history`,
    query: { table_id: tableId, record_id: recordId, page_size: String(pageSize) },
    answer,
    about: tableId,
  });
  if (!found.ok) return found;
  const { items, records, history, record_history: named } = found.value;
  const entries = items ?? records ?? history ?? named ?? [];
  const past = entries.flatMap((one): PastChange[] => {
    const read = entry.safeParse(one).data;
    const action = actions.get(read?.activity_type ?? '');
    const at = momentMs(read?.create_time);
    if (!read || !action || at === null) return [];
    const fields = (read.field_changes ?? []).flatMap((field) => field.id ?? field.field_id ?? []);
    return [{ action, at, by: authorOf(read.operator), fields }];
  });
  // In which order they come, no page says.
  return ok(past.toSorted((a, b) => b.at - a.at));
}

function authorOf(who: z.output<typeof person> | null | undefined): Author | null {
  if (who === null || who === undefined || who === '') return null;
  if (typeof who === 'string') return { id: who };
  const own = who.open_id ?? who.id ?? who.user_id;
  if (own === null || own === undefined || own === '') return null;
  const name = who.name || who.en_name;
  return { id: String(own), ...(name ? { name } : {}) };
}
