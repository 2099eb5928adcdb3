// Gaps, and reading by hand what happened in them.
import type { Handlers } from '#shared/ipc';
import { err, ok } from '#shared/result';
import type { CatchUp } from '../catchup/catch-up';
import type { Registry } from '../connections/registry';
import type { Engine } from '../engine';

/** The page leaves out short ones and puts several into one row. */
const gapLimit = 1000;

export function gapCalls(
  { store }: Engine,
  registry: Pick<Registry, 'view'>,
  catchUp: Pick<CatchUp, 'run'>,
): Handlers<'gaps.list' | 'connections.catchUp'> {
  return {
    'gaps.list': async (filter) => ok(store.gaps.list({ ...filter, limit: gapLimit })),

    async 'connections.catchUp'({ id }) {
      const read = await catchUp.run(id, 'person');
      if (!read.ok) return read;
      const connection = store.connections.get(id);
      return connection ? ok(registry.view(connection)) : err({ code: 'not-found' });
    },
  };
}
