// The NocoDB adapter against a real NocoDB: what it lists, the hooks it makes, and what it reads from real deliveries.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { BoundSource, LabelBook } from '#core/sources/bound-source';
import type { ChangeDraft } from '#core/sources/source';
import { createLabelBook } from '../sources/label-book';
import { bindNocodb, delivery, firstPage, good, hooksFor, http } from '../sources/nocodb/reading';
import { type Catcher, createCatcher } from './catcher';
import type { NocodbTable } from './nocodb-api';
import { type NocodbServer, startNocodb } from './nocodb-server';

let server: NocodbServer;
let catcher: Catcher;

beforeAll(async () => {
  [server, catcher] = await Promise.all([startNocodb(), createCatcher()]);
});
afterAll(async () => {
  await catcher?.close();
  await server?.stop();
});

const headerSecret = 'a secret of this subscription';

function connect(token: string, table?: NocodbTable): BoundSource {
  return bindNocodb({
    config: { server: `${server.url}/` },
    target: table ? { tableId: table.id, baseId: table.baseId } : {},
    secrets: { token, headerSecret },
  });
}

const hooksOf = (bound: BoundSource, { id, baseId }: Pick<NocodbTable, 'id' | 'baseId'>) =>
  hooksFor(bound, { tableId: id, baseId });

async function labelsOf(bound: BoundSource, table: NocodbTable): Promise<LabelBook> {
  if (bound.discover === null) throw new Error('no discovery');
  return createLabelBook(good(await bound.discover.labels(http, table.baseId, table.id)));
}

test('a base and its tables are listed, with an API token and with a session', async () => {
  const baseId = await server.api.makeBase('客户管理');
  const table = await server.api.makeTable(baseId, '商机');
  for (const token of [server.token, server.session]) {
    const { discover } = connect(token);
    expect(good((await discover?.bases(http, firstPage)) ?? never())).toMatchObject({
      bases: expect.arrayContaining([{ id: baseId, name: '客户管理' }]),
      next: null,
    });
    expect(good((await discover?.tables(http, baseId)) ?? never())).toEqual([
      { id: table.id, name: '商机' },
    ]);
  }
});

test('a connection limited to one base lists that one', async () => {
  const baseId = await server.api.makeBase('Ventes');
  const { discover } = bindNocodb({
    config: { server: server.url, baseId },
    secrets: { token: server.token },
  });
  expect(good((await discover?.bases(http, firstPage)) ?? never())).toEqual({
    bases: [{ id: baseId, name: 'Ventes' }],
    next: null,
  });
});

test('columns are learned with names, types and option colours', async () => {
  const table = await server.api.makeTable(await server.api.makeBase('客户管理'), '商机');
  const labels = await labelsOf(connect(server.token), table);
  expect(labels.base(table.baseId)).toBe('客户管理');
  expect(labels.table(table.id)).toBe('商机');
  expect(labels.field(table.id, 'title:状态')).toMatchObject({
    name: '状态',
    type: 'SingleSelect',
    property: {
      options: [
        { text: '待处理', color: '#cfdffe' },
        { text: '已完成', color: '#c2f5e8' },
      ],
    },
  });
});

test('a wrong token, an unknown table and an unknown hook are told in our words', async () => {
  const wrong = connect('wrong');
  const host = new URL(server.url).host;
  expect(await wrong.discover?.bases(http, firstPage)).toEqual({
    ok: false,
    error: { code: 'service-refused', params: { host } },
  });
  const none = { id: 'mnone', baseId: 'pnone' };
  const unknown = hooksOf(connect(server.token), none);
  expect(await unknown.list()).toEqual({
    ok: false,
    error: { code: 'service-not-found', params: { host, what: 'mnone' } },
  });
  expect(await unknown.remove('hknone')).toEqual({ ok: true, value: null });
});

test('a server that sends to no private address says so, and no hook is left there', async () => {
  const strict = await startNocodb({ localHooks: false });
  try {
    const table = await strict.api.makeTable(await strict.api.makeBase('Ventes'), 'Leads');
    const bound = bindNocodb({ config: { server: strict.url }, secrets: { token: strict.token } });
    const hooks = hooksOf(bound, table);
    expect(await hooks.create(`${catcher.url}/in/address`, headerSecret)).toEqual({
      ok: false,
      error: { code: 'hook-target-private', params: { host: new URL(strict.url).host } },
    });
    expect(await hooks.list()).toEqual({ ok: true, value: [] });
  } finally {
    await strict.stop();
  }
});

describe('a watched table', () => {
  let table: NocodbTable;
  let bound: BoundSource;
  let hookId: string;
  let labels: LabelBook;

  beforeEach(async () => {
    table = await server.api.makeTable(await server.api.makeBase('客户管理'), '商机');
    bound = connect(server.token, table);
    labels = await labelsOf(bound, table);
    const made = await hooksOf(bound, table).create(`${catcher.url}/in/${table.id}`, headerSecret);
    hookId = good(made).hookId;
    // What the server posted to find out whether it may; it carries no address and no secret.
    for (const probe of catcher.waiting.splice(0)) expect(probe.path).toBe('/');
  });

  async function arrived(): Promise<readonly Partial<ChangeDraft>[]> {
    const { body, headers, path } = await catcher.next();
    expect(path).toBe(`/in/${table.id}`);
    const sent = delivery(body, headers);
    expect(bound.check(sent, Date.now())).toMatchObject({ kind: 'accept', repeatWithinMs: null });
    const drafts = good(bound.read(sent, labels));
    return drafts.map(({ identity: _, ...draft }) => draft);
  }

  test('has our hook, and no longer once it is removed', async () => {
    const hooks = hooksOf(bound, table);
    expect(good(await hooks.list())).toEqual([
      {
        hookId,
        title: 'Tablewatch',
        callbackUrl: `${catcher.url}/in/${table.id}`,
        active: true,
        tableId: table.id,
      },
    ]);
    expect(good(await hooks.remove(hookId))).toBeNull();
    expect(good(await hooks.list())).toEqual([]);
    expect(good(await hooks.remove(hookId))).toBeNull();
  });

  test('reports a new row, its change and its end', async () => {
    const row = { 客户名称: '深圳-L’été', 状态: '待处理', 金额: 1200, 日期: '2026-11-21' };
    const [id] = await server.api.insert(table, row);
    const common = {
      base: { id: table.baseId, name: '客户管理' },
      table: { id: table.id, name: '商机' },
      record: { id: String(id), title: '深圳-L’été' },
      subject: 'record',
      count: 1,
      certainty: 'stated',
      actor: { kind: 'unknown' },
      link: `${server.url}/dashboard/#/nc/${table.baseId}/${table.id}?rowId=${id}`,
    };
    const [created, ...noMore] = await arrived();
    expect(noMore).toEqual([]);
    expect(created).toMatchObject({
      ...common,
      action: 'created',
      changes: [
        { field: { name: '客户名称', type: 'text' }, afterText: '深圳-L’été' },
        { field: { name: '状态' }, afterChips: [{ text: '待处理', color: '#cfdffe' }] },
        { field: { name: '金额', type: 'number' }, after: 1200, afterText: '1200' },
        { field: { name: '日期', type: 'date' }, afterText: '2026-11-21' },
      ],
    });
    expect(Math.abs((created?.occurredAt ?? 0) - Date.now())).toBeLessThan(60_000);

    await server.api.update(table, { Id: id, 状态: '已完成', 金额: 1450, 已签约: true });
    const [updated] = await arrived();
    expect(updated).toMatchObject({
      ...common,
      action: 'updated',
      changes: [
        {
          field: { name: '状态', type: 'single-select' },
          beforeText: '待处理',
          afterText: '已完成',
          beforeChips: [{ text: '待处理', color: '#cfdffe' }],
          afterChips: [{ text: '已完成', color: '#c2f5e8' }],
        },
        { field: { name: '金额' }, before: 1200, after: 1450 },
        { field: { name: '已签约', type: 'checkbox' }, beforeText: '✗', afterText: '✓' },
      ],
    });
    expect(updated?.changes).toHaveLength(3);

    await server.api.remove(table, Number(id));
    const [deleted] = await arrived();
    expect(deleted).toMatchObject({
      ...common,
      action: 'deleted',
      occurredAt: null,
      link: `${server.url}/dashboard/#/nc/${table.baseId}/${table.id}`,
    });
    expect(deleted?.changes).toContainEqual(
      expect.objectContaining({
        beforeText: '已完成',
        field: expect.objectContaining({ name: '状态' }),
      }),
    );
  });

  test('reports many rows of one call, each with its own change', async () => {
    const ids = await server.api.insert(table, { 客户名称: '甲' }, { 客户名称: '乙' });
    expect((await arrived()).map(({ record }) => record?.title)).toEqual(['甲', '乙']);
    await server.api.update(table, ...ids.map((Id, index) => ({ Id, 金额: 100 + index })));
    const changed = await arrived();
    expect(changed.map(({ changes }) => changes?.map(({ afterText }) => afterText))).toEqual([
      ['100'],
      ['101'],
    ]);
    await server.api.remove(table, ...ids);
    expect((await arrived()).map(({ action }) => action)).toEqual(['deleted', 'deleted']);
  });

  test('names who did it, where the table has such fields', async () => {
    await server.api.addColumn(table, { title: '创建人', uidt: 'CreatedBy' });
    await server.api.addColumn(table, { title: '修改人', uidt: 'LastModifiedBy' });
    labels = await labelsOf(bound, table);
    const [Id] = await server.api.insert(table, { 客户名称: '甲' });
    const person = { kind: 'person', name: 'lilei@example.com' };
    expect((await arrived())[0]?.actor).toMatchObject(person);
    await server.api.update(table, { Id, 客户名称: '乙' });
    const [updated] = await arrived();
    expect(updated?.actor).toMatchObject(person);
    expect(updated?.changes?.map(({ field }) => field.name)).toEqual(['客户名称']);
  });

  test('finds the former state of a row although a condition left others out', async () => {
    const ids = await server.api.insert(
      table,
      { 客户名称: '甲', 金额: 1 },
      { 客户名称: '乙', 金额: 2 },
    );
    await arrived();
    const amount = labels.field(table.id, 'title:金额')?.property;
    await server.api.call('PATCH', `/api/v2/meta/hooks/${hookId}`, {
      title: 'Tablewatch',
      event: 'after',
      operation: ['update'],
      version: 'v3',
      active: true,
      condition: true,
      notification: {
        type: 'URL',
        payload: {
          method: 'POST',
          path: `${catcher.url}/in/${table.id}`,
          body: '{{ json event }}',
          headers: [{ enabled: true, name: 'authorization', value: `Bearer ${headerSecret}` }],
          parameters: [],
        },
      },
    });
    await server.api.call('POST', `/api/v2/meta/hooks/${hookId}/filters`, {
      fk_column_id: columnIdOf(amount),
      comparison_op: 'gt',
      value: 10,
      logical_op: 'and',
    });
    await server.api.update(table, { Id: ids[0], 金额: 5 }, { Id: ids[1], 金额: 50 });
    const drafts = await arrived();
    expect(drafts).toHaveLength(1);
    expect(drafts[0]).toMatchObject({
      record: { id: String(ids[1]), title: '乙' },
      changes: [{ beforeText: '2', afterText: '50' }],
    });
  });
});

function columnIdOf(property: unknown): unknown {
  return typeof property === 'object' && property !== null
    ? Reflect.get(property, 'columnId')
    : undefined;
}

function never(): never {
  throw new Error('no discovery');
}
