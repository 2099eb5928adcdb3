// A whole record as it was at a moment, asked of a running app: with each service's own events, and its rows where they are kept.
import { afterEach, describe, expect, test } from 'vitest';
import { recordAt } from '#core/api/record-at';
import { createDirectory } from '#core/connections/directory';
import { createMemoryVault } from '#core/core';
import { sources } from '#core/sources/index';
import type { RecordMoment, RecordThen } from '#shared/record-then';
import { makeChange, makeEvent, makeStore, noon } from '../store/make';
import { connectSeaTable, type Desk, expectOk, openDesk, post, seatableEdit } from './desk';
import { type FeishuDesk, openFeishuDesk } from './feishu-desk';
import { openWatched, type Watched } from './watched-document';

const wait = { timeout: 20_000 };
let open: { close(): Promise<void> } | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

const at = async (desk: Desk, id: string, when: RecordMoment): Promise<RecordThen> =>
  expectOk(await desk.core.api['feed.recordAt']({ id, when }));

/** Field name: content, and how it is known. */
const said = ({ fields }: RecordThen) =>
  Object.fromEntries(
    fields.map(({ field, held, known, changed }) => [
      field.name,
      [held?.text ?? null, changed ? 'now' : known.kind],
    ]),
  );

describe('Kdocs, whose events name records and no more', () => {
  test('the changes found are undone from the row as last read', async () => {
    const watched: Watched = await openWatched();
    open = watched;
    await watched.watch([{ tableId: '1', kinds: ['created', 'updated', 'deleted'] }]);
    await expect.poll(async () => (await watched.view()).state.comparedAt, wait).not.toBeNull();
    const document = watched.service.document();
    const [id = ''] = document.sheets.get(1)?.records.keys() ?? [];
    document.updateRecords(1, [{ id, fields: { 状态: '已缴费' } }]);
    const [paid] = await watched.desk.sawEvents(1);
    document.updateRecords(1, [{ id, fields: { 人数: 3 } }]);
    const [, more] = await watched.desk.sawEvents(2);

    const first = await at(watched.desk, more?.id ?? '', 'before');
    expect(first).toMatchObject({ eventId: paid?.id, place: 1, total: 2, isWhole: true });
    expect(said(first)).toMatchObject({ 状态: ['已缴费', 'now'], 人数: ['2', 'next'] });
    const unnamed = first.fields.filter(({ known }) => known.kind === 'read');
    expect(unnamed.length).toBeGreaterThan(1);
    expect(first.fields.find(({ field }) => field.name === '状态')?.held?.chips).toHaveLength(1);
    const before = await at(watched.desk, paid?.id ?? '', 'before');
    expect(before).toMatchObject({ eventId: null, place: 0, older: null });
    expect(said(before)).toMatchObject({ 状态: ['已报名', 'next'], 人数: ['2', 'next'] });
    const now = await at(watched.desk, paid?.id ?? '', Date.now() + 60_000);
    expect(said(now)).toMatchObject({ 状态: ['已缴费', 'told'], 人数: ['3', 'now'] });
    // In the order of the table, whatever changed first.
    const names = Object.keys(said(now));
    expect(Object.keys(said(before))).toEqual(names);

    document.deleteRecords(1, [id]);
    await watched.desk.core.api['connections.catchUp']({ id: watched.connectionId });
    const [, , gone] = await watched.desk.sawEvents(3);
    const last = await at(watched.desk, gone?.id ?? '', 'after');
    expect(last.state).toBe('deleted');
    expect(said(last)).toMatchObject({ 状态: ['已缴费', 'told'], 人数: ['3', 'told'] });
  });
});

describe('Feishu, whose events carry both sides and whose tables are read', () => {
  test('a record is known from its beginning, and what no event names from the row', async () => {
    const feishu: FeishuDesk = await openFeishuDesk();
    open = feishu;
    const base = feishu.service.base();
    const [id = ''] = base.addRecords([{ 任务: '首页改版', 工时: 4, 进度: '未开始' }]);
    const [made] = await feishu.desk.sawEvents(1);
    base.edit(id, { 工时: 5.5 });
    base.edit(id, { 进度: '已完成' });
    const told = await feishu.desk.sawEvents(3);
    const done = told.find(
      ({ changes }) => changes[0]?.field.name === '进度' && changes.length === 1,
    );
    // The second links to the first, which is not changed meanwhile.
    const [second = ''] = base.addRecords([{ 任务: 'B' }]);
    base.edit(second, { 关联: [id] });
    base.edit(second, { 工时: 1 });
    await feishu.desk.sawEvents(6);
    const then = await at(feishu.desk, done?.id ?? '', 'after');
    expect(said(then)).toMatchObject({
      任务: ['首页改版', 'told'],
      工时: ['5.5', 'told'],
      进度: ['已完成', 'now'],
    });
    const last = feishu.desk.events.findLast(({ record }) => record?.id === second);
    const linked = said(await at(feishu.desk, last?.id ?? '', Date.now() + 60_000));
    expect(linked).toMatchObject({ 关联: ['首页改版', expect.anything()] });
    expect(then.fields.filter(({ known }) => known.kind === 'missed')).toEqual([]);
    expect(await at(feishu.desk, made?.id ?? '', 'before')).toMatchObject({
      state: 'not-yet',
      fields: [],
    });
    expect((await at(feishu.desk, made?.id ?? '', 'after')).older).toBeNull();
  });

  test('columns that move with every change are not called empty, for rows do not have them', async () => {
    let id = '';
    const feishu: FeishuDesk = await openFeishuDesk({
      before: (service) => {
        [id = ''] = service.base().addRecords([{ 任务: '首页改版', 工时: 4, 进度: '未开始' }]);
      },
    });
    open = feishu;
    await feishu.isReady();
    const base = feishu.service.base();
    base.edit(id, { 工时: 5.5 });
    const [edited] = await feishu.desk.sawEvents(1);
    const then = await at(feishu.desk, edited?.id ?? '', 'after');
    expect(then.isWhole).toBe(true);
    const names = Object.keys(said(then));
    expect(names).toEqual(expect.arrayContaining(['任务', '工时', '进度']));
    expect(names).not.toContain('最后更新时间');
    expect(names).not.toContain('修改人');
  });
});

describe('SeaTable by webhook alone, of which no rows are kept', () => {
  test('fields that were named are known, and a lost change between two is said', async () => {
    const desk = await openDesk();
    open = desk;
    const url = await connectSeaTable(desk);
    const edit = (before: string, after: string, time: number) =>
      post(url, seatableEdit('r1', before, after, { op_time: time }));
    await edit('a', 'b', 1_700_000_000);
    await edit('x', 'y', 1_700_000_100);
    await desk.sawEvents(2);
    const [lost, first] = [desk.events[1]?.id ?? '', desk.events[0]?.id ?? ''];
    expect(said(await at(desk, first, 'after'))).toEqual({ 状态: ['b', 'now'] });
    expect(said(await at(desk, lost, 'after'))).toEqual({ 状态: ['y', 'now'] });
    const before = await at(desk, first, 'before');
    expect(said(before)).toEqual({ 状态: ['a', 'next'] });
    expect(before).toMatchObject({ isWhole: false, readAt: null });
    expect(await desk.core.api['feed.recordAt']({ id: 'nothing' })).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    });
  });
});

test('of a record with five thousand changes, any moment is known at once', () => {
  const store = makeStore();
  store.events.insert(
    Array.from({ length: 5000 }, (_, n) =>
      makeEvent(`e${n}`, {
        occurredAt: noon + n * 1000,
        receivedAt: noon + n * 1000,
        changes: [0, 1, 2].map((k) => makeChange(`f${(n + k) % 30}`, `${n - 30 + k}`, `${n + k}`)),
      }),
    ),
  );
  const directory = createDirectory({ store, vault: createMemoryVault([]), sources });
  const row = store.events.get('e2500');
  if (!row) throw new Error('no event');
  const ask = () => expectOk(recordAt({ store, directory }, row, 'after'));
  expect(ask()).toMatchObject({ place: 2501, total: 5000 });
  // ms of work, whatever else the machine has to do.
  const times = Array.from({ length: 5 }, () => {
    const begin = process.cpuUsage();
    ask();
    const { user, system } = process.cpuUsage(begin);
    return (user + system) / 1000;
  });
  expect(Math.min(...times)).toBeLessThan(50);
});
