// What goes through ngrok is counted as ngrok counts it, and its word about a used-up month is shown with the count.
import { expect, test } from 'vitest';
import { connectSeaTable, expectOk, seatableEdit } from '../integration/desk';
import { address, choose, desk, domain, online, send, service, status, until } from './ngrok-desk';
import { edgeRefusals } from './ngrok-service/refusals';

const usage = async () => (await status()).tunnelUsage;
const used = async () => (await usage())?.meters.map((meter) => meter.used) ?? [];

test('counts every request by the address, our own and refused ones too, and none from this machine', async () => {
  const callbackUrl = await connectSeaTable(desk);
  expect(await usage()).toBeNull();
  const url = await online();
  await expect.poll(used).toEqual([1, expect.any(Number)]); // our own question
  const [, dataBefore = 0] = await used();

  const { pathname } = new URL(callbackUrl);
  const body = seatableEdit('r1', 'a', 'x'.repeat(50_000));
  expect(await send(url + pathname, body)).toBe(200);
  expect(await send(`${url}/in/unknown`, '{}')).toBe(404);
  expect((await fetch(`${desk.url}/in/unknown`, { method: 'POST', body: '{}' })).status).toBe(404);
  await expect.poll(async () => (await used())[0]).toBe(3);
  expect(service.facts.count('request')).toBe(3); // as the service counted

  const counted = await usage();
  expect(counted?.received).toBeGreaterThan(50_000);
  const [, dataOut = 0] = await used();
  expect(dataOut - dataBefore).toBeGreaterThan(40); // two answers' heads
  expect(dataOut - dataBefore).toBeLessThan(2000);
  expect(counted?.meters).toMatchObject([
    { id: 'requests', limit: 20_000, state: 'enough', declared: false },
    { id: 'data-out', limit: 1e9, state: 'enough' },
  ]);
});

test('a plan that is used up is said beforehand and after, and another plan needs no new link', async () => {
  await online();
  await expect.poll(async () => (await used())[0]).toBe(1);
  const plan = (requests: number) =>
    desk.core.api['settings.set']({
      publicAddress: address({ plan: { requests, gigabytes: null } }),
    });
  expectOk(await plan(2));
  expect((await usage())?.meters).toMatchObject([{ limit: 2, state: 'saving' }, { limit: null }]);
  expect((await status()).problems).toMatchObject([{ code: 'ngrok-requests-short' }]);
  expectOk(await plan(1));
  expect((await status()).problems).toMatchObject([{ code: 'ngrok-requests-spent' }]);
  expectOk(await plan(100_000));
  expect(await status()).toMatchObject({ problems: [], tunnel: { kind: 'online' } });
  expect(service.facts.count('login')).toBe(1);
  expect(service.bindings()).toMatchObject([{ domain }]);
});

test.each([
  ['requestsOfTheMonth', 'ngrok-quota-month', ['spent', 'enough']],
  ['dataOfTheMonth', 'ngrok-quota-data', ['enough', 'spent']],
] as const)('what the edge refuses for %s shows in the count', async (name, code, states) => {
  service.faults.edge = edgeRefusals[name];
  await choose();
  expect(await until('retrying')).toMatchObject({ problem: { code } });
  const counted = await usage();
  expect(counted?.meters.map(({ state }) => state)).toEqual(states);
  service.faults.edge = null;
  expectOk(await desk.core.api['tunnel.retry']({}));
  await until('online');
  expect((await usage())?.meters.map(({ state }) => state)).toEqual(['enough', 'enough']);
});
