// Names of the people who worked in a table: those who make changes come in events as ids alone.
import { z } from 'zod';
import { ok, type Result } from '#shared/result';
import type { LabelFact, TableRef } from '../../source';
import { type Access, call } from './client';
import { tablePath } from './schema';

const text = z.string().nullish().catch(null);
const user = z.object({ id: z.string().min(1), name: text, en_name: text });
const someone = user.nullish().catch(null);
const records = z.object({
  items: z
    .array(
      z.object({
        created_by: someone,
        last_modified_by: someone,
        fields: z.record(z.string(), z.unknown()).catch({}),
      }),
    )
    .nullish(),
});
const basic = z.object({
  users: z
    .array(z.object({ user_id: z.string().min(1), name: text, i18n_name: z.unknown() }))
    .nullish(),
});

/** Rows that are looked through. */
const rows = 500;
/** Names asked for at once; no limit is documented, so it is that of the full call. */
const atOnce = 50;

/**
 * A nicety: where the app may not read rows or names, there are none.
 * @returns names from the rows themselves, and from the directory for those without
 */
export async function peopleOf(
  access: Access,
  { baseId, tableId }: TableRef,
): Promise<readonly LabelFact[]> {
  const found = await call(access, {
    method: 'POST',
    path: `${tablePath(baseId, tableId)}/records/search`,
    query: { user_id_type: 'open_id', page_size: String(rows) },
    json: { automatic_fields: true },
    answer: records,
    about: tableId,
  });
  if (!found.ok) return [];
  const names = new Map<string, string>();
  const unnamed = new Set<string>();
  for (const item of found.value.items ?? []) {
    const inCells = Object.values(item.fields).flatMap(usersIn);
    for (const one of [item.created_by, item.last_modified_by, ...inCells]) {
      const name = one?.name || one?.en_name;
      if (one && name) names.set(one.id, name);
      else if (one) unnamed.add(one.id);
    }
  }
  const asked = await askPeople(
    access,
    [...unnamed].filter((id) => !names.has(id)),
  );
  return [
    ...[...names].map(([id, name]): LabelFact => ({ kind: 'person', id, name })),
    ...(asked.ok ? asked.value : []),
  ];
}

/** @returns names of those whom the service knows by the app's own ids for them */
export async function askPeople(
  access: Access,
  ids: readonly string[],
): Promise<Result<readonly LabelFact[]>> {
  const known = ids.filter((id) => id.startsWith('ou_')).slice(0, atOnce);
  if (known.length === 0) return ok([]);
  // Not limited to the people whom the app may look up otherwise.
  const answer = await call(access, {
    method: 'POST',
    path: 'contact/v3/users/basic_batch',
    query: { user_id_type: 'open_id' },
    json: { user_ids: known },
    answer: basic,
    about: 'contact',
  });
  if (!answer.ok) return answer;
  return ok(
    (answer.value.users ?? []).flatMap(({ user_id: id, name }): LabelFact[] =>
      name ? [{ kind: 'person', id, name }] : [],
    ),
  );
}

/** People in a cell are told from groups by their ids. */
function usersIn(value: unknown): readonly z.output<typeof user>[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one) => {
    const read = user.safeParse(one);
    return read.success && read.data.id.startsWith('ou_') ? [read.data] : [];
  });
}
