// How long a public address stays away after the network is back: this app, and ngrok's SDK with its own reconnecting.
import { setTimeout as wait } from 'node:timers/promises';
import { createLaptop, type Laptop } from '../../tunnel/laptop';
import { startLaptopApp, untilReached } from '../../tunnel/laptop-app';
import { createNgrokService, type NgrokService } from '../../tunnel/ngrok-service/service';
import { startRival } from './rival';

interface Outage {
  readonly name: string;
  /** Breaks the network and mends it. */
  happen(laptop: Laptop, service: NgrokService): Promise<void>;
}

const line = (ms: number) => async (laptop: Laptop) => {
  laptop.line('cut');
  await wait(ms);
  laptop.line('whole');
};

export const outages: readonly Outage[] = [
  { name: '5 s, line behind the router', happen: line(5000) },
  { name: '60 s, line behind the router', happen: line(60_000) },
  {
    name: '5 s, own cable',
    async happen(laptop) {
      laptop.cable('out');
      await wait(5000);
      laptop.cable('in');
    },
  },
  {
    name: '5 s, own cable, new IP',
    async happen(laptop) {
      laptop.cable('out');
      await wait(5000);
      laptop.changeAddress();
      laptop.cable('in');
    },
  },
  {
    name: '5 s, the service itself',
    async happen(_laptop, service) {
      await service.pause();
      await wait(5000);
      await service.resume();
    },
  },
];

/** ms that each may take to be back; the second wait of the SDK is 125 s long. */
const limits = { app: 60_000, rival: 150_000 } as const;

/** ms: heartbeats are 5 s apart, and an outage keeps to none of them. */
const anyMoment = () => 1000 + 5000 * Math.random();

/** One that takes an agent for gone when it has been silent for as long as the agent itself said it would wait: 5 s and 3 s. */
async function startService(laptop: Laptop): Promise<NgrokService> {
  const service = await createNgrokService({ announce: 'door', host: laptop.service });
  service.faults.expiryMs = 8000;
  return service;
}

const laptops = new Set<Laptop>();

/** Leaves nothing behind, whatever is under way. */
export function closeLaptops(): void {
  for (const laptop of laptops) laptop.close();
}

async function onLaptop<T>(work: (laptop: Laptop, service: NgrokService) => Promise<T>) {
  const laptop = createLaptop();
  laptops.add(laptop);
  try {
    const service = await startService(laptop);
    try {
      return await work(laptop, service);
    } finally {
      await service.close();
    }
  } finally {
    laptops.delete(laptop);
    laptop.close();
  }
}

/** @returns ms from the network's return until a request is carried and the app says that it is online; null: too late */
export const recoverApp = ({ happen }: Outage): Promise<number | null> =>
  onLaptop(async (laptop, service) => {
    const app = await startLaptopApp(laptop, service);
    try {
      await app.until('online');
      const { url } = await service.facts.waitFor('bind');
      await wait(anyMoment());
      await happen(laptop, service);
      const back = performance.now();
      if ((await untilReached(url, limits.app)) === null) return null;
      await app.until('online');
      return performance.now() - back;
    } finally {
      await app.close();
    }
  });

/** The same for the SDK, which says nothing when it is back. */
export const recoverRival = ({ happen }: Outage): Promise<number | null> =>
  onLaptop(async (laptop, service) => {
    const rival = await startRival(laptop, service);
    try {
      await wait(anyMoment());
      await happen(laptop, service);
      return await untilReached(rival.url, limits.rival);
    } finally {
      await rival.close();
    }
  });

/** Several at a time, since most of the time is spent waiting; never two starts at the same moment. */
export async function inLanes<T>(
  jobs: readonly (() => Promise<T>)[],
  lanes: number,
): Promise<readonly T[]> {
  const results: T[] = [];
  let next = 0;
  const lane = async (offset: number): Promise<void> => {
    await wait(offset * 1700);
    for (let index = next++; index < jobs.length; index = next++) {
      const job = jobs[index];
      if (job) results[index] = await job();
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, offset) => lane(offset)));
  return results;
}
