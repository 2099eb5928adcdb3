// Deliveries that cannot be checked here and now: kept, not read, never trimmed, and read by themselves once they can be.
import { createHmac } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { connectSeaTable, type Desk, expectOk, openDesk, post, seatableEdit } from './desk';

let desk: Desk;
const vault = new Map<string, string>();
afterEach(async () => {
  vault.clear();
  await desk.close();
});

const signed = (body: string, secret: string) => ({
  'x-seatable-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
});

async function states() {
  const all = { state: null, connectionId: null, beforeSeq: null, limit: 500 };
  return expectOk(await desk.core.api['deliveries.list'](all)).map((delivery) => delivery.state);
}

/** A desk whose secret was entered once, and is lost with the keyring. @returns the address */
async function loseSecret(): Promise<string> {
  desk = await openDesk({ vault });
  const address = await connectSeaTable(desk, { webhookSecret: 'S' });
  vault.clear();
  desk = await desk.restart();
  return desk.url + new URL(address).pathname;
}

test('entering the secret again reads what is genuine and nothing else', async () => {
  const address = await loseSecret();
  const genuine = seatableEdit('genuine', 'a', 'b');
  const forged = seatableEdit('forged', 'a', 'b');
  expect((await post(address, genuine, signed(genuine, 'S'))).status).toBe(200);
  expect((await post(address, forged, signed(forged, 'guess'))).status).toBe(200);
  expect(desk.events).toEqual([]);
  expect(expectOk(await desk.core.api['status.get']({}))).toMatchObject({
    health: 'attention',
    problems: [{ code: 'connection-locked', params: { connection: 'CRM', name: 'webhookSecret' } }],
  });

  const [connection] = expectOk(await desk.core.api['connections.list']({}));
  expectOk(
    await desk.core.api['connections.save']({
      id: connection?.id ?? '',
      source: 'seatable',
      name: 'CRM',
      config: {},
      secrets: { webhookSecret: 'S' },
    }),
  );
  expect((await desk.sawEvents(1)).map((event) => event.record?.id)).toEqual(['genuine']);
  await expect.poll(states).toEqual(['held', 'decoded']);
  expect(expectOk(await desk.core.api['status.get']({})).problems).toEqual([]);
});

test('none of them is trimmed, however many come', async () => {
  const address = await loseSecret();
  for (let n = 0; n < 12; n += 1) {
    const batch = Array.from({ length: 50 }, (_, i) =>
      post(address, seatableEdit(`r${n}-${i}`, 'a', 'b')),
    );
    for (const answer of await Promise.all(batch)) expect(answer.status).toBe(200);
  }
  const counted = expectOk(
    await desk.core.api['deliveries.list']({
      state: 'held',
      connectionId: null,
      beforeSeq: null,
      limit: 500,
    }),
  );
  expect(counted).toHaveLength(500);
  const last = counted.at(-1)?.seq ?? 0;
  const rest = { state: 'held', connectionId: null, beforeSeq: last, limit: 500 } as const;
  expect(expectOk(await desk.core.api['deliveries.list'](rest))).toHaveLength(100);
});

test('one connection does not get the secrets of another with a similar name', async () => {
  desk = await openDesk({ vault });
  for (const [id, secret] of [
    ['sales', 'first'],
    ['sales-2', 'second'],
  ] as const) {
    const draft = { source: 'seatable', name: id, config: {}, secrets: { webhookSecret: secret } };
    expectOk(await desk.core.api['connections.save']({ ...draft, id, source: 'seatable' }));
  }
  const added = expectOk(
    await desk.core.api['subscriptions.add']({
      connectionId: 'sales',
      draft: { id: 'sales-2', manage: false, target: {} },
    }),
  );
  const body = seatableEdit('r1', 'a', 'b');
  expect((await post(added.callbackUrl, body, signed(body, 'second'))).status).toBe(401);
  expect((await post(added.callbackUrl, body, signed(body, 'first'))).status).toBe(200);
});
