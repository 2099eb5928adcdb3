// The whole app connected to the simulated SeaTable, watching its base.
import { afterEach, expect } from 'vitest';
import { createHttp } from '#core/core';
import { sources } from '#core/sources/index';
import type { SeatableService } from '#simulators/seatable/service';
import { type Desk, expectOk, openDesk } from './desk';
import { startServer } from './seatable-account';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Closed after the test, the last one first. */
export const closeAfter = (close: () => unknown): void => void closing.push(close);

/** Watches the whole base. @param prepare what the server is like before the app meets it */
export async function begin(
  secrets: Readonly<Record<string, string>>,
  manage = false,
  config: object = {},
  prepare: (server: SeatableService) => unknown = () => {},
): Promise<{ server: SeatableService; desk: Desk; id: string; callbackUrl: string }> {
  const server = await startServer();
  closeAfter(server.close);
  prepare(server);
  const vault = new Map<string, string>();
  const desk = await openDesk({ http: createHttp(fetch), sources, vault });
  closeAfter(() => desk.close());
  const { id } = expectOk(
    await desk.core.api['connections.save']({
      source: 'seatable',
      name: 'CRM',
      config: { server: server.url, ...config },
      secrets: { ...secrets },
    }),
  );
  const draft = { manage, target: {} };
  const added = expectOk(await desk.core.api['subscriptions.add']({ connectionId: id, draft }));
  return { server, desk, id, callbackUrl: added.callbackUrl };
}

export const feed = async (desk: Desk) =>
  expectOk(await desk.core.api['feed.page']({ query: '', after: null, limit: 100 })).rows;

export const live = async (server: SeatableService) =>
  expect.poll(() => server.listeners(), { timeout: 10_000 }).toBe(1);
