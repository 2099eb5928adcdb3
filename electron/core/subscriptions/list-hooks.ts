// What the service shows of a connection's hooks, in one call; where one table is gone, the others are still listed.
import { err, ok, type Problem, type Result } from '#shared/result';
import type { Purpose } from '../budget/budget';
import type { Engine } from '../engine';
import type { ServiceHook } from '../sources/source';

type Target = Readonly<Record<string, unknown>>;

export interface HookList {
  readonly hooks: readonly ServiceHook[];
  /** Why the hooks of a target's table could not be listed; null when they were. */
  unlisted(target: Target): Problem | null;
}

export async function listHooks(
  engine: Engine,
  connectionId: string,
  targets: readonly Target[],
  purpose: Purpose = 'hooks',
): Promise<Result<HookList>> {
  const ask = (some: readonly Target[]) =>
    engine.services.call(
      connectionId,
      purpose,
      async (bound, http) =>
        (await bound.hooks?.list(http, some)) ?? err({ code: 'hooks-unsupported' }),
    );
  const distinct = [...new Map(targets.map((target) => [keyOf(target), target])).values()];
  const all = await ask(distinct);
  if (all.ok) return ok({ hooks: all.value, unlisted: () => null });
  if (all.error.code !== 'service-not-found' || distinct.length < 2) return all;

  // A table that is gone must not hide the hooks of the others.
  const hooks: ServiceHook[] = [];
  const failed = new Map<string, Problem>();
  for (const target of distinct) {
    const listed = await ask([target]);
    if (listed.ok) hooks.push(...listed.value);
    else if (listed.error.code === 'service-not-found') failed.set(keyOf(target), listed.error);
    else return listed;
  }
  return ok({ hooks, unlisted: (target) => failed.get(keyOf(target)) ?? null });
}

const keyOf = (target: Target) => JSON.stringify(target);
