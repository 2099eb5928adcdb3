// A simulated SeaTable server and channels to it for one test, closed when the test ends.
import { afterEach, expect } from 'vitest';
import type { SeatableService } from '#simulators/seatable/service';
import { connect, type Listening, listenLive, startServer } from './seatable-account';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Closed after the test, the last one first. */
export const closeAfter = (close: () => unknown): void => void closing.push(close);

export async function begin(...given: Parameters<typeof startServer>): Promise<SeatableService> {
  const server = await startServer(...given);
  closeAfter(server.close);
  return server;
}

/** @returns a live channel that is up */
export async function listen(server: SeatableService): Promise<Listening> {
  const live = listenLive(connect(server));
  closeAfter(live.close);
  await expect.poll(() => live.ups(), { timeout: 5000 }).toBe(1);
  return live;
}
