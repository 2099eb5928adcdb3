// Callbacks of the simulated platform: who hears of which edit, in what form, and how often.
import { expect, test } from 'vitest';
import { at, openPlatform } from './platform';

const people = (count: number) => Array.from({ length: count }, (_, n) => ({ 姓名: `P${n}` }));

test('added records are told as the page prints it', async () => {
  const { service, clock, receiver, subscribe } = await openPlatform();
  await subscribe('1/records/create');
  service.document().addRecords(1, people(2));
  await service.settled();
  expect(receiver.arrivals).toEqual([
    {
      path: '/1/records/create',
      contentType: 'application/json',
      body: {
        webhook_id: '',
        type: 'dbt.records.create',
        events: [
          {
            timestamp: Math.floor(clock.now() / 1000),
            content: { sheetId: 1, recordIds: ['D', 'E'], count: 2 },
          },
        ],
      },
    },
  ]);
  expect(service.callbacks.entries).toMatchObject([
    { fate: 'delivered', verified: true, attempts: [{ status: 200, answer: '{"code":0}' }] },
  ]);
});

test('above 100 the records are not named, at 100 they are', async () => {
  const { service, receiver, subscribe } = await openPlatform();
  await subscribe('1/records/create');
  service.document().addRecords(1, people(100));
  service.document().addRecords(1, people(101));
  await service.settled();
  const [exact, above] = receiver.arrivals.map(({ body }) => at(body, 'events', 0, 'content'));
  expect(at(exact, 'recordIds')).toHaveLength(100);
  expect(above).toEqual({ sheetId: 1, count: 101 });
});

test('every hook hears of its edits alone', async () => {
  const { service, subscribe } = await openPlatform();
  for (const path of [
    'records/create',
    'fields/create',
    'description',
    'icon',
    'remove',
    'views/B/remove',
  ]) {
    await subscribe(`1/${path}`);
  }
  await subscribe('1/cells/fields/update', { fields: ['C', 'E'] });
  await subscribe('1/cells/records/update', { records: ['B'] });
  const document = service.document();
  const heard = async (edit: () => void) => {
    const before = service.callbacks.entries.length;
    edit();
    await service.settled();
    return service.callbacks.entries
      .slice(before)
      .map(({ body }) => [body.type, body.events[0]?.content]);
  };
  const update = (id: string, fields: Record<string, unknown>) => () =>
    document.updateRecords(1, [{ id, fields }]);

  expect(await heard(update('A', { 人数: 9, 备注: 'x' }))).toEqual([
    ['dbt.cells.fields.update', { sheetId: 1, recordIds: ['A'], fieldIds: ['E'] }],
  ]);
  expect(await heard(update('B', { 备注: 'y' }))).toEqual([
    ['dbt.cells.records.update', { sheetId: 1, recordIds: ['B'], fieldIds: ['B'] }],
  ]);
  expect(await heard(update('A', { 备注: 'z' }))).toEqual([]);
  expect(await heard(update('B', { 状态: '已缴费' }))).toEqual([]); // its own value again
  expect(await heard(() => document.deleteRecords(1, ['C']))).toEqual([]);
  expect(await heard(() => document.renameField(1, 'C', 'State'))).toEqual([]);
  expect(await heard(() => document.addFields(1, [{ name: 'Neu' }]))).toEqual([
    ['dbt.fields.create', { sheetId: 1, fieldIds: ['K'] }],
  ]);
  expect(await heard(() => document.setDescription(1, 'new'))).toEqual([
    ['dbt.sheets.description', { sheetId: 1 }],
  ]);
  expect(await heard(() => document.setIcon(1, '🎫'))).toEqual([
    ['dbt.sheets.icon', { sheetId: 1 }],
  ]);
  expect(await heard(() => document.removeView(1, 'A'))).toEqual([]);
  expect(await heard(() => document.removeView(1, 'B'))).toEqual([
    ['dbt.views.remove', { sheetId: 1, viewId: 'B' }],
  ]);
  expect(await heard(() => document.addRecords(2, [{ 物品: '桌子' }]))).toEqual([]);
  expect(await heard(() => document.removeSheet(1))).toEqual([
    ['dbt.sheets.remove', { sheetId: 1 }],
  ]);
  const guessed = service.callbacks.entries.filter(({ verified }) => !verified);
  expect(guessed.map(({ body }) => body.type)).not.toContain('dbt.sheets.remove');
});

test('the envelope’s oddities are switches', async () => {
  const { service, receiver, clock, subscribe } = await openPlatform({
    oddities: {
      typeSlip: true,
      emptyWebhookId: false,
      countPresent: false,
      timestamp: 'eight-digits',
    },
  });
  const id = await subscribe('1/records/create');
  const document = service.document();
  for (const timestamp of ['eight-digits', 'milliseconds', 'text', 'absent'] as const) {
    service.oddities.timestamp = timestamp;
    document.addRecords(1, people(1));
  }
  await service.settled();
  const seconds = String(Math.floor(clock.now() / 1000));
  expect(receiver.arrivals.map(({ body }) => at(body, 'events', 0, 'timestamp'))).toEqual([
    Number(seconds.slice(0, 8)),
    clock.now(),
    seconds,
    undefined,
  ]);
  expect(receiver.arrivals[0]?.body).toMatchObject({
    webhook_id: id,
    type: 'dbt.fields.create',
    events: [{ content: { sheetId: 1, recordIds: ['D'] } }],
  });
  expect(at(receiver.arrivals[0]?.body, 'events', 0, 'content', 'count')).toBeUndefined();
});

test('several events may share a call; what waits leaves on demand', async () => {
  const { service, subscribe } = await openPlatform({ oddities: { eventsPerCall: 3 } });
  await subscribe('1/records/create');
  for (let n = 0; n < 4; n += 1) service.document().addRecords(1, people(1));
  await service.settled();
  expect(service.callbacks.entries.map(({ body }) => body.events.length)).toEqual([3, 1]);
});

test('callbacks may come twice, out of order, or never', async () => {
  const { service, receiver, subscribe } = await openPlatform({
    oddities: { outOfOrder: true, duplicates: 1 },
  });
  await subscribe('1/records/create');
  service.document().addRecords(1, people(1));
  service.document().addRecords(1, people(1));
  await service.settled();
  const ids = () =>
    receiver.arrivals.map(({ body }) => at(body, 'events', 0, 'content', 'recordIds', 0));
  expect(ids()).toEqual(['E', 'E', 'D', 'D']);

  Object.assign(service.oddities, { outOfOrder: false, duplicates: 0 });
  service.loseCallbacks(1);
  service.document().addRecords(1, people(1));
  service.document().addRecords(1, people(1));
  await service.settled();
  expect(ids().slice(4)).toEqual(['G']);
  expect(service.callbacks.entries.slice(4).map(({ fate }) => fate)).toEqual(['lost', 'delivered']);
});

test('a receiver that refuses is tried again as often as the switch says, on the service’s clock', async () => {
  const { service, receiver, clock, subscribe } = await openPlatform({
    oddities: { retryDelays: [0, 60_000], receiverTimeout: 200 },
  });
  await subscribe('1/icon');
  receiver.answers.push(500, null); // refused, then silence
  service.document().setIcon(1, 'a');
  await service.settled();
  expect(service.callbacks.entries[0]).toMatchObject({
    fate: 'under-way',
    attempts: [{ status: 500 }, { status: null, answer: 'no answer in time' }],
  });
  clock.advance(60_000);
  const done = await service.callbacks.waitFor(({ fate }) => fate === 'delivered');
  expect(done.attempts).toHaveLength(3);
  expect(receiver.arrivals).toHaveLength(3);
});

test('without retries a refused callback is gone, and a hook may be disabled for it', async () => {
  const { service, receiver, subscribe } = await openPlatform({ oddities: { disableAfter: 2 } });
  await subscribe('1/icon');
  receiver.answers.push(503, 503);
  service.document().setIcon(1, 'a');
  service.document().setIcon(1, 'b');
  await service.settled();
  expect(service.callbacks.entries.map(({ fate }) => fate)).toEqual(['failed', 'failed']);
  expect(service.hooks()).toEqual([]);
});

test('hooks may die with their table, or with the last token of who made them', async () => {
  const { service, subscribe } = await openPlatform({
    oddities: { hooksDieWithSheet: true, hooksDieWithToken: true },
  });
  await subscribe('1/remove');
  await subscribe('2/icon');
  service.document().removeSheet(1);
  await service.settled();
  expect(service.callbacks.entries).toHaveLength(1);
  expect(service.hooks().map(({ rule }) => rule.sheet_id)).toEqual([2]);
  service.accounts.revokeConsent('ada');
  service.document().setIcon(2, 'x');
  expect(service.hooks()).toEqual([]);
});

test('edits by the API fire as a person’s do, or not at all', async () => {
  const { service, call, subscribe, fileToken } = await openPlatform({
    oddities: { creationFiresCells: true },
  });
  await subscribe('1/records/create');
  await subscribe('1/cells/fields/update', { fields: ['A'] });
  const add = () =>
    call('POST', `dbt/${fileToken}/sheets/1/records`, { records: [{ fields: { 姓名: 'Zoé' } }] });
  await add();
  service.oddities.apiEditsFire = false;
  await add();
  await service.settled();
  expect(service.callbacks.entries.map(({ body }) => body.type)).toEqual([
    'dbt.records.create',
    'dbt.cells.fields.update',
  ]);
});
