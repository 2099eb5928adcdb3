// How many of the calls that services allow in a day are used.
import type { Handlers } from '#shared/ipc';
import { ok } from '#shared/result';
import { sharedMeters } from '../budget/shared-meters';
import type { Engine } from '../engine';

export function budgetCalls(
  engine: Pick<Engine, 'store' | 'directory' | 'budget'>,
): Handlers<'budget.get'> {
  const { store, budget } = engine;
  return {
    async 'budget.get'() {
      const sources = new Set(store.connections.list().map(({ source }) => source));
      return ok(
        [...sources].flatMap((source) =>
          sharedMeters(engine, source).map((meter) => budget.meter(source, meter)),
        ),
      );
    },
  };
}
