// Fields and tables that were changed while nobody listened: each change is told once, in the words of stated ones.
import { afterEach, expect, test } from 'vitest';
import { sampleTable } from '#simulators/feishu/sample-base';
import { expectOk } from './desk';
import { type FeishuDesk, openFeishuDesk, wait } from './feishu-desk';

let at: FeishuDesk;
afterEach(() => at.close());

const found = () =>
  at.desk.events
    .filter(({ subject }) => subject !== 'record')
    .map(({ subject, action, certainty, origin, changes }) => [
      `${subject} ${action} ${certainty} ${origin}`,
      ...changes.map(
        ({ field, beforeText = '-', afterText = '-' }) =>
          `${field.name}: ${beforeText} → ${afterText}`,
      ),
    ]);

const stored = async () =>
  expectOk(await at.desk.core.api['feed.page']({ query: '', after: null, limit: 50 })).rows;

test('what became of fields and the table while the app was off', async () => {
  at = await openFeishuDesk();
  const base = () => at.service.base();
  await at.restart(() =>
    base().quietly(() => {
      base().renameField('任务', '事项');
      base().changeField('工时', (field) => Object.assign(field, { type: 1 }));
      base().addOption('进度', '暂停');
      const table = base().table();
      table.name = 'Plans';
      table.fields = table.fields.filter(({ name }) => name !== '截止');
      table.fields.push({
        id: 'fldNew0001',
        name: '备注',
        type: 1,
        uiType: 'Text',
        primary: false,
      });
    }),
  );
  const expected = [
    ['table updated derived catch-up', expect.stringMatching(/^name: .+ → Plans$/)],
    ['field updated derived catch-up', '事项 · name: 任务 → 事项'],
    ['field updated derived catch-up', '工时 · type: Number → Text'],
    ['field updated derived catch-up', '进度 · options:  → 暂停'],
    ['field created derived catch-up', '备注 · name:  → 备注', '备注 · type:  → Text'],
    ['field deleted derived catch-up', '截止 · name: 截止 → ', '截止 · type: DateTime → '],
  ];
  await expect.poll(() => found().length, wait).toBe(expected.length);
  expect(found()).toEqual(expect.arrayContaining(expected));
  await at.restart(() => {});
  expect(found()).toEqual([]);
});

test('a change that the service states after it was found is one with it', async () => {
  at = await openFeishuDesk();
  const base = () => at.service.base();
  await at.restart(() => base().quietly(() => base().renameField('任务', '事项')));
  await expect.poll(() => found().length, wait).toBe(1);
  base().quietly(() => base().renameField('事项', '任务'));
  base().renameField('任务', '事项');
  await expect
    .poll(async () => (await stored()).map(({ certainty }) => certainty), wait)
    .toEqual(['stated']);
  expect(await stored()).toMatchObject([{ subject: 'field', actor: { kind: 'person' } }]);
});

test('a change that the service has stated is not found once more', async () => {
  at = await openFeishuDesk();
  at.service.base().renameField('任务', '事项');
  await at.desk.sawEvents(1);
  await at.restart(() => {});
  expect(found()).toEqual([]);
  expect(await stored()).toHaveLength(1);
});

test('a table that came to a base that is watched as a whole', async () => {
  at = await openFeishuDesk({ target: {} });
  await at.restart(() =>
    at.service.base().addTable(sampleTable({ id: 'tblSecond01', name: '客户' })),
  );
  await expect.poll(found, wait).toEqual([['table created derived catch-up', 'name:  → 客户']]);
});
