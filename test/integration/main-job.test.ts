// The main job in the core: a delivery becomes an event, a notification and a count; nothing accepted is lost.
import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectSeaTable, type Desk, expectOk, openDesk, post, seatableEdit } from './desk';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

test('an edit becomes a row, a notification and an unread count', async () => {
  const address = await connectSeaTable(desk);
  expect((await post(address, seatableEdit('r1', '待处理', '已完成'))).status).toBe(200);
  const [event] = await desk.sawEvents(1);

  expect(event).toMatchObject({
    source: 'seatable',
    action: 'updated',
    record: { id: 'r1', title: '深圳' },
    table: { name: 'Opportunities' },
    changes: [{ field: { name: '状态' }, beforeText: '待处理', afterText: '已完成' }],
    origin: 'push',
    certainty: 'stated',
  });
  await expect.poll(() => desk.notifications.length).toBe(1);
  expect(desk.notifications[0]).toMatchObject({
    title: '深圳 — Opportunities',
    body: '状态: 待处理 → 已完成',
    eventId: event?.id,
  });
  const page = expectOk(
    await desk.core.api['feed.page']({ query: '完成', after: null, limit: 10 }),
  );
  expect(page.rows.map((row) => row.id)).toEqual([event?.id]);
  expect(expectOk(await desk.core.api['status.get']({}))).toMatchObject({ unread: 1, events: 1 });

  expectOk(await desk.core.api['feed.mark']({ target: { query: '' }, unread: false }));
  expect(expectOk(await desk.core.api['status.get']({})).unread).toBe(0);
});

test('the same delivery twice gives one event, one notification, and a repeat that can be seen', async () => {
  const address = await connectSeaTable(desk);
  const body = seatableEdit('r1', 'a', 'b');
  await post(address, body);
  await desk.sawEvents(1);
  expect((await post(address, body)).status).toBe(200);
  await post(address, seatableEdit('r2', 'a', 'b'));
  expect((await desk.sawEvents(2)).map((event) => event.record?.id)).toEqual(['r1', 'r2']);
  const deliveries = expectOk(
    await desk.core.api['deliveries.list']({
      state: null,
      connectionId: null,
      beforeSeq: null,
      limit: 10,
    }),
  );
  expect(deliveries.map((delivery) => delivery.repeats)).toEqual([0, 1]);
});

test('a wrong signature is refused, kept, and read once the secret is mended', async () => {
  const address = await connectSeaTable(desk, { webhookSecret: 'old secret' });
  const body = seatableEdit('r1', 'a', 'b');
  const sign = (secret: string) => ({
    'x-seatable-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  });
  expect((await post(address, body)).status).toBe(401);
  expect((await post(address, body, sign('new secret'))).status).toBe(401);
  expect(desk.events).toEqual([]);

  const [connection] = expectOk(await desk.core.api['connections.list']({}));
  expectOk(
    await desk.core.api['connections.save']({
      id: connection?.id ?? '',
      source: 'seatable',
      name: 'CRM',
      config: {},
      secrets: { webhookSecret: 'new secret' },
    }),
  );
  const replayed = expectOk(
    await desk.core.api['deliveries.replay']({ target: { states: ['rejected'] } }),
  );
  expect(replayed.queued).toBe(1); // the unsigned one stays refused
  expect(await desk.sawEvents(1)).toMatchObject([{ record: { id: 'r1' }, origin: 'replay' }]);
});

test('a replay of what is known already adds nothing and announces nothing', async () => {
  const address = await connectSeaTable(desk);
  await post(address, seatableEdit('r1', 'a', 'b'));
  await desk.sawEvents(1);
  expectOk(await desk.core.api['deliveries.replay']({ target: { states: ['decoded'] } }));
  await post(address, seatableEdit('r2', 'a', 'b'));
  await desk.sawEvents(2);
  expect(expectOk(await desk.core.api['status.get']({})).events).toBe(2);
  expect(desk.notifications).toHaveLength(2);
});

test('a flood becomes one digest', async () => {
  const address = await connectSeaTable(desk);
  await Promise.all(
    Array.from({ length: 40 }, (_, n) => post(address, seatableEdit(`r${n}`, 'a', 'b'))),
  );
  await desk.sawEvents(40);
  const digests = () =>
    desk.notifications.filter(({ title }) => title.startsWith('Opportunities: '));
  await expect.poll(() => digests().length, { timeout: 8000 }).toBe(1);
  expect(desk.notifications.length).toBeLessThanOrEqual(4);
});

test('events, addresses and settings outlive a restart', async () => {
  const address = await connectSeaTable(desk);
  await post(address, seatableEdit('r1', 'a', 'b'));
  await desk.sawEvents(1);
  expectOk(await desk.core.api['settings.set']({ theme: 'dark' }));
  desk = await desk.restart();
  expect(expectOk(await desk.core.api['settings.get']({}))).toMatchObject({
    theme: 'dark',
    density: 'comfortable',
  });
  expect(
    (await post(desk.url + new URL(address).pathname, seatableEdit('r2', 'a', 'b'))).status,
  ).toBe(200);
  await desk.sawEvents(1);
  const page = expectOk(await desk.core.api['feed.page']({ query: '', after: null, limit: 10 }));
  expect(page.rows).toHaveLength(2);
});

test('a call with a wrong input says which member', async () => {
  // A page that is not ours could send anything; the types are no protection.
  const answer = await desk.core.api['feed.page']({ query: 1, after: null, limit: 10 } as never);
  expect(answer).toMatchObject({
    ok: false,
    error: { code: 'input-invalid', params: { path: 'query' } },
  });
});

test('removing a connection closes its address', async () => {
  const address = await connectSeaTable(desk);
  const [connection] = expectOk(await desk.core.api['connections.list']({}));
  expectOk(await desk.core.api['connections.remove']({ id: connection?.id ?? '' }));
  expect((await post(address, seatableEdit('r1', 'a', 'b'))).status).toBe(404);
});
