// The two that read deliveries, each with its word to the page: those that came just now, and those that are read again.
import type { Engine } from '../engine';
import { createRereader, type Rereader } from '../rereading/rereader';
import type { Snapshots } from '../snapshots/snapshots';
import { createWorker, type Worker, type WorkerNeeds } from './worker';

/** What is read again is told nobody but the page: it is no news. */
export function createReading(
  { store, directory, clock, log, pushes, status }: Engine,
  { values, stated }: Pick<Snapshots, 'values' | 'stated'>,
  on: Required<Pick<WorkerNeeds, 'onEvents' | 'onFilled' | 'onSchema'>>,
): { readonly worker: Worker; readonly rereader: Rereader } {
  const worker = createWorker({
    ...{ store, directory, clock, log, values, stated },
    onSchema: on.onSchema,
    onDisk: (problem) => status.setDisk('worker', problem),
    onEvents(events) {
      pushes.send('feed', { newest: store.events.newestSeq(), added: events.length });
      on.onEvents(events);
    },
    onFilled(events) {
      pushes.send('feed', { newest: store.events.newestSeq(), added: 0 });
      on.onFilled(events);
    },
    onSettled() {
      pushes.send('deliveries', null);
      pushes.send('connections', null);
      status.touch();
    },
  });
  const rereader = createRereader({
    ...{ store, directory, clock, log },
    idle: () => worker.idle(),
    onProgress(changed) {
      if (changed) {
        pushes.send('feed', { newest: store.events.newestSeq(), added: 0 });
        pushes.send('deliveries', null);
      }
      status.touch();
    },
  });
  return { worker, rereader };
}
