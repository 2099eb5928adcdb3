// One change of SeaTable is one event, however its base is spelt and by whatever name its operation goes.
import { expect, test } from 'vitest';
import { seatable } from '#core/sources/seatable/index';
import { feed } from '../bound';

const cell = {
  column_key: '0000',
  column_name: 'Name',
  column_type: 'text',
  column_data: {},
  value: 'b',
  old_value: 'a',
};
const row = {
  dtable_uuid: 'fae0a3a42ba94df88e8303fd385e37de',
  row_id: 'r1',
  op_user: 'u@auth.local',
  op_type: 'modify_row',
  op_time: 1650000000.125,
  table_id: '0000',
  table_name: 'T',
  row_name: 'b',
  row_data: [cell],
};
const body = (over: object) => ({ event: 'update', data: { ...row, ...over } });
const idOf = (over: object, deliveryId?: string) =>
  feed(seatable).read(body(over), deliveryId)[0]?.identity;

test('the same change is the same, whatever brought it', () => {
  const known = idOf({});
  expect(idOf({}, 'second')).toEqual(known);
  expect(idOf({ dtable_uuid: 'FAE0A3A4-2BA9-4DF8-8E83-03FD385E37DE' })).toEqual(known);
  expect(idOf({ op_time: 1650000000125 })).toEqual(known);
  expect(idOf({ op_type: 'modify_rows', row_name: 'c', op_user: '' })).toEqual(known);
  const moved = { ...cell, column_key: '0001', value: { x: 1, y: 2 } };
  const turned = { ...cell, column_key: '0001', value: { y: 2, x: 1 } };
  expect(idOf({ row_data: [cell, moved] })).toEqual(idOf({ row_data: [turned, cell] }));
});

test.each([
  ['row', { row_id: 'r2' }],
  ['table', { table_id: '0001' }],
  ['base', { dtable_uuid: '0ae0a3a42ba94df88e8303fd385e37de' }],
  ['millisecond', { op_time: 1650000000.126 }],
  ['operation', { op_type: 'delete_row' }],
  ['column', { row_data: [{ ...cell, column_key: '0001' }] }],
  ['value', { row_data: [{ ...cell, value: 'c' }] }],
])('another %s is another change', (_what, over) => {
  expect(idOf(over)).not.toEqual(idOf({}));
});

test('a change without a time is another one each time it arrives, except for ten minutes', () => {
  expect(idOf({ op_time: null }, 'first')).not.toEqual(idOf({ op_time: null }, 'second'));
  expect(feed(seatable).check(body({ op_time: null }))).toMatchObject({ repeatWithinMs: 600_000 });
  expect(feed(seatable).check(body({}))).toMatchObject({ repeatWithinMs: null });
});

test('names learned from one delivery serve the next', () => {
  const feeder = feed(seatable);
  feeder.read(body({}));
  expect(feeder.labels.field('0000', '0000')).toEqual({ name: 'Name', type: 'text', property: {} });
  const nameless = { column_key: '0000', value: 'd', old_value: 'b' };
  const [later] = feeder.read(body({ table_name: null, row_data: [nameless] }));
  expect(later?.table).toEqual({ id: '0000', name: 'T' });
  expect(later?.changes[0]?.field).toEqual({ id: '0000', name: 'Name', type: 'text' });
});

test('links of one row within a millisecond are as many changes, and each is one by webhook and log', () => {
  const pair = (type: string, peer: string) => ({
    table1_id: '0000',
    table1_row_id: 'r1',
    table2_id: '0001',
    table2_row_id: peer,
    op_type: type,
  });
  const cells = (peer: string) => ({
    row_data1: [{ column_key: 'l1', column_type: 'link', value: [peer], old_value: [] }],
  });
  const pushed = (type: string, peer: string) =>
    feed(seatable)
      .read(body({ ...pair(type, peer), ...cells(peer) }))
      .map(({ identity }) => identity);
  const logged = (type: string, peer: string) => {
    const operation = JSON.stringify(pair(type, peer));
    const entry = { dtable_uuid: row.dtable_uuid, op_time: 1650000000125, author: '', operation };
    return feed(seatable)
      .read({ entry }, 'logged', 'catch-up')
      .map(({ identity }) => identity);
  };
  expect(pushed('add_link', 't1')[0]).not.toEqual(pushed('add_link', 't2')[0]);
  expect(pushed('add_link', 't1')[0]).not.toEqual(pushed('remove_link', 't1')[0]);
  expect(pushed('add_link', 't1')).toEqual(logged('add_link', 't1'));
});

test('links that are set for a row twice within a millisecond are two changes, and each is one by webhook and log', () => {
  const column = (key: string) => ({
    ...{ key, name: key, type: 'link' },
    data: { link_id: 'L', table_id: '0000', other_table_id: '0001' },
  });
  const tables = [
    { _id: '0000', name: 'T', columns: [column('l1')] },
    { _id: '0001', name: 'U', columns: [column('l2')] },
  ];
  const logged = (before: readonly string[], after: readonly string[]) => {
    const operation = {
      ...{ op_type: 'update_rows_links', link_id: 'L', table_id: '0000', other_table_id: '0001' },
      row_id_list: ['r1'],
      other_rows_ids_map: { r1: after },
      old_other_rows_ids_map: { r1: before },
    };
    const entry = { dtable_uuid: row.dtable_uuid, op_time: 1650000000125, author: '', operation };
    return feed(seatable)
      .read({ entry, names: { tables } }, 'logged', 'catch-up')
      .map(({ identity }) => identity);
  };
  const cells = (key: string, before: readonly string[], after: readonly string[]) => {
    const [value, old_value] = [after, before].map((ids) => ids.map((row_id) => ({ row_id })));
    return [{ column_key: key, column_type: 'link', value, old_value }];
  };
  const pushed = (before: readonly string[], after: readonly string[], peer: string) =>
    feed(seatable)
      .read(
        body({
          ...{ op_type: 'update_rows_links', table1_id: '0000', table1_row_id: 'r1' },
          ...{ table2_id: '0001', table2_row_id: peer },
          row_data1: cells('l1', before, after),
          row_data2: cells(
            'l2',
            after.includes(peer) ? [] : ['r1'],
            after.includes(peer) ? ['r1'] : [],
          ),
        }),
      )
      .map(({ identity }) => identity);
  const [first, second] = [logged([], ['t1']), logged(['t1'], ['t2', 't1'])];
  expect(second[0]).not.toEqual(first[0]);
  expect(pushed([], ['t1'], 't1')).toEqual(first);
  expect(pushed(['t1'], ['t1', 't2'], 't2')).toEqual(second);
});
