// The one way out: finishes what was accepted, then exits. A second request while it runs changes nothing.
import type { Clock } from '#core/ports';

/** A core that hangs must not keep the app from quitting; what it accepted is on disk already. */
const patienceMs = 10_000;

/**
 * @param stop ends the core
 * @param exit ends the process; called once
 */
export function createShutdown(
  stop: () => Promise<void>,
  exit: (code: number) => void,
  clock: Clock,
): (code: number) => void {
  let begun = false;
  return (code) => {
    if (begun) return;
    begun = true;
    let ended = false;
    const end = () => {
      if (ended) return;
      ended = true;
      exit(code);
    };
    clock.after(patienceMs, end);
    stop().then(end, end);
  };
}
