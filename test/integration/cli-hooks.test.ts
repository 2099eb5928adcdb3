// Managed hooks from a config file: made, kept over restarts, renewed and removed as the file says, and never a way in.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createStandIn, type StandIn } from '../sources/nocodb/stand-in';
import { post } from './desk';
import { config, events, serve } from './program';

let server: StandIn;
beforeEach(async () => {
  server = await createStandIn();
});
afterEach(() => server.close());

const file = (...subscriptions: readonly object[]) =>
  config([
    {
      id: 'noco',
      source: 'nocodb',
      name: 'Noco',
      config: { server: server.url },
      secrets: { token: 'T' },
      subscriptions,
    },
  ]);

const watched = (tableId: string) => ({ id: 's1', address: 'noco-address', manage: true, tableId });

/** Runs `serve` until the server knows as many hooks as wanted, then ends it. */
async function runUntilHooks(path: string, count: number): Promise<void> {
  const served = await serve('--config', path);
  await expect.poll(() => server.hooks.size, { timeout: 8000 }).toBe(count);
  served.child.kill('SIGTERM');
  expect(await served.exited).toBe(0);
}

const deletion = (key: number) =>
  JSON.stringify({
    type: 'records.after.delete',
    id: `d${key}`,
    version: 'v3',
    data: { table_id: 'ta', table_name: 'T', rows: [{ Id: key, Name: 'x' }] },
  });

test('what came unchecked while the token was away never becomes an event by itself', async () => {
  const path = file(watched('ta'));
  await runUntilHooks(path, 1);
  const without = await serve();
  const to = `${without.receiver}/in/noco-address`;
  expect((await post(to, deletion(1))).status).toBe(200);
  expect((await post(to, deletion(2), { 'x-tablewatch-secret': 'guess' })).status).toBe(200);
  without.child.kill('SIGTERM');
  await without.exited;

  const again = await serve('--config', path);
  expect((await post(`${again.receiver}/in/noco-address`, deletion(3))).status).toBe(401);
  expect(await events()).toEqual([]);
});

test('a restart leaves a hook that is right, another table gets its own, and no table none', async () => {
  await runUntilHooks(file(watched('ta')), 1);
  const [first] = server.hooks.keys();
  await runUntilHooks(file(watched('ta')), 1);
  expect([...server.hooks.keys()]).toEqual([first]);

  const other = await serve('--config', file(watched('tb')));
  const times = (wanted: string) => server.asked.filter(({ method }) => method === wanted).length;
  await expect
    .poll(() => times('DELETE') === 1 && server.hooks.size === 1, { timeout: 8000 })
    .toBe(true);
  expect([...server.hooks.keys()]).not.toEqual([first]);
  other.child.kill('SIGTERM');
  await other.exited;

  await runUntilHooks(file(), 0);
});
