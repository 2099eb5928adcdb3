// Reads deliveries again that an older reading of their source had read: in the background, the newest first, a little at a time.
import type { Rereading } from '#shared/status';
import type { Clock } from '../ports';
import { errorName } from '../redact-log';
import { StoreFailure } from '../store/store';
import { type ReadAgainNeeds, readAgain } from './read-again';

/** ms that one transaction may hold the event loop, and the pause after it, in which deliveries arrive and are read. */
const sliceMs = 8;
const pauseMs = 8;
/** ms until a disk that refused is tried again. */
const retryAfter = 5000;
/** ms between two words on how far it has got. */
const tellEvery = 1000;
/** Ids of deliveries looked up at once. */
const lookedUp = 100;

export interface RereaderNeeds extends ReadAgainNeeds {
  readonly clock: Clock;
  /** Resolves when no delivery waits to be read for the first time. */
  readonly idle: () => Promise<void>;
  /** It has got further. `changed`: and events are others than before. */
  readonly onProgress: (changed: boolean) => void;
}

export interface Rereader {
  /** There may be something to read again. */
  wake(): void;
  /** Resolves when nothing is left, or the disk refuses. */
  idle(): Promise<void>;
  /** null while nothing is read again. */
  state(): Rereading | null;
  stop(): Promise<void>;
}

interface Step {
  readonly id: string;
  readonly reading: number;
  readonly work: Generator<void, number>;
}

export function createRereader(needs: RereaderNeeds): Rereader {
  const { store, directory, clock, log } = needs;
  let running: Promise<void> | null = null;
  let stopped = false;
  let cancel = () => {};
  let done = 0;
  let total = 0;
  let changed = 0;
  let toldAt = 0;
  let toldChanged = 0;
  let current: Step | null = null;
  let ahead: { readonly id: string; readonly reading: number }[] = [];
  /** Deliveries that tripped a bug of ours: what was read of them before stays. */
  const broken = new Set<string>();

  /** Connections whose deliveries can be read here and now. */
  const readable = () =>
    store.connections
      .list()
      .filter(({ id }) => directory.reader(id, null) && directory.obstacleToRead(id) === null)
      .map(({ id, source }) => ({ id, reading: directory.source(source).reading }));

  const countDue = () =>
    readable().reduce((sum, { id, reading }) => sum + store.rereads.countDue(id, reading), 0);

  function next(): Step | null {
    if (ahead.length === 0) {
      for (const { id, reading } of readable()) {
        const due = store.rereads.due(id, reading, lookedUp);
        ahead = due.map((one) => ({ id: one, reading }));
        if (due.length > 0) break;
      }
    }
    const step = ahead.shift();
    if (!step) return null;
    const { id, reading } = step;
    const delivery = store.deliveries.get(id);
    // It was put back into the queue, or removed, since it was looked up.
    if (!delivery || (delivery.state !== 'decoded' && delivery.state !== 'undecoded'))
      return next();
    if (broken.has(id)) {
      const { state, issue, events } = delivery;
      store.deliveries.settle(id, { state, issue, events, reading });
      return next();
    }
    return { id, reading, work: readAgain(needs, delivery, reading) };
  }

  /** @returns whether there is more */
  function slice(): boolean {
    const until = performance.now() + sliceMs;
    // Since the last slice it may have been removed, or put back into the queue and read anew.
    if (current && !store.rereads.isDue(current.id, current.reading)) {
      current = null;
      done += 1;
    }
    do {
      current ??= next();
      if (!current) return false;
      const { value, done: isDone } = current.work.next();
      if (!isDone) continue;
      changed += value;
      done += 1;
      current = null;
    } while (performance.now() < until);
    return true;
  }

  /** In one transaction; one that trips our bug is left as it is, and the others are read anew. */
  function work(): boolean {
    const before = { done, changed };
    try {
      return store.transaction(slice);
    } catch (error) {
      const id = current?.id;
      ({ done, changed } = before);
      current = null;
      ahead = [];
      if (error instanceof StoreFailure || id === undefined) throw error;
      log.error('a delivery could not be read again', { error: errorName(error) });
      broken.add(id);
      return true;
    }
  }

  function tell(isEnd: boolean): void {
    const now = performance.now();
    if (!isEnd && now - toldAt < tellEvery) return;
    toldAt = now;
    const isChanged = changed > toldChanged;
    toldChanged = changed;
    needs.onProgress(isChanged);
  }

  const pause = (ms: number) =>
    new Promise<void>((go) => {
      const end = clock.after(ms, go);
      cancel = () => {
        end();
        go();
      };
    });

  async function readAll(): Promise<void> {
    for (;;) {
      // Whoever sends something now is first.
      await needs.idle();
      if (stopped) return;
      if (!work()) return;
      tell(false);
      await pause(pauseMs);
      if (stopped) return;
    }
  }

  async function run(): Promise<void> {
    try {
      log.info('deliveries are read again', { deliveries: total });
      tell(true);
      await readAll();
      log.info('deliveries were read again', { deliveries: done, events: changed });
    } catch (error) {
      log.error('deliveries could not be read again', { error: errorName(error) });
      if (!stopped) cancel = clock.after(retryAfter, wake);
    }
    running = null;
    total = 0;
    if (!stopped) tell(true);
  }

  function wake(): void {
    // What comes to be due meanwhile is found on the way.
    if (stopped || running) return;
    done = 0;
    changed = 0;
    toldChanged = 0;
    total = countDue();
    if (total > 0) running = run();
  }

  return {
    wake,
    idle: async () => {
      while (running) await running;
    },
    state: () => (total === 0 ? null : { done: Math.min(done, total), total }),
    async stop() {
      stopped = true;
      cancel();
      await running;
    },
  };
}
