// What there is to watch on a NocoDB server: bases, tables, and the columns that give cells their names and types.
import { z } from 'zod';
import type { BaseChoice } from '#shared/connection';
import { ok, type Result } from '#shared/result';
import type { Discover, LabelFact } from '../source';
import { type Access, call } from './client';
import { columnFacts } from './columns';
import type { NocodbConfig } from './config';

const id = z.string().min(1);
const titled = z.object({ id, title: z.string() });
const list = z.object({ list: z.array(titled) });

/** NocoDB answers 1, 0, true, false or null, by its database. */
const flag = z
  .unknown()
  .optional()
  .transform((value) => value === true || value === 1);

/** An object, or the same as text where the database keeps JSON as text. */
const settings = z.preprocess(
  (value) => {
    if (typeof value !== 'string') return value;
    try {
      return JSON.parse(value);
    } catch {
      return null;
    }
  },
  z
    .object({ currency_code: z.string().optional().catch(undefined) })
    .nullish()
    .catch(null),
);

const option = z.object({ title: z.string(), color: z.string().nullish() });
const column = z.object({
  id,
  title: z.string(),
  uidt: z.string(),
  pk: flag,
  pv: flag,
  system: flag,
  meta: settings.optional(),
  colOptions: z
    .object({ options: z.array(option).optional().catch(undefined) })
    .nullish()
    .catch(null),
});
type Described = z.output<typeof column>;
const table = titled.extend({ base_id: id.nullish(), columns: z.array(column) });

export const discover: Discover<NocodbConfig> = {
  async bases(access) {
    const { baseId } = access.config;
    if (baseId !== undefined) {
      const one = await base(access, baseId);
      return one.ok ? ok(whole([{ id: one.value.id, name: one.value.title }])) : one;
    }
    // The list comes in one piece, so what was typed is looked for where it is shown.
    const path = '/api/v2/meta/bases';
    const found = choices(await call(access, { method: 'GET', path, answer: list, about: path }));
    return found.ok ? ok(whole(found.value)) : found;
  },
  async tables(access, baseId) {
    const path = `/api/v2/meta/bases/${encodeURIComponent(baseId)}/tables`;
    return choices(await call(access, { method: 'GET', path, answer: list, about: baseId }));
  },
  async labels(access, baseId, tableId) {
    const path = `/api/v2/meta/tables/${encodeURIComponent(tableId)}`;
    const found = await call(access, { method: 'GET', path, answer: table, about: tableId });
    if (!found.ok) return found;
    const owner = await base(access, found.value.base_id ?? baseId);
    return ok([
      // The base's name is a nicety: a token that may not read it still gets the columns.
      ...(owner.ok ? [nameFact('base', owner.value)] : []),
      nameFact('table', found.value),
      ...found.value.columns.flatMap((one) => columnFacts(tableId, described(one))),
    ]);
  },
};

function base(access: Access, baseId: string): Promise<Result<z.output<typeof titled>>> {
  const path = `/api/v2/meta/bases/${encodeURIComponent(baseId)}`;
  return call(access, { method: 'GET', path, answer: titled, about: baseId });
}

function choices(answer: Result<z.output<typeof list>>): Result<readonly BaseChoice[]> {
  return answer.ok ? ok(answer.value.list.map((one) => ({ id: one.id, name: one.title }))) : answer;
}

const whole = (bases: readonly BaseChoice[]) => ({ bases, next: null });

const nameFact = (kind: 'base' | 'table', named: z.output<typeof titled>): LabelFact => ({
  kind,
  id: named.id,
  name: named.title,
});

function described({ title, uidt, id: columnId, pk, pv, system, meta, colOptions }: Described) {
  const currency = uidt === 'Currency' ? meta?.currency_code : undefined;
  const options = colOptions?.options?.map((one) =>
    one.color && /^#[0-9a-f]{6}$/i.test(one.color)
      ? { text: one.title, color: one.color.toLowerCase() }
      : { text: one.title },
  );
  return {
    title,
    uidt,
    about: {
      columnId,
      pk,
      pv,
      system,
      ...(currency === undefined ? {} : { currency }),
      ...(options === undefined ? {} : { options }),
    },
  };
}
