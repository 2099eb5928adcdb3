// Options and people that are called otherwise: no row of the table was changed by that, whoever tells of it.
import { afterEach, expect, test } from 'vitest';
import { type FeishuDesk, openFeishuDesk, wait } from './feishu-desk';

let at: FeishuDesk;
afterEach(() => at.close());

const rows = Array.from({ length: 5 }, (_, n) => ({
  任务: `row ${n}`,
  进度: '未开始',
  标签: ['紧急', '客户'],
}));
const open = () =>
  openFeishuDesk({
    before: (service) => service.base().quietly(() => service.base().addRecords(rows)),
  });

const ofRows = () => at.told().filter(([, , title]) => title !== undefined);

const rename = (field: string, from: string, to: string) =>
  at.service.base().changeField(field, ({ options }) => {
    const found = options?.find(({ name }) => name === from);
    if (found) Object.assign(found, { name: to });
  });

test('options that got other names while nobody was told change no rows, and rows are told with the new names', async () => {
  at = await open();
  const base = at.service.base();
  await at.restart(() =>
    base.quietly(() => {
      rename('进度', '未开始', '待处理');
      rename('标签', '紧急', '加急');
      base.addRecords([{ 任务: 'later' }]);
    }),
  );
  await expect.poll(ofRows, wait).toEqual([['任务', 'created', 'later', '>later']]);
  const [first = ''] = base.table().records.keys();
  await at.restart(() => base.quietly(() => base.edit(first, { 进度: '已完成' })));
  await expect.poll(ofRows, wait).toContainEqual(['任务', 'updated', 'row 0', '待处理>已完成']);
});

test('an option that swaps its name with another changes no rows', async () => {
  at = await open();
  const base = at.service.base();
  await at.restart(() =>
    base.quietly(() => {
      rename('进度', '未开始', 'x');
      rename('进度', '已完成', '未开始');
      rename('进度', 'x', '已完成');
      base.addRecords([{ 任务: 'later' }]);
    }),
  );
  await expect.poll(ofRows, wait).toEqual([['任务', 'created', 'later', '>later']]);
});
