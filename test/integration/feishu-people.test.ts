// Who made a change has a name, also where several changes of a stranger come before the service has given it.
import { afterEach, expect, test } from 'vitest';
import { expectOk } from './desk';
import { type FeishuDesk, openFeishuDesk, wait } from './feishu-desk';

let at: FeishuDesk;
afterEach(() => at.close());

test('changes that a stranger makes one right after the other all have the name', async () => {
  at = await openFeishuDesk({
    before: (service) => service.base().quietly(() => service.base().addRecords([{ 任务: 'A' }])),
  });
  const base = at.service.base();
  const [record = ''] = base.table().records.keys();
  const count = 6;
  for (let n = 0; n < count; n += 1) {
    base.as('韩梅梅');
    base.edit(record, { 工时: n + 1 });
  }
  await at.desk.sawEvents(count);
  const actors = async () => {
    const page = await at.desk.core.api['feed.page']({ query: '', after: null, limit: 50 });
    return expectOk(page).rows.map(({ actor }) => actor.name);
  };
  await expect.poll(actors, wait).toEqual(Array.from({ length: count }, () => '韩梅梅'));
});
