// Times in which the public address did not lead here, as the tunnel's states tell them.
import type { TunnelState } from '#shared/tunnel';
import type { Clock } from '../ports';
import type { CatchUp } from './catch-up';

/** @returns what to tell every change of the state to */
export function followReach(
  catchUp: Pick<CatchUp, 'gapBegan' | 'gapEnded'>,
  clock: Pick<Clock, 'now'>,
): (state: TunnelState) => void {
  /** ms since 1970 since when nothing answers our own questions, though services may come through; null: not so. */
  let silentSince: number | null = null;
  const began = () => catchUp.gapBegan('unreachable', null, silentSince ?? clock.now());
  const ended = () => catchUp.gapEnded('unreachable', null);
  return (state) => {
    switch (state.kind) {
      case 'retrying':
      case 'failed':
        began();
        silentSince = null;
        return;
      case 'unproved':
        ended();
        if (state.problem.code !== 'tunnel-name-unknown') silentSince ??= clock.now();
        return;
      case 'online':
        // A question that comes back now would have come back before: nothing led here in between.
        if (silentSince !== null && state.roundTripMs !== null) began();
        ended();
        silentSince = null;
        return;
      case 'off':
        ended();
        silentSince = null;
        return;
      case 'connecting':
        return; // it is not known yet
    }
  };
}
