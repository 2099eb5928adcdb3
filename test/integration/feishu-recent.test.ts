// Large Feishu tables are caught up with by searching what changed last, where a column says when.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BoundTables } from '#core/sources/bound-source';
import type { TableRef } from '#core/sources/source';
import { ok } from '#shared/result';
import { connectFeishu, type FeishuAccount, http, tablesOf } from './feishu-account';
import { good } from './kdocs-account';

let account: FeishuAccount;
let table: TableRef;
let recent: NonNullable<BoundTables['recent']>;
beforeEach(async () => {
  account = await connectFeishu();
  const base = account.service.base();
  table = { baseId: base.token, tableId: base.table().id };
  const found = tablesOf(account.bound).recent;
  if (!found) throw new Error('no recent');
  recent = found;
});
afterEach(() => account.service.close());

const base = () => account.service.base();
const add = (count: number) => {
  const ids = base().addRecords(Array.from({ length: count }, (_, n) => ({ 工时: n })));
  account.clock.advance(10 * 60_000);
  return ids;
};

test('only what changed since the mark is read, and as many pages as that takes', async () => {
  const ids = add(1200);
  const mark = good(await recent.mark(http, table));
  expect(mark).not.toBeNull();
  account.clock.advance(10 * 60_000);
  base().editAll(ids.slice(0, 600).map((id) => [id, { 工时: -1 }]));
  const before = account.routes().filter((route) => route === 'search').length;
  const first = good(await recent.since(http, table, `${account.clock.now() - 1000}`, null));
  expect(first.rows).toHaveLength(500);
  const second = good(
    await recent.since(http, table, `${account.clock.now() - 1000}`, first.next ?? ''),
  );
  expect(second.rows).toHaveLength(100);
  expect(second.next).toBeNull();
  expect(account.routes().filter((route) => route === 'search')).toHaveLength(before + 2);
  expect([...first.rows, ...second.rows].every(({ cells }) => cells.fldHours02 === -1)).toBe(true);
});

test('all ids and their number are to be had without the cells', async () => {
  const ids = add(700);
  expect(good(await recent.count(http, table))).toBe(700);
  const first = good(await recent.ids(http, table, null));
  const second = good(await recent.ids(http, table, first.next));
  expect([...first.ids, ...second.ids].sort()).toEqual([...ids].sort());
  expect(second.next).toBeNull();
  // The column that is asked for alone is looked up for the first page.
  expect(account.routes().filter((route) => route === 'fields')).toHaveLength(1);
});

test('without a column of the last modification there is no mark, so that the whole table is read', async () => {
  add(1);
  const { fields } = base().table();
  fields.splice(
    fields.findIndex(({ type }) => type === 1002),
    1,
  );
  expect(good(await recent.mark(http, table))).toBeNull();
  // Had it one a moment ago, the service says that there is no such column, and all rows are read.
  expect(await recent.since(http, table, '1', null)).toMatchObject({
    ok: false,
    error: { code: 'service-not-found' },
  });
});

test('an empty table has no mark, and hidden rows are not taken for none', async () => {
  expect(good(await recent.mark(http, table))).toBeNull();
  expect(good(await recent.count(http, table))).toBe(0);
  add(3);
  base().advanced = true;
  base().managed = false;
  expect(await recent.count(http, table)).toMatchObject({
    ok: false,
    error: { code: 'rows-hidden' },
  });
});

test('the history of a row is brought with the newest first, in whatever order it comes', async () => {
  const activity = (time: number) => ({ activity_type: 'update', create_time: time });
  const items = [1_763_700_000, 1_763_900_000, 1_763_800_000].map(activity);
  const body = { code: 0, msg: 'success', data: { items } };
  account.service.fault('record_history', { kind: 'reply', reply: { status: 200, body } });
  const past = good((await tablesOf(account.bound).past?.(http, table, 'recX')) ?? ok([]));
  expect(past.map(({ at }) => at / 1000)).toEqual([1_763_900_000, 1_763_800_000, 1_763_700_000]);
});
