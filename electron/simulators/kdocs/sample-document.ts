// A document to try the app with: sign-ups for an event, with a field of every type.
import type { SheetDefinition } from './sheet';

/**
 * Type names: `SingleLineText` and `SingleSelect` are printed (https://developer.kdocs.cn/server/dbt/create-dbt.html);
 * the others, and the shapes of their values, follow the product's own scripting and are unverified.
 */
export const signUpSheets: readonly SheetDefinition[] = [
  {
    name: '报名表',
    icon: '📋',
    description: '秋季活动的报名',
    fields: [
      { name: '姓名', type: 'SingleLineText' },
      { name: '备注', type: 'MultiLineText' },
      { name: '状态', type: 'SingleSelect', items: ['已报名', '已缴费', '已取消'] },
      { name: '场次', type: 'MultiSelect', items: ['上午', '下午', 'Soirée'] },
      { name: '人数', type: 'Number' },
      { name: '日期', type: 'Date' },
      { name: '确认', type: 'Checkbox' },
      { name: '联系人', type: 'Contact' },
      { name: '附件', type: 'Attachment' },
      { name: '链接', type: 'Url' },
    ],
    views: [
      { name: '表格视图', type: 'grid' },
      { name: '看板', type: 'kanban' },
    ],
    rows: [
      {
        姓名: '张伟',
        状态: '已报名',
        场次: ['上午'],
        人数: 2,
        日期: '2026/11/28',
        确认: true,
        联系人: [{ id: '276328', nickName: '王芳' }],
      },
      {
        姓名: 'Camille Durand',
        备注: 'Végétarienne,\narrive à 9 h.',
        状态: '已缴费',
        场次: ['上午', 'Soirée'],
        人数: 1,
        链接: [{ displayText: 'Programme', address: 'https://example.com/programme' }],
      },
      {
        姓名: "Seán O'Brien",
        状态: '已取消',
        人数: 3,
        附件: [{ fileName: 'ticket.pdf', size: 20480, type: 'application/pdf' }],
      },
    ],
  },
  {
    name: '物资',
    fields: [
      { name: '物品', type: 'SingleLineText' },
      { name: '数量', type: 'Number' },
    ],
    rows: [
      { 物品: '椅子', 数量: 40 },
      { 物品: '话筒', 数量: 2 },
    ],
  },
];
