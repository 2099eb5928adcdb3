// A row of SeaTable is without a title only where the payload does not say it.
import { expect, test } from 'vitest';
import { seatable } from '#core/sources/seatable/index';
import { feed } from '../bound';

const recordOf = (over: object) => {
  const row = { dtable_uuid: 'b', op_time: 1650000000.125, table_id: 't', row_id: 'r' };
  return feed(seatable).read({ event: 'update', data: { ...row, ...over } })[0]?.record;
};

test.each(['insert_row', 'modify_row', 'delete_row'])('%s', (op_type) => {
  expect(recordOf({ op_type, row_name: 'A' })).toEqual({ id: 'r', title: 'A' });
  expect(recordOf({ op_type, row_name: '', row_name_option: '' })).toEqual({ id: 'r', title: '' });
  expect(recordOf({ op_type, row_name: null })).toEqual({ id: 'r', title: '' });
  expect(recordOf({ op_type })).toEqual({ id: 'r' });
  expect(recordOf({ op_type, row_name: { of: 'another form' } })).toEqual({ id: 'r' });
});
