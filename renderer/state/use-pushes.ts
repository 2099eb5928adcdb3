// Listens to pushes and notices when one was missed.
import { useEffect, useEffectEvent } from 'react';
import type { Push } from '#shared/ipc';
import { bridge } from '../bridge';

/**
 * @param listener gets each push; `missed` says that the one before did not arrive, so whatever is shown may be old
 */
export function usePushes(listener: (push: Push, missed: boolean) => void): void {
  const heard = useEffectEvent(listener);
  useEffect(() => {
    let last: number | null = null;
    return bridge.on((push) => {
      const missed = last !== null && push.seq !== last + 1;
      last = push.seq;
      heard(push, missed);
    });
  }, []);
}
