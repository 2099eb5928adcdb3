// Notices what no event tells: that the machine has got another address, and so is in another network.
import { networkInterfaces } from 'node:os';
import type { Clock } from '../ports';

/** ms between two looks: while a link stands, and while one is wanted or the network is about to change. */
const every = { calm: 5000, eager: 1000 } as const;
/** ms after a change in which another one is likely: a network that went, and the next that comes. */
const unrest = 2 * 60_000;

export interface NetworkWatch {
  start(): void;
  stop(): void;
}

/**
 * @param eager whether every second counts
 * @param changed the machine is in another network; not when it lost its last one, since that says nothing of a link
 * that may outlive the moment
 * @param read names this machine's addresses; '' when it has none
 */
export function createNetworkWatch(
  clock: Clock,
  eager: () => boolean,
  changed: () => void,
  read: () => string = ownAddresses,
): NetworkWatch {
  let cancel: (() => void) | null = null;
  let last = '';
  let changedAt = Number.NEGATIVE_INFINITY;

  function look(): void {
    const now = read();
    const moved = now !== last && now !== '';
    if (now !== last) changedAt = clock.now();
    last = now;
    next();
    if (moved) changed();
  }

  function next(): void {
    const isRestless = eager() || clock.now() - changedAt < unrest;
    cancel = clock.after(isRestless ? every.eager : every.calm, look);
  }

  return {
    start() {
      if (cancel) return;
      last = read();
      next();
    },
    stop() {
      cancel?.();
      cancel = null;
    },
  };
}

function ownAddresses(): string {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, address }) => !internal && !address.startsWith('fe80:'))
    .map(({ address }) => address)
    .sort()
    .join(' ');
}
