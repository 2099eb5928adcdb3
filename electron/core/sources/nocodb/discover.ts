// What there is to watch on a NocoDB server: bases, tables, and the columns that give cells their names and types.
import { z } from 'zod';
import type { BaseChoice } from '#shared/connection';
import { ok, type Result } from '#shared/result';
import type { Discover, LabelFact } from '../source';
import { type Access, call, readVersion } from './client';
import { columnFacts } from './columns';
import type { NocodbConfig } from './config';
import { readTable } from './table-entry';

const id = z.string().min(1);
const titled = z.object({ id, title: z.string() });
const list = z.object({ list: z.array(titled) });

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
    const found = await readTable(access, tableId);
    if (!found.ok) return found;
    const owner = await base(access, found.value.baseId ?? baseId);
    const version = await readVersion(access);
    return ok([
      { kind: 'service', id: 'version', name: version ?? '' },
      // The base's name is a nicety: a token that may not read it still gets the columns.
      ...(owner.ok ? [baseFact(owner.value)] : []),
      { kind: 'table', id: tableId, name: found.value.name },
      ...found.value.columns.flatMap((one) => columnFacts(tableId, one)),
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

const baseFact = ({ id, title }: z.output<typeof titled>): LabelFact => ({
  kind: 'base',
  id,
  name: title,
});
