// What changed while nothing could arrive is fetched from the simulated platform, told once, and the gap says so.
import { afterEach, expect, test } from 'vitest';
import { openStore } from '#core/store/open';
import type { ChangeEvent } from '#shared/event';
import type { Gap } from '#shared/gap';
import { expectOk } from './desk';
import { openWatched, type Watched } from './watched-document';

const hour = 60 * 60_000;
let open: Watched | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

async function begin(...options: Parameters<typeof openWatched>): Promise<Watched> {
  open = await openWatched(...options);
  await open.watch([{ tableId: '1', kinds: ['created', 'updated', 'deleted'] }]);
  await expect.poll(comparedAt, { timeout: 20_000 }).not.toBeNull();
  return open;
}
const comparedAt = async () => (await open?.view())?.state.comparedAt ?? null;

/** The app is closed, `change` happens, and hours later it is started again. */
async function away(at: Watched, change: () => void, hours = 8): Promise<void> {
  await at.desk.core.stop();
  const store = expectOk(openStore(at.desk.dataDir));
  store.saveAlive(Date.now() - hours * hour);
  store.close();
  change();
  await at.service.settled();
  at.desk = await at.desk.restart();
}

async function gaps({ desk, connectionId }: Watched): Promise<readonly Gap[]> {
  const to = Date.now() + hour;
  return expectOk(await desk.core.api['gaps.list']({ from: 0, to, connectionId }));
}
const filled = (at: Watched, timeout = 10_000) =>
  expect
    .poll(async () => (await gaps(at)).map(({ state }) => state), { timeout })
    .toEqual(['filled']);

const said = ({ action, record, changes }: ChangeEvent) =>
  `${action} ${record?.title}: ${changes.map((one) => `${one.field.name} ${one.beforeText ?? '-'}>${one.afterText ?? '-'}`).join(', ')}`;

const rowsOf = ({ service }: Watched) => [
  ...(service.document().sheets.get(1)?.records.keys() ?? []),
];

test('an edit that a callback names has its values before and after', async () => {
  const at = await begin();
  const [first = ''] = rowsOf(at);
  at.service.document().updateRecords(1, [{ id: first, fields: { 状态: '已缴费', 人数: 3 } }]);
  const [event] = await at.desk.sawEvents(1);
  expect(event && said(event)).toBe('updated 张伟: 状态 已报名>已缴费, 人数 2>3');
  expect(event).toMatchObject({ origin: 'push', certainty: 'derived', table: { name: '报名表' } });
});

test.each(['eight-digits', 'seconds'] as const)(
  'a change that is taken back at once is told both times, though its callbacks are alike (%s)',
  async (timestamp) => {
    const at = await begin({ oddities: { timestamp } });
    const [first = ''] = rowsOf(at);
    for (const [told, state] of [
      [1, '已缴费'],
      [2, '已报名'],
      [3, '已缴费'],
    ] as const) {
      at.service.document().updateRecords(1, [{ id: first, fields: { 状态: state } }]);
      await at.desk.sawEvents(told);
    }
    expect((await at.desk.sawEvents(3)).map(said).sort()).toEqual([
      'updated 张伟: 状态 已报名>已缴费',
      'updated 张伟: 状态 已报名>已缴费',
      'updated 张伟: 状态 已缴费>已报名',
    ]);
  },
);

test.each([
  ['by comparing', ['created', 'updated']],
  ['by a callback', ['created', 'table']],
] as const)('a removed table is one event with its name, found %s', async (_how, kinds) => {
  const at = await begin();
  await at.watch([{ tableId: '1', kinds: [...kinds] }]);
  at.service.document().removeSheet(1);
  await at.service.settled();
  if (kinds.some((kind) => kind === 'table')) await at.desk.sawEvents(1);
  at.desk = await at.desk.restart();
  const removals = async () =>
    expectOk(
      await at.desk.core.api['feed.page']({ query: '', after: null, limit: 10 }),
    ).rows.filter(({ subject }) => subject === 'table');
  await expect.poll(removals, { timeout: 8000 }).toHaveLength(1);
  const [event] = await removals();
  expect(event).toMatchObject({ subject: 'table', action: 'deleted', table: { name: '报名表' } });
  expect(await removals()).toHaveLength(1);
  const problems = async () => expectOk(await at.desk.core.api['status.get']({})).problems;
  await expect.poll(problems, { timeout: 8000 }).toContainEqual({
    code: 'watched-table-gone',
    params: { connection: 'Docs', table: '报名表' },
  });
});

test.each([403, 404, 500])(
  'where single rows are not given (HTTP %i), the whole table tells what a callback named',
  async (status) => {
    const at = await begin();
    at.service.faults.next('records.get', { kind: 'status', status }, { times: 100 });
    at.service.document().addRecords(1, [{ 姓名: 'Zoé', 人数: 4 }]);
    const [event] = await at.desk.sawEvents(1);
    expect(event && said(event)).toBe('created Zoé: 姓名 >Zoé, 人数 >4');
    expect(event).toMatchObject({ origin: 'push', certainty: 'derived' });
  },
);

test('a new field and a removed view are told by their names', async () => {
  const at = await begin();
  await at.watch([{ tableId: '1', kinds: ['created', 'fields', 'views'] }]);
  const document = at.service.document();
  document.addFields(1, [{ name: '座位' }]);
  const [viewId = ''] = document.sheets.get(1)?.views.keys() ?? [];
  document.removeView(1, viewId);
  const events = await at.desk.sawEvents(2);
  expect(events.find(({ subject }) => subject === 'field')?.changes[0]?.field.name).toBe('座位');
  expect(events.find(({ subject }) => subject === 'view')?.view?.name).toBeTruthy();
});

test('more new rows than a callback names are all told', async () => {
  const at = await begin();
  const rows = Array.from({ length: 130 }, (_, n) => ({ 姓名: `新${n}` }));
  at.service.document().addRecords(1, rows);
  const events = await at.desk.sawEvents(130);
  expect(new Set(events.map(({ record }) => record?.title)).size).toBe(130);
  expect(events.every(({ action, origin }) => action === 'created' && origin === 'push')).toBe(
    true,
  );
});

test('a removed row, which no hook tells, is told with what was in it', async () => {
  const at = await begin();
  at.service.document().deleteRecords(1, rowsOf(at).slice(0, 1));
  expectOk(await at.desk.core.api['connections.catchUp']({ id: at.connectionId }));
  const [event] = await at.desk.sawEvents(1);
  expect(event?.action).toBe('deleted');
  expect(event?.record?.title).toBe('张伟');
  expect(event?.changes).toContainEqual(
    expect.objectContaining({
      field: expect.objectContaining({ name: '状态' }),
      beforeText: '已报名',
    }),
  );
});

test('a new field is watched as soon as its callback comes', async () => {
  const at = await begin();
  const fields = () => JSON.stringify(at.service.hooks().map(({ rule }) => rule));
  const [added] = at.service.document().addFields(1, [{ name: '备选', type: 'SingleLineText' }]);
  await expect.poll(fields, { timeout: 10_000 }).toContain(`"${added?.id}"`);
});

test('what changed while the app was closed is told once it runs again, in one notification', async () => {
  const at = await begin();
  const [first = '', second = ''] = rowsOf(at);
  await away(at, () => {
    const document = at.service.document();
    document.updateRecords(1, [{ id: first, fields: { 状态: '已缴费' } }]);
    document.deleteRecords(1, [second]);
    for (let n = 0; n < 5; n += 1) document.addRecords(1, [{ 姓名: `新${n}` }]);
  });
  const events = await at.desk.sawEvents(7);
  expect(events.map(said)).toContain('updated 张伟: 状态 已报名>已缴费');
  expect(events.map(({ action }) => action).sort()).toEqual([
    ...Array.from({ length: 5 }, () => 'created'),
    'deleted',
    'updated',
  ]);
  expect(events.every(({ origin }) => origin === 'catch-up')).toBe(true);
  await filled(at);
  expect(await gaps(at)).toMatchObject([{ reason: 'closed', recovered: 7, problem: null }]);
  await expect.poll(() => at.desk.notifications.length, { timeout: 15_000 }).toBe(1);
}, 40_000);

test('a day away with thousands of changes is caught up with few calls', async () => {
  const rows = Array.from({ length: 5000 }, (_, n) => ({ 名称: `n${n}`, 数量: n }));
  const at = await begin({
    documents: [
      {
        name: 'Big',
        sheets: [{ name: 'T', fields: [{ name: '名称' }, { name: '数量', type: 'Number' }], rows }],
      },
    ],
  });
  const before = at.service.calls.entries.length;
  let began = 0;
  await away(
    at,
    () => {
      const changed = rowsOf(at).map((id, n) => ({ id, fields: { 数量: n + 1 } }));
      at.service.document().updateRecords(1, changed);
      began = Date.now();
    },
    24,
  );
  await at.desk.sawEvents(5000);
  expect(Date.now() - began).toBeLessThan(30_000);
  await filled(at);
  expect(at.service.calls.entries.length - before).toBeLessThanOrEqual(60);
  expect(new Set(at.desk.events.map(({ record }) => record?.id)).size).toBe(5000);
}, 90_000);

test('a service that cannot be read afterwards is promised nothing', async () => {
  const at = await begin();
  const connection = expectOk(
    await at.desk.core.api['connections.save']({
      source: 'seatable',
      name: 'CRM',
      config: {},
      secrets: {},
    }),
  );
  expectOk(
    await at.desk.core.api['subscriptions.add']({
      connectionId: connection.id,
      draft: { manage: false, target: {} },
    }),
  );
  await away(at, () => {});
  await expect
    .poll(async () => (await gaps(at)).map(({ state }) => state), { timeout: 10_000 })
    .toEqual(['unfilled']);
  expect(await gaps(at)).toMatchObject([
    { problem: { code: 'catch-up-unsupported', params: { connection: 'CRM' } } },
  ]);
});

test('a person may have everything read now', async () => {
  const at = await begin();
  at.service.loseCallbacks(10);
  at.service.document().addRecords(1, [{ 姓名: 'Nadia' }]);
  expectOk(await at.desk.core.api['connections.catchUp']({ id: at.connectionId }));
  const [event] = await at.desk.sawEvents(1);
  expect(event && said(event)).toBe('created Nadia: 姓名 >Nadia');
});
