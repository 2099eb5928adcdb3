// Notices what no event tells a headless program: that the machine has slept, or got another address.
import { networkInterfaces } from 'node:os';
import type { Clock } from '../ports';

/** ms between two looks: while a link stands, and while one is wanted or the network is about to change. */
const every = { calm: 5000, eager: 1000 } as const;
/** ms after a change in which another one is likely: a network that went, and the next that comes. */
const unrest = 2 * 60_000;
/** ms by which a timer must be late to say that the machine slept. */
const sleep = 20_000;

export interface NetworkWatch {
  start(): void;
  stop(): void;
}

/**
 * @param eager whether every second counts
 * @param changed the machine has come back from sleep, or is in another network; not when it lost its last one, since
 * that says nothing of a link that may outlive the moment
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

  function look(expected: number): void {
    const now = read();
    const slept = clock.now() - expected > sleep;
    const moved = now !== last && now !== '';
    if (now !== last) changedAt = clock.now();
    last = now;
    next();
    if (slept || moved) changed();
  }

  function next(): void {
    const isRestless = eager() || clock.now() - changedAt < unrest;
    const ms = isRestless ? every.eager : every.calm;
    const expected = clock.now() + ms;
    cancel = clock.after(ms, () => look(expected));
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
