// The demo's SeaTable base: a sales table whose deals move forward, grow, shrink, appear and vanish.
import type { LabelFact } from '#shared/label';
import type { Chance } from '../chance';

const tableId = '9g8f';
export const baseUuid = 'fae0a3a4-2ba9-4df8-8e83-03fd385e37de';

const people = [
  ['4bc9a7c79c5942c5b6238413f2132bea@auth.local', '李雷'],
  ['8f71e0224c012a0365ad4e3c733a1bce@auth.local', 'Camille Durand'],
  ['1b9c05ae01c032cedaf0ab7de12ce5f0@auth.local', '韩梅梅'],
] as const;

export const crmLabels: readonly LabelFact[] = [
  { kind: 'base', id: baseUuid.replaceAll('-', ''), name: 'CRM' },
  ...people.map(([id, name]): LabelFact => ({ kind: 'person', id, name })),
];

const statuses = [
  { name: '待处理', color: '#FBD44A', textColor: '#FFFFFF', id: '830278' },
  { name: '洽谈中', color: '#46A1FD', textColor: '#FFFFFF', id: '512290' },
  { name: '已完成', color: '#59CB74', textColor: '#FFFFFF', id: '381992' },
  { name: 'Perdu', color: '#F4667C', textColor: '#FFFFFF', id: '119034' },
] as const;

const columns = {
  name: { column_key: '0000', column_name: '客户', column_type: 'text', column_data: {} },
  status: {
    column_key: '589r',
    column_name: '状态',
    column_type: 'single-select',
    column_data: { options: statuses },
  },
  amount: {
    column_key: 'N86q',
    column_name: '金额',
    column_type: 'number',
    column_data: {
      format: 'yuan',
      decimal: 'dot',
      thousands: 'comma',
      precision: 0,
      enable_precision: true,
    },
  },
  due: {
    column_key: 'x1Y2',
    column_name: 'Échéance',
    column_type: 'date',
    column_data: { format: 'YYYY-MM-DD' },
  },
  note: { column_key: 'Qb7T', column_name: '备注', column_type: 'long-text', column_data: {} },
  signed: { column_key: 'k2Zz', column_name: '已签约', column_type: 'checkbox', column_data: null },
} as const;

interface Deal {
  readonly rowId: string;
  readonly name: string;
  status: string;
  amount: number;
  due: string;
  note: string;
  signed: boolean;
}

const customers = [
  "深圳 L'été 咖啡",
  '北京云杉科技',
  'Boulangerie Martin',
  '上海木心设计',
  'Nordwind GmbH',
  '成都慢递书店',
  'Café Métropole',
  '杭州青芒果',
] as const;

const notes: readonly string[] = [
  '客户希望下周一之前收到新报价，含运费。',
  '客户希望下周三之前收到新报价，含运费和安装。',
  'Rappeler après le salon, demander le budget final.',
  '合同已寄出，等待盖章。',
];

/** @returns a story whose every step is the `data` of one webhook */
export function createCrm(chance: Chance): { step(now: number): Record<string, unknown> } {
  const deals = customers.slice(0, 6).map((name) => newDeal(name));

  function newDeal(name: string): Deal {
    return {
      rowId: chance.id(22),
      name,
      status: statuses[0].id,
      amount: chance.between(8, 120) * 100,
      due: '2026-12-15',
      note: notes[0] ?? '',
      signed: false,
    };
  }

  function event(now: number, type: string, deal: Deal, rowData: readonly unknown[]) {
    return {
      dtable_uuid: baseUuid.replaceAll('-', ''),
      row_id: deal.rowId,
      op_user: chance.pick(people)[0],
      op_type: type,
      op_time: now / 1000,
      table_id: tableId,
      table_name: '商机',
      row_name: deal.name,
      row_name_option: '',
      row_data: rowData,
    };
  }

  const cell = (column: keyof typeof columns, value: unknown, old?: unknown) => ({
    ...columns[column],
    value,
    ...(old === undefined ? {} : { old_value: old }),
  });

  function moveForward(deal: Deal): readonly unknown[] {
    const place = statuses.findIndex((status) => status.id === deal.status);
    const next = statuses[(place + 1) % statuses.length] ?? statuses[0];
    const cells = [cell('status', next.id, deal.status)];
    deal.status = next.id;
    if (next.id === '381992') {
      cells.push(cell('signed', true, deal.signed));
      deal.signed = true;
    }
    return cells;
  }

  function renegotiate(deal: Deal): readonly unknown[] {
    const amount = deal.amount + chance.between(-6, 12) * 50 + 25;
    const cells = [cell('amount', amount, deal.amount)];
    deal.amount = amount;
    if (chance.between(1, 3) === 1) {
      const due = `2026-12-${chance.between(10, 28)}`;
      cells.push(cell('due', due, deal.due));
      deal.due = due;
    }
    return cells;
  }

  function annotate(deal: Deal): readonly unknown[] {
    const note = notes[(notes.indexOf(deal.note) + 1) % notes.length] ?? '';
    const longText = (text: string) => ({ text, preview: text, images: [], links: [] });
    const cells = [cell('note', longText(note), longText(deal.note))];
    deal.note = note;
    return cells;
  }

  return {
    step(now) {
      const turn = chance.between(1, 20);
      const deal = deals[chance.between(0, deals.length - 1)];
      if (!deal || turn <= 2) {
        const added = newDeal(chance.pick(customers));
        deals.push(added);
        return event(now, 'insert_row', added, [
          cell('name', added.name),
          cell('status', added.status),
          cell('amount', added.amount),
        ]);
      }
      if (turn === 3 && deals.length > 4) {
        deals.splice(deals.indexOf(deal), 1);
        return event(now, 'delete_row', deal, []);
      }
      const cells =
        turn <= 11 ? moveForward(deal) : turn <= 17 ? renegotiate(deal) : annotate(deal);
      return event(now, 'modify_row', deal, cells);
    },
  };
}
