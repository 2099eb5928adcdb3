// Takes hooks away at the service, and believes its list, not its answer.
import { err, type Problem, type Result } from '#shared/result';
import type { Purpose } from '../budget/budget';
import type { Engine } from '../engine';
import { holds, type Removal } from './compare-hooks';
import { listHooks } from './list-hooks';

export interface Removed {
  readonly removed: readonly string[];
  /** Still there, as the list says, or as far as is known when it could not be read. */
  readonly left: readonly { readonly hookId: string; readonly problem: Problem }[];
}

/**
 * Each is noted as retired before it is tried, so that one that stays, or a crash in the middle, is not forgotten.
 * @param removals with the target of each, since some services list hooks table by table
 */
export async function removeHooks(
  engine: Engine,
  connectionId: string,
  removals: readonly Removal[],
  purpose: Purpose = 'hooks',
): Promise<Removed> {
  const { connections } = engine.store;
  if (removals.length === 0) return { removed: [], left: [] };
  for (const one of removals) connections.retire({ connectionId, ...one });

  const refused = new Map<string, Problem>();
  for (const { hookId, target } of removals) {
    const answer = await engine.services.call(
      connectionId,
      purpose,
      async (bound, http): Promise<Result<null>> =>
        (await bound.hooks?.remove(http, hookId, target)) ?? err({ code: 'hooks-unsupported' }),
    );
    if (!answer.ok) refused.set(hookId, answer.error);
  }

  const list = await listHooks(
    engine,
    connectionId,
    removals.map((one) => one.target),
    purpose,
  );
  const removed: string[] = [];
  const left: { hookId: string; problem: Problem }[] = [];
  for (const { hookId, target } of removals) {
    // Where a table is gone, its hooks are gone with it.
    const isThere = list.ok
      ? list.value.hooks.some((hook) => holds(hookId, hook.hookId))
      : !isGone(list.error);
    if (isThere || (list.ok && isUnsure(list.value.unlisted(target)))) {
      const why = refused.get(hookId) ?? (list.ok ? null : list.error);
      left.push({ hookId, problem: problemOf(hookId, why) });
    } else {
      connections.buried(connectionId, hookId);
      removed.push(hookId);
    }
  }
  return { removed, left };
}

const isGone = (problem: Problem) => problem.code === 'service-not-found';
const isUnsure = (problem: Problem | null) => problem !== null && !isGone(problem);

const couldNotAsk: ReadonlySet<Problem['code']> = new Set([
  'service-unreachable',
  'service-busy',
  'token-expired',
  'sign-in-needed',
  'budget-spent',
  'secret-lost',
]);

/** What a person can do is the same whatever the service said, unless the service could not be asked at all. */
function problemOf(hookId: string, why: Problem | null): Problem {
  if (why && couldNotAsk.has(why.code)) return why;
  return { code: 'hook-not-removed', params: { hook: hookId } };
}
