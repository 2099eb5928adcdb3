// Reading and writing tables of the simulated platform, in every shape a reply may have.
import { expect, test } from 'vitest';
import { at, openPlatform, type Platform } from './platform';

const many = (count: number) => [
  {
    name: 'big',
    fields: [{ name: 'n', type: 'Number' }],
    rows: Array.from({ length: count }, (_, n) => ({ n })),
  },
];
const list = ({ call, fileToken }: Platform, query = '') =>
  call('GET', `dbt/${fileToken}/sheets/1/records?${query}`);

async function allPages(platform: Platform, query = ''): Promise<readonly unknown[][]> {
  const pages: unknown[][] = [];
  for (let offset: unknown = ''; offset !== undefined; ) {
    const { body } = await list(platform, `${query}&offset=${String(offset)}`);
    const records = at(body, 'data', 'detail', 'records');
    if (!Array.isArray(records)) throw new Error('no records');
    pages.push(records.map((record) => at(record, 'id')));
    offset = at(body, 'data', 'detail', 'offset');
  }
  return pages;
}

test('the schema names tables, fields with options, and views', async () => {
  const { service, call, fileToken } = await openPlatform();
  const schemas = () => call('GET', `dbt/${fileToken}/schemas`);
  const { body } = await schemas();
  expect(at(body, 'data', 'detail', 'sheets', 0)).toMatchObject({
    id: 1,
    name: '报名表',
    primaryFieldId: 'A',
    recordsCount: 3,
    views: [
      { id: 'A', type: 'grid' },
      { id: 'B', type: 'kanban' },
    ],
  });
  expect(at(body, 'data', 'detail', 'sheets', 0, 'fields', 2)).toEqual({
    id: 'C',
    name: '状态',
    type: 'SingleSelect',
    items: [
      { id: 'A', value: '已报名' },
      { id: 'B', value: '已缴费' },
      { id: 'C', value: '已取消' },
    ],
  });
  Object.assign(service.oddities, {
    envelope: 'plain',
    recordsCountPresent: false,
    viewsAt: 'beside-sheets',
  });
  const other = await schemas();
  expect(at(other.body, 'data', 'sheets', 0)).not.toHaveProperty('recordsCount');
  expect(at(other.body, 'data', 'sheets', 0)).not.toHaveProperty('views');
  expect(at(other.body, 'data', 'views', 1, 'id')).toBe('B');
});

test('ids run A…Z, a…z, AA and differ by case alone; none is given twice', async () => {
  const platform = await openPlatform({ documents: [{ name: 'd', sheets: many(54) }] });
  const ids = (await allPages(platform)).flat();
  expect(ids.slice(0, 2)).toEqual(['A', 'B']);
  expect(ids.slice(25, 28)).toEqual(['Z', 'a', 'b']);
  expect(ids.slice(51)).toEqual(['z', 'AA', 'AB']);
  const document = platform.service.document();
  document.deleteRecords(1, ['AB']);
  expect(document.addRecords(1, [{ n: 1 }])).toEqual(['AC']);
});

test('paging by cursor: 100 by default, none on the last page, rows that go move nothing', async () => {
  const platform = await openPlatform({ documents: [{ name: 'd', sheets: many(250) }] });
  const pages = await allPages(platform);
  expect(pages.map((page) => page.length)).toEqual([100, 100, 50]);
  expect(new Set(pages.flat()).size).toBe(250);
  expect((await allPages(platform, 'pageSize=250')).length).toBe(1);
  expect((await allPages(platform, 'pageSize=60&maxRecords=100')).map((p) => p.length)).toEqual([
    60, 40,
  ]);

  const { body } = await list(platform, 'pageSize=100');
  platform.service.document().deleteRecords(1, ['A', String(pages[0]?.[99])]);
  const next = await list(platform, `offset=${String(at(body, 'data', 'detail', 'offset'))}`);
  expect(at(next.body, 'data', 'detail', 'records', 0, 'id')).toBe(pages[1]?.[0]);
  expect(at((await list(platform, 'offset=nonsense')).body, 'code')).not.toBe(0);
});

test('paging by number wins over the cursor and ends in an empty page', async () => {
  const platform = await openPlatform({ documents: [{ name: 'd', sheets: many(250) }] });
  const firstOf = async (query: string) =>
    at((await list(platform, query)).body, 'data', 'detail', 'records', 0, 'fields', 'n');
  expect(await firstOf('pageNum=2&offset=whatever')).toBe(200);
  expect(await firstOf('pageNum=3')).toBeUndefined();
  platform.service.oddities.firstPage = 1;
  expect(await firstOf('pageNum=2')).toBe(100);
});

test('a cursor that never moves on, and a service that caps pages', async () => {
  const platform = await openPlatform({
    documents: [{ name: 'd', sheets: many(250) }],
    oddities: { repeatedOffset: true, pageSizeMax: 50 },
  });
  const { body } = await list(platform, 'pageSize=500');
  expect(at(body, 'data', 'detail', 'records', 49)).toBeDefined();
  expect(at(body, 'data', 'detail', 'records', 50)).toBeUndefined();
  const offset = String(at(body, 'data', 'detail', 'offset'));
  const again = await list(platform, `pageSize=500&offset=${offset}`);
  expect(at(again.body, 'data', 'detail', 'offset')).toBe(offset);
});

test('fields come by name, or by id with options by id; as an object or as a text', async () => {
  const platform = await openPlatform();
  const fields = async (query: string) =>
    at((await list(platform, query)).body, 'data', 'detail', 'records', 1, 'fields');
  expect(await fields('')).toMatchObject({
    姓名: 'Camille Durand',
    状态: '已缴费',
    场次: ['上午', 'Soirée'],
  });
  expect(await fields('preferId=true')).toMatchObject({
    A: 'Camille Durand',
    C: 'B',
    D: ['A', 'C'],
  });
  expect(await fields('preferId=true&fields=A,C')).toEqual({ A: 'Camille Durand', C: 'B' });
  expect(await fields(`fields=${encodeURIComponent('["状态"]')}`)).toEqual({ 状态: '已缴费' });
  platform.service.oddities.fieldsAs = 'text';
  expect(await fields('fields=状态')).toBe('{"状态":"已缴费"}');
  Object.assign(platform.service.oddities, { fieldsAs: 'object', emptyCells: 'null' });
  expect(await fields('preferId=true&fields=G')).toEqual({ G: null });
});

test('one record by id, wrapped in three ways; ids are case-sensitive', async () => {
  const { service, call, fileToken } = await openPlatform();
  const get = (id: string) => call('GET', `dbt/${fileToken}/sheets/1/records/${id}`);
  expect(at((await get('B')).body, 'data', 'detail', 'id')).toBe('B');
  service.oddities.oneRecord = 'record';
  expect(at((await get('B')).body, 'data', 'detail', 'record', 'id')).toBe('B');
  service.oddities.oneRecord = 'records';
  expect(at((await get('B')).body, 'data', 'detail', 'records', 0, 'id')).toBe('B');
  expect(at((await get('b')).body, 'code')).not.toBe(0);
});

test('the filtered query', async () => {
  const { call, fileToken } = await openPlatform();
  const query = async (criteria: unknown, mode = 'AND') => {
    const path = `dbt/${fileToken}/sheets/1/records/complex_query`;
    const { body } = await call('POST', path, { preferId: true, filter: { mode, criteria } });
    const records = at(body, 'data', 'detail', 'records');
    return Array.isArray(records) ? records.map((record) => at(record, 'id')) : at(body, 'code');
  };
  const paid = { field: '状态', op: 'Equals', values: ['已缴费'] };
  const three = { field: '人数', op: 'GreaterEqu', values: ['3'] };
  expect(await query([paid])).toEqual(['B']);
  expect(await query([paid, three])).toEqual([]);
  expect(await query([paid, three], 'OR')).toEqual(['B', 'C']);
  expect(await query([{ field: '备注', op: 'Empty' }])).toEqual(['A', 'C']);
  expect(await query([{ field: '状态', op: 'Equals', values: ['a', 'b'] }])).not.toBe(0);
});

test('records, fields, tables and views are written through the API', async () => {
  const { service, call, fileToken } = await openPlatform();
  const base = `dbt/${fileToken}/sheets`;
  const made = await call('POST', `${base}/2/records`, {
    records: [{ fields: { 物品: '灯', 数量: 6 } }],
  });
  expect(at(made.body, 'data', 'detail', 'records', 0)).toEqual({
    id: 'C',
    fields: { 物品: '灯', 数量: 6 },
  });
  await call('PUT', `${base}/2/records`, { records: [{ id: 'C', fields: { 数量: 7 } }] });
  await call('DELETE', `${base}/2/records`, { records: ['A'] });
  await call('PUT', `${base}/2/fields`, { fields: [{ id: 'B', name: 'Anzahl' }] });
  await call('POST', `${base}/2/fields`, {
    fields: [{ name: 'Farbe', type: 'SingleSelect', items: [{ value: 'rot' }] }],
  });
  await call('POST', `${base}/2/views`, { name: 'Galerie', type: 'gallery' });
  await call('POST', base, {
    name: 'neu',
    fields: [{ name: 'x', type: 'SingleLineText' }],
    views: [{ name: 'v', type: 'grid' }],
  });
  await call('DELETE', `${base}/1`);

  const document = service.document();
  expect([...document.sheets.keys()]).toEqual([2, 3]);
  const sheet = document.sheets.get(2);
  expect([...(sheet?.fields.values() ?? [])].map(({ name }) => name)).toEqual([
    '物品',
    'Anzahl',
    'Farbe',
  ]);
  expect([...(sheet?.records.keys() ?? [])]).toEqual(['B', 'C']);
  expect(sheet?.records.get('C')?.get('B')).toBe(7);
  expect([...(sheet?.views.values() ?? [])].map(({ type }) => type)).toEqual(['grid', 'gallery']);
  const wrong = await call('PUT', `${base}/2/records`, {
    records: [{ id: 'Q', fields: { 物品: '' } }],
  });
  expect(at(wrong.body, 'code')).not.toBe(0);
});

test('documents that others keep to themselves are not there', async () => {
  const { service, call } = await openPlatform();
  const secret = service.createDocument({ name: 'x', sheets: [], users: ['bo'] });
  expect(at((await call('GET', `dbt/${secret.fileToken}/schemas`)).body, 'code')).not.toBe(0);
});
