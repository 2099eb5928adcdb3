// Catching up with a SeaTable server that lets only so many calls be made in a minute: said as unfinished until it is done.
import { afterEach, expect, test } from 'vitest';
import { createHttp } from '#core/core';
import { sources } from '#core/sources/index';
import { openStore } from '#core/store/open';
import { createText, sayProblem } from '#shared/text/text';
import { apiToken } from '#simulators/seatable/set-up';
import { type Desk, expectOk, openDesk } from './desk';
import { startServer, tableId } from './seatable-account';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const gapsOf = async ({ core }: Desk) =>
  expectOk(await core.api['gaps.list']({ from: 0, to: 4e12, connectionId: null }));
const countOf = async ({ core }: Desk) => expectOk(await core.api['status.get']({})).events;

test('an absence stays open and says how far it was read, until the whole log is', async () => {
  const server = await startServer();
  closing.push(server.close);
  const vault = new Map<string, string>();
  const first = await openDesk({ http: createHttp(fetch), sources, vault });
  closing.push(() => first.close());
  const { id } = expectOk(
    await first.core.api['connections.save']({
      ...{ source: 'seatable', name: 'CRM', config: { server: server.url } },
      secrets: { apiToken },
    }),
  );
  const draft = { manage: false, target: {} };
  expectOk(await first.core.api['subscriptions.add']({ connectionId: id, draft }));
  await expect.poll(() => server.listeners(), { timeout: 10_000 }).toBe(1);
  const row = server.base.insert(tableId, { '0000': 'Acme' });
  await first.sawEvents(1);
  await first.core.stop();
  const store = expectOk(openStore(first.dataDir));
  store.saveAlive(Date.now() - 3_600_000);
  store.close();
  const missed = 600;
  for (let n = 0; n < missed; n += 1) server.base.modify(tableId, row, { '0000': `${n}` });

  // Fewer than a usual stretch takes: smaller ones are read.
  server.faults.limit = { calls: 18, windowMs: 1e9 };
  const desk = await openDesk({ http: createHttp(fetch), sources, vault, dataDir: first.dataDir });
  closing.push(() => desk.core.stop());
  const gap = async () => (await gapsOf(desk)).find(({ reason }) => reason === 'closed');
  const again = { again: expect.any(Number) };
  await expect.poll(gap, { timeout: 30_000 }).toMatchObject({
    state: 'filling',
    problem: { code: 'catch-up-unfinished', params: { connection: 'CRM', ...again } },
  });
  server.faults.limit = { calls: 36, windowMs: 1e9 };
  await desk.core.api['connections.catchUp']({ id });
  expect(await gap()).toMatchObject({
    state: 'filling',
    problem: { code: 'catch-up-reached', params: { reached: expect.any(Number), ...again } },
  });
  const problem = (await gap())?.problem;
  expect(problem && sayProblem(createText('en'), problem)).toMatch(
    /still catching up, so far until \d[^{}]*goes on by itself at \d/,
  );
  const status = expectOk(await desk.core.api['status.get']({}));
  expect(status.problems.map(({ code }) => code)).toContain('catch-up-reached');
  const soFar = await countOf(desk);
  expect(soFar).toBeGreaterThan(1);
  expect(soFar).toBeLessThan(missed + 1);
  expect(await gap()).toMatchObject({ recovered: soFar - 1 });

  server.faults.limit = null;
  await desk.core.api['connections.catchUp']({ id });
  await expect.poll(gap).toMatchObject({ state: 'filled', recovered: missed, problem: null });
  expect(await countOf(desk)).toBe(missed + 1);
}, 90_000);
