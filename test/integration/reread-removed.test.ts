// What becomes of a delivery while it is being read again: it may be gone, or be somebody else's, before that is done.
import { describe, expect, test } from 'vitest';
import { createDirectory } from '#core/connections/directory';
import { clock } from '#core/machine';
import { createMemoryVault } from '#core/memory-vault';
import { createWorker } from '#core/pipeline/worker';
import { createRereader } from '#core/rereading/rereader';
import { emptyQuery } from '#shared/query/query';
import { makeStore, noon } from '../store/make';
import { readingSource } from './reading-source';

const count = 3000;

/** One delivery of many changes, of which the version before this one took the first alone. */
async function desk() {
  const store = makeStore();
  store.connections.save({
    ...{ id: 'c1', source: 'seatable', name: 'CRM', config: {} },
    ...{ secretNames: [], demo: false, watch: [] },
  });
  const changes = Array.from({ length: count }, (_, no) => {
    return { row: `r${no}`, action: 'updated', cells: { stage: ['a', 'b'] } };
  });
  store.deliveries.insert([
    {
      ...{ id: 'd1', source: 'seatable', connectionId: 'c1', subscriptionId: null },
      ...{ channel: 'push', receivedAt: noon, headers: {}, state: 'pending', issue: null },
      ...{ repeatKey: null, repeatWithinMs: null },
      body: Buffer.from(JSON.stringify({ no: 1, at: noon, changes })),
    },
  ]);
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const needsOf = (how: Parameters<typeof readingSource>[0]) => {
    const sources = [readingSource(how)];
    const directory = createDirectory({ store, vault: createMemoryVault([]), sources });
    return { store, directory, clock, log };
  };
  const worker = createWorker({
    ...needsOf({ reading: 1, take: (all) => all.slice(0, 1) }),
    ...{ onEvents: () => {}, onSettled: () => {}, onDisk: () => {} },
  });
  worker.wake();
  await worker.idle();
  const events = () => store.events.count(emptyQuery);
  expect(events()).toBe(1);

  /** Reads again; `midway` happens between two slices, once some of the changes were added. */
  async function readAgain(midway: (directory: ReturnType<typeof createDirectory>) => unknown) {
    const needs = needsOf({ reading: 2 });
    let isDone = false;
    const rereader = createRereader({
      ...needs,
      onProgress: () => {},
      async idle() {
        if (isDone || events() < 10) return;
        isDone = true;
        await midway(needs.directory);
      },
    });
    rereader.wake();
    await rereader.idle();
    await rereader.stop();
    expect(isDone).toBe(true);
  }
  return { store, events, readAgain };
}

describe('while a delivery is being read again', () => {
  test('its connection is removed with its history: none of it comes back', async () => {
    const { store, events, readAgain } = await desk();
    await readAgain((directory) => {
      store.connections.remove('c1', { history: true });
      directory.reload();
    });
    expect(events()).toBe(0);
    expect(store.deliveries.get('d1')).toBeNull();
  });

  test('it is put back into the queue: what is made of it there stays', async () => {
    const { store, events, readAgain } = await desk();
    let then = 0;
    await readAgain(() => {
      store.deliveries.requeue(['d1']);
      store.deliveries.setAside('d1', 2);
      then = events();
    });
    expect(events()).toBe(then);
    expect(store.deliveries.get('d1')?.state).toBe('pending');
  });

  test('nothing else happens: all of it is there', async () => {
    const { store, events, readAgain } = await desk();
    await readAgain(() => {});
    expect(events()).toBe(count);
    expect(store.deliveries.get('d1')).toMatchObject({ state: 'decoded', events: count });
  });
});
