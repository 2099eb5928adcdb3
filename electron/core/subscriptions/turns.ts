// One piece of work at a time, so that two looks at a service cannot make two hooks.
import { err, type Result } from '#shared/result';
import type { Clock, Log } from '../ports';
import { errorName } from '../redact-log';
import { StoreFailure } from '../store/store';

/** ms that a call under way has, once the app stops. */
const farewell = 1000;

export interface Turns {
  /** Never rejects: our own bugs are logged and come back as `internal`. */
  take<T>(work: () => Promise<Result<T>>): Promise<Result<T>>;
  isOver(): boolean;
  /** Begins no more work, and waits a moment for what is under way. */
  end(): Promise<void>;
}

export function createTurns({ clock, log }: { readonly clock: Clock; readonly log: Log }): Turns {
  let over = false;
  let queue: Promise<unknown> = Promise.resolve();
  return {
    take<T>(work: () => Promise<Result<T>>) {
      const done = queue.then(async (): Promise<Result<T>> => {
        if (over) return err({ code: 'not-found' });
        try {
          return await work();
        } catch (error) {
          // The store is closed while a call is still out: that is the end, not a fault.
          if (!over) log.error('hooks could not be looked after', { error: errorName(error) });
          return err(
            error instanceof StoreFailure && error.kind === 'full'
              ? { code: 'store-full' }
              : { code: 'internal', params: { reason: errorName(error) } },
          );
        }
      });
      queue = done;
      return done;
    },
    isOver: () => over,
    async end() {
      over = true;
      // A service that does not answer must not keep the person waiting; its hook is found by its address next time.
      await Promise.race([queue, new Promise<void>((done) => clock.after(farewell, done))]);
    },
  };
}
