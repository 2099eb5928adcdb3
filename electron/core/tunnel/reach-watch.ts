// Notices that the way to the outside is back where nothing on this machine has changed: a router, a line, a provider.
import type { TunnelState } from '#shared/tunnel';
import type { Clock } from '../ports';

/** ms for a connection, and between the beginnings of two: in the first minutes of trouble, and later. */
const patience = 1000;
const every = { first: 1000, later: 5000 } as const;
const firstMinutes = 5 * 60_000;

export interface ReachWatch {
  /** The public address has entered a state. */
  heed(state: TunnelState): void;
}

export interface ReachNeeds {
  readonly clock: Clock;
  /** Whether the machine that the way begins at can be reached now; resolves within `timeoutMs`. */
  readonly knock: (timeoutMs: number) => Promise<boolean>;
  /** It could not be reached, and now it can. */
  readonly back: () => void;
}

/**
 * Knocks while a link is wanted, until it is heard; then not again before another try has failed, since a service that
 * is there and refuses needs time and no knocking.
 */
export function createReachWatch({ clock, knock, back }: ReachNeeds): ReachWatch {
  let troubleSince: number | null = null;
  let cancel: (() => void) | null = null;
  let wasAway = false;

  async function look(): Promise<void> {
    const began = clock.now();
    let given = false;
    cancel = () => {
      given = true;
    };
    const isThere = await knock(patience);
    if (given) return;
    cancel = null;
    if (!isThere) {
      wasAway = true;
      lookAfter(pause() - (clock.now() - began));
    } else if (wasAway) {
      wasAway = false;
      back();
    }
  }

  function lookAfter(ms: number): void {
    cancel = clock.after(Math.max(0, ms), () => void look());
  }

  const pause = () =>
    troubleSince !== null && clock.now() - troubleSince > firstMinutes ? every.later : every.first;

  function rest(): void {
    cancel?.();
    cancel = null;
    troubleSince = null;
    wasAway = false;
  }

  return {
    heed(state) {
      // While one connects for the first time, that is the knock.
      if (state.kind === 'connecting') return;
      if (state.kind !== 'retrying') return rest();
      troubleSince ??= clock.now();
      if (cancel === null) lookAfter(0);
    },
  };
}
