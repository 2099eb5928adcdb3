// A delivery of thousands of changes may be gone, or be somebody else's, before all of it is read.
import { describe, expect, test } from 'vitest';
import { createDirectory, type Directory } from '#core/connections/directory';
import { clock } from '#core/machine';
import { createMemoryVault } from '#core/memory-vault';
import { createWorker } from '#core/pipeline/worker';
import { createRereader } from '#core/rereading/rereader';
import { emptyQuery } from '#shared/query/query';
import { makeStore, noon } from '../store/make';
import { type Reading, readingSource } from './reading-source';

const count = 3000;

/** One delivery of many changes. */
function desk() {
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
  const needsOf = (how: Reading) => {
    const sources = [readingSource(how)];
    const directory = createDirectory({ store, vault: createMemoryVault([]), sources });
    return { store, directory, clock, log };
  };
  const events = () => store.events.count(emptyQuery);

  /** @param onEvents with every slice that is stored */
  async function read(how: Reading, onEvents = () => {}) {
    const worker = createWorker({
      ...needsOf(how),
      ...{ onEvents, onSettled: () => {}, onDisk: () => {} },
    });
    worker.wake();
    await worker.idle();
  }

  /** The version before took the first change alone. `midway` happens between two slices, once some of the others are there. */
  async function readAgain(midway: (directory: Directory) => void) {
    await read({ reading: 1, take: (all) => all.slice(0, 1) });
    expect(events()).toBe(1);
    const needs = needsOf({ reading: 2 });
    let isDone = false;
    const rereader = createRereader({
      ...needs,
      onProgress: () => {},
      async idle() {
        if (isDone || events() < 10) return;
        isDone = true;
        midway(needs.directory);
      },
    });
    rereader.wake();
    await rereader.idle();
    await rereader.stop();
    expect(isDone).toBe(true);
  }
  return { store, events, read, readAgain };
}

test('a connection that is removed while a delivery is read leaves nothing of it behind', async () => {
  const { store, events, read } = desk();
  let stored = 0;
  await read({ reading: 1 }, () => {
    stored ||= events();
    store.connections.remove('c1', { history: true });
  });
  expect(stored).toBeGreaterThan(0);
  expect(stored).toBeLessThan(count);
  expect(events()).toBe(0);
});

describe('while a delivery is being read again', () => {
  test('its connection is removed with its history: none of it comes back', async () => {
    const { store, events, readAgain } = desk();
    await readAgain((directory) => {
      store.connections.remove('c1', { history: true });
      directory.reload();
    });
    expect(events()).toBe(0);
    expect(store.deliveries.get('d1')).toBeNull();
  });

  test('it is put back into the queue: what is made of it there stays', async () => {
    const { store, events, readAgain } = desk();
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
    const { store, events, readAgain } = desk();
    await readAgain(() => {});
    expect(events()).toBe(count);
    expect(store.deliveries.get('d1')).toMatchObject({ state: 'decoded', events: count });
  });
});
