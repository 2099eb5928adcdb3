// Numbers and fans out what the core says unasked.
import type { Push, Pushes, PushName } from '#shared/ipc';

export interface PushDesk {
  send<N extends PushName>(name: N, payload: Pushes[N]): void;
  /** @returns a function that stops listening */
  listen(listener: (push: Push) => void): () => void;
}

export function createPushDesk(): PushDesk {
  const listeners = new Set<(push: Push) => void>();
  let seq = 0;
  return {
    send(name, payload) {
      seq += 1;
      // `Push` is the union of exactly these triples; TypeScript does not distribute over the generic.
      const push = { seq, name, payload } as Push;
      for (const listener of listeners) listener(push);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
