// A SeaTable connection as a person has it: live at once, and caught up after a break.
import { expect, test } from 'vitest';
import { accountToken, apiToken } from '#simulators/seatable/set-up';
import { type Desk, expectOk } from './desk';
import { lei, tableId, uuid } from './seatable-account';
import { begin, closeAfter, feed, live } from './seatable-desk';

test('changes arrive live without a public address, and what a break missed comes by the log, once', async () => {
  const { server, desk } = await begin({ apiToken });
  await live(server);
  const row = server.base.insert(tableId, { '0000': 'Acme' }, { user: lei });
  await desk.sawEvents(1);
  expect(desk.events[0]).toMatchObject({
    origin: 'live',
    action: 'created',
    base: { name: "CRM d'été" },
    table: { name: 'Deals' },
    record: { id: row, title: 'Acme' },
    actor: { kind: 'person', name: '李雷' },
  });

  server.drop();
  await expect.poll(() => server.listeners()).toBe(0);
  server.base.modify(tableId, row, { st01: '381992' }, { user: lei });
  await live(server);
  server.base.modify(tableId, row, { st01: '830278' }, { user: lei });
  await desk.sawEvents(3);
  expect(desk.events.map(({ changes }) => changes[0]?.afterText)).toEqual([
    'Acme',
    'Won 🎉',
    'Open',
  ]);
  expect(desk.events[1]?.origin).toBe('catch-up');
  expect(server.emitted).toEqual([]);
}, 30_000);

test('what webhook, channel and log all tell is one event', async () => {
  const { server, desk, id } = await begin({ apiToken, accountToken }, true);
  await live(server);
  await expect.poll(() => server.hooks.list.length, { timeout: 5000 }).toBe(1);
  const row = server.base.insert(tableId, { '0000': 'Acme' }, { user: lei });
  server.base.modify(tableId, row, { ck01: true }, { user: lei });
  server.base.remove(tableId, row, { user: lei });
  await server.hooks.idle();
  await desk.sawEvents(3);
  const list = async () =>
    expectOk(
      await desk.core.api['deliveries.list']({
        connectionId: id,
        state: 'decoded',
        beforeSeq: null,
        limit: 50,
      }),
    );
  await expect.poll(async () => (await list()).length, { timeout: 10_000 }).toBeGreaterThan(5);
  expect(await feed(desk)).toHaveLength(3);
  expect(new Set((await list()).map(({ channel }) => channel))).toContain('push');
}, 30_000);

test('what a webhook does not tell of a removed row comes with the log, once, and stays over a restart', async () => {
  const { server, desk } = await begin({ apiToken, accountToken }, true);
  await live(server);
  await expect.poll(() => server.hooks.list.length, { timeout: 5000 }).toBe(1);
  const row = server.base.insert(tableId, { '0000': 'Acme', ow01: [lei] }, { user: lei });
  await expect.poll(async () => (await feed(desk))[0]?.changes[1]?.afterText).toBe('李雷');
  server.faults.logDelay = 1500;
  server.base.remove(tableId, row, { user: lei });
  const gone = async (of: Desk) => (await feed(of)).filter(({ action }) => action === 'deleted');
  await expect.poll(async () => (await gone(desk))[0]?.changes.length, { timeout: 10_000 }).toBe(2);
  const [first] = await gone(desk);
  const again = await desk.restart();
  closeAfter(() => again.close());
  const { seq, deliveryId, receivedAt } = first ?? {};
  expect(await gone(again)).toMatchObject([
    {
      ...{ seq, deliveryId, receivedAt },
      record: { id: row, title: 'Acme' },
      actor: { kind: 'person', name: '李雷' },
      changes: [
        { field: { name: 'Name' }, beforeText: 'Acme', afterText: '' },
        { field: { name: 'Owner' }, beforeText: '李雷', afterText: '' },
      ],
    },
  ]);
}, 30_000);

test('after a break with a token that has ended, the channel is joined with a new one', async () => {
  const { server, desk } = await begin({ apiToken });
  await live(server);
  // By the channel, and to note where the log stands: what is older is not asked for.
  const looks = () => server.asked.filter((one) => one.includes('/operations/')).length;
  await expect.poll(looks).toBeGreaterThan(1);
  server.expireTokens();
  server.drop();
  await expect.poll(() => server.listeners()).toBe(0);
  server.base.insert('0001', { '0000': 'meanwhile' }, { user: lei });
  await live(server);
  server.base.insert('0001', { '0000': 'after' }, { user: lei });
  await desk.sawEvents(2);
  expect(desk.events.map(({ record }) => record?.title)).toEqual(['meanwhile', 'after']);
  const [connection] = expectOk(await desk.core.api['connections.list']({}));
  expect(connection?.live?.kind).toBe('on');
}, 30_000);

test('an account token alone watches the base that was picked: live, caught up, and with its webhook', async () => {
  const { server, desk } = await begin({ accountToken }, true, { baseUuid: uuid });
  await live(server);
  await expect.poll(() => server.hooks.list.length, { timeout: 5000 }).toBe(1);
  server.base.insert(tableId, { '0000': 'Acme' }, { user: lei });
  await desk.sawEvents(1);
}, 30_000);

test.each([{}, { baseUuid: uuid }])(
  'what an operation does not say of before is as it was told or read last, or is not told (%j)',
  async (config) => {
    let old = '';
    const { server, desk } = await begin({ apiToken }, false, config, ({ base }) => {
      old = base.insert(tableId, { '0000': 'Old', st01: '830278' }, { user: lei });
    });
    await live(server);
    const isRead = 'baseUuid' in config;
    const row = server.base.insert(tableId, { '0000': 'New', st01: '830278' }, { user: lei });
    const edit = (rowId: string, updated: object) =>
      server.base.note(
        { op_type: 'modify_row', table_id: tableId, row_id: rowId, updated, old_row: {} },
        { user: lei },
      );
    edit(row, { st01: '381992' });
    edit(row, { pc01: 0.5 });
    // The clocks of two machines are believed to a second.
    await new Promise((go) => setTimeout(go, isRead ? 2500 : 0));
    edit(old, { st01: '381992' });
    edit(old, { st01: '830278' });
    await desk.sawEvents(5);
    expect(
      desk.events.map(({ changes: [first] }) => [first?.beforeText, first?.afterText]),
    ).toEqual([
      ['', 'New'],
      ['Open', 'Won 🎉'],
      ['', '50%'],
      [isRead ? 'Open' : undefined, 'Won 🎉'],
      ['Won 🎉', 'Open'],
    ]);
  },
  30_000,
);

test('a row that was made empty is told as that, with who made it, before anything is read', async () => {
  const { server, desk } = await begin({ apiToken, accountToken }, true);
  await live(server);
  await expect
    .poll(async () => (await deskHealth(desk))?.comparedAt ?? null, { timeout: 10_000 })
    .not.toBeNull();
  const row = server.base.insert(tableId, {}, { user: lei });
  server.base.modify(tableId, row, { '0000': 'Acme' }, { user: lei });
  await desk.sawEvents(2);
  expect(desk.events).toMatchObject([
    { action: 'created', certainty: 'stated', record: { title: '' }, changes: [] },
    { action: 'updated', certainty: 'stated', record: { title: 'Acme' } },
  ]);
  expect(desk.events.map(({ actor }) => actor.kind)).toEqual(['person', 'person']);
}, 30_000);

test.each([
  ['says so', (_row: string) => null],
  ['does not say', (row: string) => ({ op_type: 'delete_row', table_id: tableId, row_id: row })],
])(
  'a row that was removed with nothing in it is told with who removed it, where its operation %s',
  async (_what, bare) => {
    let old = '';
    const { server, desk } = await begin({ apiToken }, false, { baseUuid: uuid }, ({ base }) => {
      old = base.insert(tableId, {}, { user: lei });
      base.insert(tableId, { '0000': 'Other' }, { user: lei });
    });
    await live(server);
    await expect
      .poll(async () => (await deskHealth(desk))?.comparedAt ?? null, { timeout: 10_000 })
      .not.toBeNull();
    const operation = bare(old);
    if (operation) server.base.note(operation, { user: lei });
    else server.base.remove(tableId, old, { user: lei });
    await desk.sawEvents(1);
    expect(desk.events).toMatchObject([
      {
        ...{ action: 'deleted', certainty: 'stated', record: { id: old, title: '' } },
        ...{ actor: { kind: 'person', name: '李雷' }, changes: [] },
      },
    ]);
  },
  30_000,
);

test.each([{}, { baseUuid: uuid }])(
  'a row that somebody removed is told with what was in it, though its operation does not say (%j)',
  async (config) => {
    let old = '';
    const { server, desk } = await begin({ apiToken }, false, config, ({ base }) => {
      old = base.insert(tableId, { '0000': 'Old', st01: '830278' }, { user: lei });
      base.insert(tableId, { '0000': 'Other' }, { user: lei });
    });
    await live(server);
    // Its table was read.
    await expect
      .poll(async () => (await deskHealth(desk))?.comparedAt ?? null, { timeout: 10_000 })
      .not.toBeNull();
    server.base.note({ op_type: 'delete_row', table_id: tableId, row_id: old }, { user: lei });
    await desk.sawEvents(1);
    expect(desk.events).toMatchObject([
      {
        action: 'deleted',
        certainty: 'stated',
        record: { id: old, title: 'Old' },
        actor: { kind: 'person', name: '李雷' },
        changes: [
          { field: { name: 'Name' }, beforeText: 'Old' },
          { field: { name: 'Status' }, beforeText: 'Open' },
        ],
      },
    ]);
  },
  30_000,
);

const deskHealth = async (desk: Desk) =>
  expectOk(await desk.core.api['connections.list']({}))[0]?.state;
