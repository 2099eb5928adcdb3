// The state of the public address without flicker: a try among many leaves the reason in sight until it is known better.
import { useState } from 'react';
import type { TunnelState } from '#shared/tunnel';

/** @returns the last trouble, its moment past, while another try is under way; else the state itself */
export function useCalmState(state: TunnelState): TunnelState {
  const [trouble, setTrouble] = useState<TunnelState | null>(null);
  const next = state.kind === 'retrying' ? state : state.kind === 'connecting' ? trouble : null;
  if (next !== trouble) setTrouble(next);
  return state.kind === 'connecting' ? (trouble ?? state) : state;
}
