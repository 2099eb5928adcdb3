// Changes of a Feishu table's own fields, as a person reads them, each told once.
import { afterEach, expect, test } from 'vitest';
import type { SimulatedField } from '#simulators/feishu/values';
import { type FeishuDesk, openFeishuDesk } from './feishu-desk';

let at: FeishuDesk;
afterEach(() => at.close());

test.each<[string, string, Partial<SimulatedField>, readonly string[]]>([
  ['is renamed', '任务', { name: '事项' }, ['name: 任务 → 事项']],
  ['gets another type', '工时', { type: 1 }, ['type: Number → Text']],
  [
    'gets, renames and loses an option',
    '进度',
    {
      options: [
        { id: 'optDone002', name: '完成', color: 12 },
        { id: 'optNew0003', name: '暂停', color: 3 },
      ],
    },
    [
      'options.optTodo001: 未开始 → ',
      'options.optDone002: 已完成 → 完成',
      'options.optNew0003:  → 暂停',
    ],
  ],
  [
    'gets another formula',
    '合计',
    { property: { formula_expression: 'bitable::$table[tblA].$field[fldB]*6' } },
    ['formula_expression:  → bitable::$table[tblA].$field[fldB]*6'],
  ],
  [
    'shows its dates otherwise',
    '截止',
    { property: { date_formatter: 'MM-dd' } },
    ['date_formatter: yyyy/MM/dd → MM-dd'],
  ],
  [
    'links to another table',
    '关联',
    { property: { table_id: 'tblOther01', table_name: '客户' } },
    ['table_name:  → 客户'],
  ],
])('a field that %s', async (_what, name, change, expected) => {
  at = await openFeishuDesk();
  at.service.base().changeField(name, (field) => Object.assign(field, change));
  const [event] = await at.desk.sawEvents(1);
  expect(event).toMatchObject({ subject: 'field', action: 'updated', certainty: 'stated' });
  const lines = (event?.changes ?? []).map(
    ({ field, beforeText = '', afterText = '' }) =>
      `${field.id.slice(field.id.indexOf('.') + 1)}: ${beforeText} → ${afterText}`,
  );
  expect(lines).toEqual(expected);
  // Its twin, which says only that the document was edited, adds nothing.
  await at.service.sendings.waitFor(({ fate }) => fate === 'delivered', 2);
  at.service.base().addRecords([{ 任务: 'later' }].slice(name === '任务' ? 1 : 0));
  expect(at.desk.events.filter(({ subject }) => subject === 'field')).toHaveLength(1);
});
