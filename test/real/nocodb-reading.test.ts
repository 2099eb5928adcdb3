// Tables of a real NocoDB, read: every type of cell says what its hook says, and what changed is found by time, count and key.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BoundRecent, BoundSource, BoundTables } from '#core/sources/bound-source';
import type { FieldSchema, Row, TableRef, TableSchema } from '#core/sources/source';
import { createLabelBook } from '../sources/label-book';
import { bindNocodb, delivery, good, hooksFor, http } from '../sources/nocodb/reading';
import { type Catcher, createCatcher } from './catcher';
import type { NocodbTable } from './nocodb-api';
import { type NocodbServer, startNocodb } from './nocodb-server';
import { file, fullRow, makeTypedTables } from './nocodb-types';

let server: NocodbServer;
let catcher: Catcher;

beforeAll(async () => {
  [server, catcher] = await Promise.all([startNocodb(), createCatcher()]);
});
afterAll(async () => {
  await catcher?.close();
  await server?.stop();
});

const refOf = ({ id, baseId }: NocodbTable): TableRef => ({ tableId: id, baseId });

function connect(table: NocodbTable): {
  readonly bound: BoundSource;
  readonly tables: BoundTables;
} {
  const bound = bindNocodb({
    config: { server: server.url },
    target: refOf(table),
    secrets: { token: server.token, headerSecret: 's' },
  });
  if (!bound.tables) throw new Error('no tables');
  return { bound, tables: bound.tables };
}

function recentOf({ recent }: BoundTables): BoundRecent {
  if (!recent) throw new Error('nothing recent');
  return recent;
}

async function schemaOf(tables: BoundTables, table: NocodbTable): Promise<TableSchema> {
  const all = good(await tables.schema(http, table.baseId, [table.id]));
  const found = all.find(({ id }) => id === table.id);
  if (!found) throw new Error('no such table');
  return found;
}

async function allRows(tables: BoundTables, table: NocodbTable): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<BoundTables['page']>> = await tables.page(
      http,
      refOf(table),
      cursor,
    );
    rows.push(...good(page).rows);
    cursor = good(page).next;
  } while (cursor !== null);
  return rows;
}

describe('a row with a cell of every type', () => {
  test('says the same when it is read as its hook says, before and after', async () => {
    const { deals, companies, column } = await makeTypedTables(
      server.api,
      await server.api.makeBase('客户管理'),
    );
    const { bound, tables } = connect(deals);
    const schema = await schemaOf(tables, deals);
    const labels = createLabelBook([...(schema.facts ?? [])]);
    const hooks = hooksFor(bound, { ...refOf(deals) });
    good(await hooks.create(`${catcher.url}/in/x`, 's'));
    catcher.waiting.splice(0);
    const arrived = async () => {
      const { body, headers } = await catcher.next();
      return good(bound.read(delivery(body, headers), labels))[0];
    };
    const textOf = (row: Row | undefined) => (id: string) => {
      const field = schema.fields.find((one) => one.id === id);
      return tables.cell(row?.cells[id], field ?? never(id)).text;
    };
    const read = async (id: number) =>
      good(await tables.some(http, refOf(deals), [String(id)]))[0] ?? never('row');

    const person = await server.api.me();
    await server.api.insert(companies, { 名称: '腾飞', 规模: 10 }, { 名称: '华夏', 规模: 20 });
    const [id = 0] = await server.api.insert(deals, fullRow(person));
    const created = await arrived();
    const before = await read(id);
    expect(created?.changes.map(({ field, afterText }) => [field.id, afterText])).toEqual(
      created?.changes.map(({ field }) => [field.id, textOf(before)(field.id)]),
    );
    // Nothing is read that the hook does not tell of a new row.
    expect(Object.keys(before.cells).sort()).toEqual(
      created?.changes.map(({ field }) => field.id).sort(),
    );
    expect(before.created).toEqual({
      at: created?.occurredAt,
      by: { id: person.id, name: person.email },
    });
    expect(before.changed).toBeUndefined();

    await server.api.link(deals, column('公司'), id, 1, 2);
    await server.api.link(deals, column('主公司'), id, 2);
    const linked = await read(id);
    await server.api.update(deals, {
      Id: id,
      备注: '',
      状态: '已完成',
      标签: '重要',
      金额: 1450,
      数量: 4,
      完成率: 100,
      评分: 0,
      已签约: false,
      日期: null,
      工时: '01:31',
      附件: [file('报价.pdf', 'application/pdf'), file('图.png', 'image/png')],
      JSON: { a: [2] },
      负责人: null,
    });
    const updated = await arrived();
    const after = await read(id);
    const changed = updated?.changes ?? [];
    expect(changed.map(({ field, beforeText }) => [field.id, beforeText])).toEqual(
      changed.map(({ field }) => [field.id, textOf(linked)(field.id)]),
    );
    expect(changed.map(({ field, afterText }) => [field.id, afterText])).toEqual(
      changed.map(({ field }) => [field.id, textOf(after)(field.id)]),
    );
    const differs = schema.fields.filter(
      ({ id: one }) => textOf(linked)(one) !== textOf(after)(one),
    );
    expect(changed.map(({ field }) => field.id).sort()).toEqual(
      differs.map(({ id: one }) => one).sort(),
    );
    expect(updated?.record).toEqual({ id: String(id), title: '深圳-L’été' });
    expect(tables.link(refOf(deals), String(id))).toBe(updated?.link);
    expect(after.changed).toEqual({
      at: updated?.occurredAt,
      by: { id: person.id, name: person.email },
    });
    expect(spoken(schema.fields, textOf(linked))).toEqual({
      客户名称: '深圳-L’été',
      备注: '第一行\n第二行 <b>x</b>',
      状态: '待处理',
      标签: '重要, 海外',
      金额: '¥1200.5',
      数量: '3',
      折扣: '1.25',
      完成率: '40%',
      评分: '4',
      已签约: '✓',
      日期: '21/11/2026',
      下次联系: '2026-11-21 08:30 UTC',
      时刻: '09:30:00',
      年份: '2026',
      工时: '1:30',
      电话: '13800138000',
      邮箱: 'a@example.com',
      网址: 'https://example.com',
      附件: '报价.pdf',
      JSON: '{"a":[1,"二"]}',
      位置: '22.5, 114.0',
      负责人: person.email,
      公司: '2',
      主公司: '华夏',
      双倍: '6',
      公司名: '腾飞, 华夏',
      规模和: '30',
    });
    await hooks.remove(good(await hooks.list())[0]?.hookId ?? '');
  });

  const spoken = (fields: readonly FieldSchema[], textOf: (id: string) => string) =>
    Object.fromEntries(fields.map(({ id, label }) => [label.name, textOf(id)]));
});

describe('the schema', () => {
  test('has the primary value first, no hidden columns, and columns of the wanted table alone', async () => {
    const baseId = await server.api.makeBase('Ventes');
    const table = await server.api.makeTable(baseId, 'Leads', [
      { title: 'Id card', column_name: 'card', uidt: 'Number' },
      { title: 'Name', column_name: 'name', uidt: 'SingleLineText', pv: true },
    ]);
    const other = await server.api.makeTable(baseId, 'Others');
    const all = good(await connect(table).tables.schema(http, baseId, [table.id]));
    expect(all.map(({ name, fields }) => [name, fields.map(({ label }) => label.name)])).toEqual([
      ['Leads', ['Name', 'Id card']],
      ['Others', []],
    ]);
    expect(all[0]?.views).toHaveLength(1);
    expect(good(await connect(other).tables.schema(http, baseId))[1]?.fields).toHaveLength(5);
  });

  test('follows a column that gets another name, and another primary value', async () => {
    const baseId = await server.api.makeBase('Ventes');
    const table = await server.api.makeTable(baseId, 'Leads');
    const { tables } = connect(table);
    const first = await schemaOf(tables, table);
    const [amount] = first.fields.filter(({ label }) => label.name === '金额');
    await server.api.changeColumn(amount?.id ?? '', { title: 'Amount', uidt: 'Number' });
    await server.api.call('POST', `/api/v2/meta/columns/${amount?.id}/primary`, {});
    await server.api.renameTable(table, 'Prospects');
    const second = await schemaOf(tables, table);
    expect(second.name).toBe('Prospects');
    expect(second.fields[0]).toMatchObject({
      id: amount?.id,
      label: { name: 'Amount', primary: true },
    });
    expect(second.fields.filter(({ label }) => label.primary)).toHaveLength(1);
  });
});

describe('a table of 2,500 rows', () => {
  let table: NocodbTable;
  let tables: BoundTables;

  beforeAll(async () => {
    table = await server.api.makeTable(await server.api.makeBase('大'), '大');
    ({ tables } = connect(table));
    for (let at = 0; at < 25; at += 1) {
      const rows = Array.from({ length: 100 }, (_, place) => ({
        客户名称: `n${at * 100 + place}`,
      }));
      await server.api.insert(table, ...rows);
    }
  });

  test('is read page by page, each row once', async () => {
    const rows = await allRows(tables, table);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(2500);
    expect(rows).toHaveLength(2500);
  });

  test('gives named rows, and leaves out those that are not there', async () => {
    const rows = good(await tables.some(http, refOf(table), ['7', '2500', '99999']));
    expect(rows.map(({ id }) => id).sort()).toEqual(['2500', '7']);
  });

  test('tells what changed since a mark, how many there are, and which', async () => {
    const recent = recentOf(tables);
    const mark = good(await recent.mark(http, refOf(table)));
    if (mark === null) throw new Error('no mark');
    // Times are whole seconds, and five of them are read twice.
    await new Promise((go) => setTimeout(go, 7000));
    await server.api.update(table, { Id: 3, 金额: 1 }, { Id: 2400, 金额: 2 });
    const [made] = await server.api.insert(table, { 客户名称: 'new' });
    await server.api.remove(table, 5);
    const later = good(await recent.mark(http, refOf(table)));
    expect(Number(later)).toBeGreaterThan(Number(mark));
    const since = good(await recent.since(http, refOf(table), String(later), null));
    expect(since.rows.map(({ id }) => id)).toEqual(['3', '2400', String(made)]);
    expect(good(await recent.count(http, refOf(table)))).toBe(2500);
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<BoundRecent['ids']>> = await recent.ids(
        http,
        refOf(table),
        cursor,
      );
      ids.push(...good(page).ids);
      cursor = good(page).next;
    } while (cursor !== null);
    expect(ids).toHaveLength(2500);
    expect(ids).not.toContain('5');
  });
});

function never(what: string): never {
  throw new Error(`no ${what}`);
}
