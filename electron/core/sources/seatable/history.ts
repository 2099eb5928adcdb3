// Catching up by the log of the base's operations.
import { z } from 'zod';
import { ok } from '#shared/result';
import type { History } from '../source';
import { type BaseToken, tokenOf } from './base-token';
import { type Config, plainUuid, type Target } from './config';
import { newestIn, readAfter } from './log';
import { createNaming } from './naming';

/** Which log, and how far it was read. */
const place = z.object({ base: z.string(), op: z.number().int() });

const cursorOf = ({ uuid }: BaseToken, op: number): string =>
  JSON.stringify({ base: plainUuid(uuid), op } satisfies z.output<typeof place>);

export const history: History<Config, Target> = {
  async head(access) {
    const base = await tokenOf(access);
    if (!base.ok) return base;
    const newest = await newestIn(access, base.value);
    return newest.ok ? ok(cursorOf(base.value, newest.value)) : newest;
  },

  async since(access, _targets, cursor) {
    const base = await tokenOf(access);
    if (!base.ok) return base;
    const after = placeIn(cursor, base.value);
    if (after === null) {
      const newest = await newestIn(access, base.value);
      if (!newest.ok) return newest;
      const there = cursorOf(base.value, newest.value);
      return ok({ bodies: [], cursor: there, more: false, complete: false });
    }
    const stretch = await readAfter(access, base.value, after);
    if (!stretch.ok) return stretch;
    const { entries, last, more, complete } = stretch.value;
    const bodies = await createNaming(access).bodies(base.value, entries, !more);
    if (!bodies.ok) return bodies;
    return ok({ bodies: bodies.value, cursor: cursorOf(base.value, last), more, complete });
  },
};

/** @returns null for the log of another base */
function placeIn(cursor: string, { uuid }: BaseToken): number | null {
  try {
    const known = place.safeParse(JSON.parse(cursor)).data;
    return known && known.base === plainUuid(uuid) ? known.op : null;
  } catch {
    return null;
  }
}
