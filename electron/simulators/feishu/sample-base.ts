// The base that a simulated service starts with: one table with a field of each kind.
import type { SimulatedTable } from './base';
import type { Person, SimulatedField } from './values';

export const samplePeople: readonly Person[] = [
  { openId: 'ou_9bc587355789fc049904ae7c736a1bce', name: '李雷' },
  { openId: 'ou_84aad35d084aa403a838cf73ee18467e', name: '韩梅梅' },
];

export const sampleBase = { token: 'bascnItn6oHUSEL8RDUdF6sim01', name: '项目管理' };

const option = (id: string, name: string, color: number) => ({ id, name, color });

/** New for every service, since it is edited. */
export function sampleTable(about = { id: 'tblOaqBWfGeSim01', name: '任务' }): SimulatedTable {
  const field = (
    id: string,
    name: string,
    type: number,
    uiType: string,
    more: Partial<SimulatedField> = {},
  ): SimulatedField => ({ id, name, type, uiType, primary: false, ...more });
  return {
    ...about,
    revision: 40,
    records: new Map(),
    past: [],
    fields: [
      field('fldTitle01', '任务', 1, 'Text', { primary: true }),
      field('fldHours02', '工时', 2, 'Number', { property: { formatter: '0.0' } }),
      field('fldState03', '进度', 3, 'SingleSelect', {
        options: [option('optTodo001', '未开始', 0), option('optDone002', '已完成', 12)],
      }),
      field('fldTags004', '标签', 4, 'MultiSelect', {
        options: [option('optRed0001', '紧急', 1), option('optBlue002', '客户', 4)],
      }),
      field('fldDate005', '截止', 5, 'DateTime', { property: { date_formatter: 'yyyy/MM/dd' } }),
      field('fldDone006', '完成', 7, 'Checkbox'),
      field('fldWho0007', '负责人', 11, 'User', { property: { multiple: true } }),
      field('fldTel0008', '电话', 13, 'Phone'),
      field('fldLink009', '网页', 15, 'Url'),
      field('fldFile010', '附件', 17, 'Attachment'),
      field('fldRel0011', '关联', 18, 'SingleLink', { property: { table_id: 'tblOaqBWfGeSim01' } }),
      field('fldSum0012', '合计', 20, 'Formula'),
      field('fldRate013', '比例', 2, 'Number', { property: { formatter: '0.0%' } }),
      field('fldMod0014', '最后更新时间', 1002, 'ModifiedTime'),
      field('fldMod0015', '修改人', 1004, 'ModifiedUser'),
    ],
  };
}
