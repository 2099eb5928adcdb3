// Sleep and loss of the network, told to the core: in both nothing can arrive, and afterwards there is something to fetch.
import type { Net, PowerMonitor } from 'electron';
import type { Core } from '#core/core';
import type { Clock } from '#core/ports';

/** ms between two looks at the network; the main process gets no event for it. */
const lookEvery = 10_000;

interface PowerNeeds {
  readonly power: Pick<PowerMonitor, 'on'>;
  readonly net: Pick<Net, 'online'>;
  readonly clock: Clock;
  readonly core: Pick<Core, 'woke' | 'online'>;
}

/** @returns a function that stops looking */
export function watchPower({ power, net, clock, core }: PowerNeeds): () => void {
  let sleptAt: number | null = null;
  let online = true;
  let cancel = () => {};

  power.on('suspend', () => {
    sleptAt = clock.now();
  });
  power.on('resume', () => {
    core.woke(sleptAt === null ? 0 : clock.now() - sleptAt);
    sleptAt = null;
  });
  // A link may have died behind a locked screen.
  power.on('unlock-screen', () => core.woke(0));

  function look(): void {
    cancel = clock.after(lookEvery, look);
    if (net.online === online) return;
    online = net.online;
    core.online(online);
  }
  look();
  return () => cancel();
}
