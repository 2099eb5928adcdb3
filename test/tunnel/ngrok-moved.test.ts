// A random name of ngrok's that changes at a reconnect: webhooks made by hand are left behind, and that is said until one has followed.
import { expect, test } from 'vitest';
import { connectSeaTable, expectOk, seatableEdit } from '../integration/desk';
import { desk, online, send, service, status, until } from './ngrok-desk';

const view = async () => {
  const [connection] = expectOk(await desk.core.api['connections.list']({}));
  if (!connection) throw new Error('no connection');
  return connection;
};
const gaps = async () =>
  expectOk(
    await desk.core.api['gaps.list']({
      from: 0,
      to: Number.MAX_SAFE_INTEGER,
      connectionId: null,
    }),
  );
const shown = async () => (await view()).subscriptions[0]?.callbackUrl ?? '';

async function rename(before: string): Promise<string> {
  service.changeRandomName();
  service.dropLinks('reset');
  const next = await until((state) => state.kind === 'online' && state.url !== before);
  return next.kind === 'online' ? next.url : '';
}

test('a webhook made by hand that calls the old name is a problem and a gap until a delivery comes by the new one', {
  timeout: 40_000,
}, async () => {
  await connectSeaTable(desk);
  const first = await online({ domain: null });
  expect(await send(await shown(), seatableEdit('r1', 'a', 'b'))).toBe(200);
  await expect.poll(async () => (await view()).health).toBe('ok');

  const next = await rename(first);
  const moved = { code: 'address-changed', params: { connection: 'CRM', address: next } };
  await expect.poll(async () => (await view()).health).toBe('attention');
  expect((await view()).subscriptions[0]?.problem).toEqual(moved);
  expect((await status()).problems).toContainEqual(moved);
  expect((await status()).health).toBe('attention');
  await expect
    .poll(() => desk.notifications.filter(({ eventId }) => eventId === null))
    .toEqual([
      expect.objectContaining({
        title: expect.stringContaining('CRM'),
        body: expect.stringContaining(next),
      }),
    ]);
  await expect
    .poll(gaps, { timeout: 15_000 })
    .toMatchObject([{ reason: 'unreachable', connectionId: (await view()).id, state: 'open' }]);

  expect(await send(await shown(), seatableEdit('r1', 'b', 'c'))).toBe(200);
  await expect.poll(async () => (await view()).health).toBe('ok');
  expect((await view()).subscriptions[0]?.problem).toBeNull();
  expect(await gaps()).toMatchObject([{ state: 'unfilled' }]);
});

test('it is still so after the address was switched off and on', { timeout: 40_000 }, async () => {
  await connectSeaTable(desk);
  const first = await online({ domain: null });
  await send(await shown(), seatableEdit('r1', 'a', 'b'));
  await rename(first);
  await expect.poll(async () => (await view()).health).toBe('attention');
  expectOk(await desk.core.api['settings.set']({ publicAddress: null }));
  expect((await status()).problems).toEqual([{ code: 'public-address-missing' }]);
  await online({ domain: null });
  await expect
    .poll(async () => (await view()).subscriptions[0]?.problem?.code)
    .toBe('address-changed');
});
