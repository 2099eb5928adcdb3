// Links to other records are told by what these are called; the ids stay in the values.
import { afterEach, expect, test } from 'vitest';
import { openArchive } from '#core/core';
import { sampleTable } from '#simulators/feishu/sample-base';
import { expectOk } from './desk';
import { type FeishuDesk, openFeishuDesk, wait } from './feishu-desk';

let at: FeishuDesk;
afterEach(() => at.close());

const rel = '关联';

async function rows(query = '') {
  const page = await at.desk.core.api['feed.page']({ query, after: null, limit: 50 });
  return expectOk(page).rows;
}
const linkIn = async (query = '') =>
  (await rows(query)).flatMap(({ changes }) =>
    changes.filter(({ field }) => field.name === rel),
  )[0];

test('a link to a record of the same table has its title, in the feed, in notifications, in searches and in exports', async () => {
  at = await openFeishuDesk();
  const base = at.service.base();
  const [first = '', second = ''] = base.addRecords([{ 任务: '深圳门店' }, { 任务: 'B' }]);
  await at.desk.sawEvents(2);
  base.edit(second, { [rel]: [first] });
  const [, , event] = await at.desk.sawEvents(3);
  const told = { after: [first], afterText: '深圳门店', beforeText: '' };
  expect(event?.changes).toMatchObject([told]);
  expect(await linkIn()).toMatchObject(told);
  await expect
    .poll(() => at.desk.notifications.map(({ body }) => body).join())
    .toContain('深圳门店');
  expect(await rows('深圳门店')).toHaveLength(2);
  const archive = expectOk(
    openArchive(at.desk.dataDir, {
      clock: { now: Date.now, after: () => () => {} },
      log: { info: () => {}, warn: () => {}, error: () => {} },
    }),
  );
  const [exported] = [...expectOk(archive.events('', 1))];
  archive.close();
  expect(exported?.changes).toMatchObject([told]);
});

test('what it was called when it was told stays, and what is read of the row later adds nothing', async () => {
  at = await openFeishuDesk();
  const base = at.service.base();
  const [first = '', second = ''] = base.addRecords([{ 任务: '深圳门店' }, { 任务: 'B' }]);
  await at.desk.sawEvents(2);
  base.edit(second, { [rel]: [first] });
  await at.desk.sawEvents(3);
  base.edit(first, { 任务: '广州门店' });
  await at.desk.sawEvents(4);
  await at.restart(() => {});
  expect(await linkIn()).toMatchObject({ afterText: '深圳门店' });
  expect(await rows()).toHaveLength(4);
});

test('a title that becomes known later is shown, and found, from then on', async () => {
  at = await openFeishuDesk();
  const base = at.service.base();
  const [second = ''] = base.addRecords([{ 任务: 'B' }]);
  await at.desk.sawEvents(1);
  base.edit(second, { [rel]: ['recOfTomorrow'] });
  await at.desk.sawEvents(2);
  expect(await linkIn()).toMatchObject({ afterText: 'recOfTomorrow' });
  expect(await rows('杭州门店')).toEqual([]);
  const row = base.table().records.get(second);
  if (!row) throw new Error('no record');
  const cells = new Map([['任务', '杭州门店']]);
  base.table().records.set('recOfTomorrow', { ...row, id: 'recOfTomorrow', cells });
  await at.restart(() => {});
  await expect.poll(() => linkIn(), wait).toMatchObject({ afterText: '杭州门店' });
  await expect.poll(async () => (await rows('杭州门店')).length, wait).toBe(2);
});

test('what a table that is not watched calls its records is read before a link to them is told, once', async () => {
  let client = '';
  at = await openFeishuDesk({
    before(service) {
      const base = service.base();
      base.quietly(() => {
        [client = ''] = base.addRecords([{ 任务: '深圳客户' }]);
      });
      // The one that is watched: its links lead to the first.
      base.addTable(sampleTable({ id: 'tblOrders00002', name: '订单' }));
    },
  });
  const base = at.service.base();
  const [second = '', third = ''] = base.addRecords([
    { 任务: 'B' },
    { 任务: 'C', [rel]: ['recGone'] },
  ]);
  await at.desk.sawEvents(2);
  base.edit(second, { [rel]: [client] });
  const [, , event] = await at.desk.sawEvents(3);
  expect(event?.changes).toMatchObject([{ after: [client], afterText: '深圳客户' }]);
  const calls = at.service.calls.entries.length;
  base.edit(third, { [rel]: [client, 'recGone'] });
  const [, , , last] = await at.desk.sawEvents(4);
  // What nobody knows is told by its id, and what is known or was not given is not asked for again.
  expect(last?.changes).toMatchObject([{ beforeText: 'recGone', afterText: '深圳客户, recGone' }]);
  const asked = at.service.calls.entries.slice(calls).map(({ path }) => path);
  expect(asked.filter((path) => path.includes('tblOaqBWfGeSim01'))).toEqual([]);
});
