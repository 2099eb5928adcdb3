// Numbers what goes to the page: the core's pushes and the shell's own share one sequence without a jump.
import type { Push, Pushes, PushName } from '#shared/ipc';

export type UnnumberedPush = {
  [N in PushName]: { readonly name: N; readonly payload: Pushes[N] };
}[PushName];

export function createPushNumbers(): (push: UnnumberedPush) => Push {
  let seq = 0;
  return (push) => {
    seq += 1;
    return { ...push, seq };
  };
}
