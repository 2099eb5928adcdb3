// A SeaTable connection whose API token was lost with the keyring asks for that, and for nothing else.
import { afterEach, expect, test } from 'vitest';
import { createHttp } from '#core/core';
import { sources } from '#core/sources/index';
import { createText, sayProblem } from '#shared/text/text';
import { apiToken } from '#simulators/seatable/set-up';
import { expectOk, openDesk } from './desk';
import { startServer } from './seatable-account';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

test('after a restart without a keyring, the lost API token is asked for, not an account token', async () => {
  const server = await startServer();
  closing.push(server.close);
  const vault = new Map<string, string>();
  const first = await openDesk({ http: createHttp(fetch), sources, vault });
  const { id } = expectOk(
    await first.core.api['connections.save']({
      ...{ source: 'seatable', name: 'CRM', config: { server: server.url } },
      secrets: { apiToken },
    }),
  );
  const draft = { manage: true, target: {} };
  expectOk(await first.core.api['subscriptions.add']({ connectionId: id, draft }));
  await expect.poll(() => server.listeners(), { timeout: 10_000 }).toBe(1);
  vault.clear();
  const desk = await first.restart();
  closing.push(() => desk.close());

  const lost = { code: 'secret-lost', params: { name: 'apiToken' } };
  expectOk(await desk.core.api['connections.check']({ id }));
  const [connection] = expectOk(await desk.core.api['connections.list']({}));
  expect(connection?.subscriptions).toMatchObject([{ problem: lost }]);
  const { problems } = expectOk(await desk.core.api['status.get']({}));
  expect(problems).toMatchObject([lost]);
  expect(problems.map((one) => sayProblem(createText('en'), one))).toEqual([
    expect.stringContaining('“API token of the base”'),
  ]);
}, 30_000);
