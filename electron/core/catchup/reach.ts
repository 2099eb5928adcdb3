// Times in which the public address did not lead here, as the tunnel's states tell them.
import type { TunnelState } from '#shared/tunnel';
import type { CatchUp } from './catch-up';

/** @returns what to tell every change of the state to */
export function followReach(
  catchUp: Pick<CatchUp, 'gapBegan' | 'gapEnded'>,
): (state: TunnelState) => void {
  return (state) => {
    switch (state.kind) {
      case 'retrying':
      case 'failed':
        return catchUp.gapBegan('unreachable', null);
      case 'off':
      case 'online':
      case 'unproved':
        return catchUp.gapEnded('unreachable', null);
      case 'connecting':
        return; // it is not known yet
    }
  };
}
