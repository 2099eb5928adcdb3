// Catching up by the log of the base's operations.
import { z } from 'zod';
import { ok, type Result } from '#shared/result';
import type { History } from '../source';
import { type Config, plainUuid, type Target } from './config';
import { isWithoutLog, type LogEntry, newestIn, readAfter } from './log/log';
import { type BaseToken, tokenOf } from './server/base-token';
import type { Access } from './server/client';
import { readTables } from './server/metadata';
import { createNaming } from './then/naming';
import { knownNames, namesIn } from './then/tables-then';

/**
 * Which log, how far it was read, and of when (ms since 1970) the last operation was; `op` null: the log may not be read. And what
 * tables and columns were called then: an operation that gives a table another name does not say the one that it had.
 */
const place = z.object({
  base: z.string(),
  op: z.number().int().nullable(),
  at: z.number().nullish(),
  names: knownNames.nullish().catch(null),
});
type Place = Omit<z.output<typeof place>, 'base'>;

const cursorOf = ({ uuid }: BaseToken, { op, at = null, names = null }: Place): string =>
  JSON.stringify({ base: plainUuid(uuid), op, at, names } satisfies z.output<typeof place>);

export const history: History<Config, Target> = {
  async head(access) {
    const base = await tokenOf(access);
    if (!base.ok) return base;
    // At once, since whatever happens until the place is known would be missed; names are a help, and no more.
    const [newest, tables] = await Promise.all([
      placeOfNewest(access, base.value),
      readTables(access, base.value),
    ]);
    if (!newest.ok) return newest;
    const names = tables.ok ? namesIn(tables.value) : null;
    return ok(cursorOf(base.value, { ...newest.value, names }));
  },

  async since(access, _targets, cursor, part) {
    const base = await tokenOf(access);
    if (!base.ok) return base;
    const from = placeIn(cursor, base.value);
    if (from === null || from.op === null) {
      const newest = await placeOfNewest(access, base.value);
      if (!newest.ok) return newest;
      const there = cursorOf(base.value, newest.value);
      return ok({ bodies: [], cursor: there, more: false, complete: false });
    }
    const stretch = await readAfter(access, base.value, from.op, part);
    if (!stretch.ok) {
      // It may be there again: then it is read on from where it was left.
      const isGone = isWithoutLog(stretch.error);
      return isGone ? ok({ bodies: [], cursor, more: false, complete: false }) : stretch;
    }
    const { entries, last, more, complete } = stretch.value;
    const naming = createNaming(access, from.names);
    const bodies = await naming.bodies(base.value, entries, !more);
    if (!bodies.ok) return bodies;
    const there = { op: last, at: timeOf(entries.at(-1)) ?? from.at, names: naming.known() };
    const reached = there.at ?? null;
    return ok({
      bodies: bodies.value,
      cursor: cursorOf(base.value, there),
      more,
      complete,
      reached,
    });
  },
};

/** Where there is no log to be read, changes that were missed are found by comparing alone. */
async function placeOfNewest(access: Access, base: BaseToken): Promise<Result<Place>> {
  const newest = await newestIn(access, base);
  if (newest.ok) return ok({ op: newest.value?.op_id ?? 0, at: timeOf(newest.value) });
  return isWithoutLog(newest.error) ? ok({ op: null }) : newest;
}

function timeOf(entry: LogEntry | null | undefined): number | null {
  const time = entry?.op_time;
  return typeof time === 'number' && time >= 1e11 && time < 1e14 ? time : null;
}

/** @returns null for the log of another base */
function placeIn(cursor: string, { uuid }: BaseToken): Place | null {
  try {
    const known = place.safeParse(JSON.parse(cursor)).data;
    return known && known.base === plainUuid(uuid) ? known : null;
  } catch {
    return null;
  }
}
