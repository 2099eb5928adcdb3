// One event on its way to the app: tried, and tried again on the service's plan, by whichever road the app has chosen.
import type { SimulatorClock } from '../clock';
import type { OpenJournal } from '../kdocs/journal';

export interface Sending {
  readonly eventId: string;
  readonly type: string;
  readonly tries: number;
  readonly fate: 'under-way' | 'delivered' | 'refused' | 'lost';
}

/** ms before each further try: https://open.larksuite.com/document/ukTMukTMukTM/uUTNz4SN1MjL1UzM */
const retryDelays: readonly number[] = [15_000, 300_000, 3_600_000, 21_600_000];

/** One try. @returns whether the app took it; null: there was nobody to send to */
type Try = () => Promise<boolean | null>;

export interface Deliverer {
  send(about: { readonly eventId: string; readonly type: string }, attempt: Try): void;
  /** So many tries of each event fail on the way, from now on. */
  late: number;
  stop(): void;
}

export function createDeliverer(clock: SimulatorClock, journal: OpenJournal<Sending>): Deliverer {
  let isStopped = false;
  const waiting = new Set<() => void>();

  async function attemptAt(place: number, tries: number, attempt: Try): Promise<void> {
    const taken = await attempt();
    if (isStopped) return;
    if (taken !== false) {
      journal.update(place, { tries, fate: taken ? 'delivered' : 'lost' });
      return;
    }
    const delay = retryDelays[tries - 1];
    if (delay === undefined) {
      journal.update(place, { tries, fate: 'refused' });
      return;
    }
    journal.update(place, { tries });
    const cancel = clock.after(delay, () => {
      waiting.delete(cancel);
      void attemptAt(place, tries + 1, attempt);
    });
    waiting.add(cancel);
  }

  const deliverer: Deliverer = {
    late: 0,
    send({ eventId, type }, attempt) {
      const place = journal.add({ eventId, type, tries: 0, fate: 'under-way' });
      let lost = deliverer.late;
      void attemptAt(place, 1, async () => {
        lost -= 1;
        return lost >= 0 ? false : attempt();
      });
    },
    stop() {
      isStopped = true;
      for (const cancel of waiting) cancel();
    },
  };
  return deliverer;
}
