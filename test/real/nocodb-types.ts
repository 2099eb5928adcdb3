// A table with a column of every type that a real NocoDB on SQLite knows, linked to a second one.
import type { NocodbApi, NocodbTable } from './nocodb-api';

export interface TypedTables {
  readonly deals: NocodbTable;
  readonly companies: NocodbTable;
  /** Ids of the columns of `deals`, by title. */
  readonly column: (title: string) => string;
}

const options = (...titles: readonly string[]) => ({
  options: titles.map((title, place) => ({ title, color: ['#cfdffe', '#c2f5e8'][place % 2] })),
});

export async function makeTypedTables(api: NocodbApi, baseId: string): Promise<TypedTables> {
  const companies = await api.makeTable(baseId, '公司', [
    { title: '名称', column_name: 'name', uidt: 'SingleLineText', pv: true },
    { title: '规模', column_name: 'size', uidt: 'Number' },
  ]);
  const deals = await api.makeTable(baseId, '商机', [
    { title: '客户名称', column_name: 'customer', uidt: 'SingleLineText', pv: true },
    { title: '备注', column_name: 'note', uidt: 'LongText' },
    {
      title: '状态',
      column_name: 'state',
      uidt: 'SingleSelect',
      colOptions: options('待处理', '已完成'),
    },
    {
      title: '标签',
      column_name: 'tags',
      uidt: 'MultiSelect',
      colOptions: options('重要', '海外'),
    },
    { title: '金额', column_name: 'amount', uidt: 'Currency', meta: { currency_code: 'CNY' } },
    { title: '数量', column_name: 'quantity', uidt: 'Number' },
    { title: '折扣', column_name: 'discount', uidt: 'Decimal' },
    { title: '完成率', column_name: 'done', uidt: 'Percent' },
    { title: '评分', column_name: 'stars', uidt: 'Rating' },
    { title: '已签约', column_name: 'signed', uidt: 'Checkbox' },
    { title: '日期', column_name: 'day', uidt: 'Date', meta: { date_format: 'DD/MM/YYYY' } },
    { title: '下次联系', column_name: 'next', uidt: 'DateTime' },
    { title: '时刻', column_name: 'at', uidt: 'Time' },
    { title: '年份', column_name: 'year', uidt: 'Year' },
    { title: '工时', column_name: 'hours', uidt: 'Duration', meta: { duration: 0 } },
    { title: '电话', column_name: 'phone', uidt: 'PhoneNumber' },
    { title: '邮箱', column_name: 'mail', uidt: 'Email' },
    { title: '网址', column_name: 'page', uidt: 'URL' },
    { title: '附件', column_name: 'files', uidt: 'Attachment' },
    { title: 'JSON', column_name: 'json', uidt: 'JSON' },
    { title: '位置', column_name: 'place', uidt: 'GeoData' },
    { title: '负责人', column_name: 'owner', uidt: 'User' },
  ]);
  const company = await columnsOf(api, companies);
  let column = await columnsOf(api, deals);
  const links = { parentId: deals.id, childId: companies.id, type: 'mm' };
  await api.addColumn(deals, { title: '公司', uidt: 'Links', ...links });
  const main = { parentId: companies.id, childId: deals.id, type: 'bt' };
  await api.addColumn(deals, { title: '主公司', uidt: 'LinkToAnotherRecord', ...main });
  await api.addColumn(deals, { title: '双倍', uidt: 'Formula', formula_raw: '{数量} * 2' });
  column = await columnsOf(api, deals);
  const relation = { fk_relation_column_id: column('公司') };
  await api.addColumn(deals, {
    title: '公司名',
    uidt: 'Lookup',
    ...relation,
    fk_lookup_column_id: company('名称'),
  });
  await api.addColumn(deals, {
    title: '规模和',
    uidt: 'Rollup',
    ...relation,
    fk_rollup_column_id: company('规模'),
    rollup_function: 'sum',
  });
  await api.addColumn(deals, { title: '创建人', uidt: 'CreatedBy' });
  await api.addColumn(deals, { title: '修改人', uidt: 'LastModifiedBy' });
  const barcode = { fk_barcode_value_column_id: column('网址') };
  await api.addColumn(deals, { title: '条码', uidt: 'Barcode', ...barcode });
  const button = { type: 'url', label: 'Go', theme: 'solid', color: 'brand' };
  const address = '"https://example.com"';
  await api.addColumn(deals, { title: '按钮', uidt: 'Button', ...button, formula_raw: address });
  column = await columnsOf(api, deals);
  return { deals, companies, column };
}

async function columnsOf(api: NocodbApi, table: NocodbTable): Promise<(title: string) => string> {
  const ids = new Map((await api.columns(table)).map(({ id, title }) => [title, id]));
  return (title) => {
    const id = ids.get(title);
    if (id === undefined) throw new Error(`no column ${title}`);
    return id;
  };
}

/** A row with something in every cell that can be filled. */
export const fullRow = (person: { readonly id: string; readonly email: string }) => ({
  客户名称: '深圳-L’été',
  备注: '第一行\n第二行 <b>x</b>',
  状态: '待处理',
  标签: '重要,海外',
  金额: 1200.5,
  数量: 3,
  折扣: 1.25,
  完成率: 40,
  评分: 4,
  已签约: true,
  日期: '2026-11-21',
  下次联系: '2026-11-21 08:30:00+00:00',
  时刻: '09:30:00',
  年份: 2026,
  工时: '01:30',
  电话: '13800138000',
  邮箱: 'a@example.com',
  网址: 'https://example.com',
  附件: [file('报价.pdf', 'application/pdf')],
  JSON: { a: [1, '二'] },
  位置: '22.5;114.0',
  负责人: [person],
});

export const file = (title: string, mimetype: string) => ({
  url: `https://files.example.com/${title}`,
  title,
  mimetype,
  size: 2048,
});
