// Gaps as they come and go, one line for one outage: what hits several connections is told of each within a moment.
import type { Gap } from '#shared/gap';
import { type Outage, outagesOf } from '#shared/gap-rows';

/** ms in which gaps of one outage are told. */
const moment = 50;

export interface GapLines {
  add(gap: Gap): void;
  /** Tells what waits. */
  flush(): void;
}

/** @param after runs something in so many ms */
export function createGapLines(
  tell: (outage: Outage) => void,
  after: (ms: number, work: () => void) => void,
): GapLines {
  const waiting = new Map<number, Gap>();

  function flush(): void {
    const gaps = [...waiting.values()];
    waiting.clear();
    for (const outage of outagesOf(gaps)) tell(outage);
  }

  return {
    flush,
    add(gap) {
      // Each of its states has a line.
      if (waiting.has(gap.id)) flush();
      if (waiting.size === 0) after(moment, flush);
      waiting.set(gap.id, gap);
    },
  };
}
