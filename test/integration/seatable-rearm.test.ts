// A webhook that SeaTable has switched off is switched on again.
import { expect, test } from 'vitest';
import { accountToken, apiToken } from '#simulators/seatable/set-up';
import { expectOk } from './desk';
import { lei, tableId } from './seatable-account';
import { begin, closeAfter, feed, live } from './seatable-desk';

test('a webhook that the service switched off is switched on again, and that is said', async () => {
  const { server, desk, id } = await begin({ apiToken, accountToken }, true);
  await expect.poll(() => server.hooks.list.length, { timeout: 5000 }).toBe(1);
  const [hook] = server.hooks.list;
  if (!hook) throw new Error('no hook');
  hook.is_valid = false;
  expectOk(await desk.core.api['connections.check']({ id }));
  expect(server.hooks.list).toHaveLength(1);
  expect(server.hooks.list[0]).toMatchObject({ id: hook.id, is_valid: true });
  const [connection] = expectOk(await desk.core.api['connections.list']({}));
  expect(connection?.findings).toMatchObject([{ kind: 'disabled', state: 'mended' }]);
});

test('one refused connection switches the webhook off; at the next start it is switched on, said, and nothing is lost', async () => {
  const { server, desk } = await begin({ apiToken, accountToken }, true);
  await live(server);
  await expect.poll(() => server.hooks.list.length, { timeout: 5000 }).toBe(1);
  const row = server.base.insert(tableId, { '0000': 'Acme' }, { user: lei });
  await desk.sawEvents(1);
  await desk.core.stop();
  server.base.modify(tableId, row, { ck01: true }, { app: 'importer' });
  await server.hooks.idle();
  expect(server.hooks.list).toMatchObject([{ is_valid: false }]);

  const again = await desk.restart();
  closeAfter(() => again.close());
  await expect
    .poll(() => server.hooks.list, { timeout: 10_000 })
    .toMatchObject([{ is_valid: true }]);
  const findings = async () =>
    expectOk(await again.core.api['connections.list']({}))[0]?.findings ?? [];
  await expect.poll(findings).toMatchObject([{ kind: 'disabled', state: 'mended' }]);
  await expect
    .poll(async () => (await feed(again))[0], { timeout: 10_000 })
    .toMatchObject({
      origin: 'catch-up',
      record: { title: 'Acme' },
      actor: { kind: 'api', name: 'importer' },
      changes: [{ field: { name: 'Signed' }, afterText: '✓' }],
    });
  expect(await feed(again)).toHaveLength(2);
}, 40_000);
