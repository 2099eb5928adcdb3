// Dates of SeaTable read as their column shows them.
import { expect, test } from 'vitest';
import { showCell } from '#core/sources/seatable/cells/cells';
import { seatable } from '#core/sources/seatable/index';
import { feed } from '../bound';

const shown = (value: unknown, data?: unknown) =>
  showCell(value, { type: 'date', data }, () => undefined).text;

test.each([
  ['YYYY-MM-DD', '2022-06-01'],
  ['DD/MM/YYYY', '01/06/2022'],
  ['D/M/YYYY', '1/6/2022'],
  ['M/D/YYYY', '6/1/2022'],
  ['DD.MM.YYYY', '01.06.2022'],
])('in %s a day is %s, with and without the time', (format, day) => {
  for (const value of ['2022-06-01', '2022-06-01 09:05', '2022-06-01T09:05:00+02:00']) {
    expect(shown(value, { format })).toBe(day);
  }
  expect(shown('2022-06-01 09:05', { format: `${format} HH:mm` })).toBe(`${day} 09:05`);
  expect(shown('2022-06-01T09:05:59+02:00', { format: `${format} HH:mm` })).toBe(`${day} 09:05`);
  expect(shown('2022-06-01', { format: `${format} HH:mm` })).toBe(day);
});

test.each([
  ['2022-06-01', { format: 'MMM Do' }],
  ['2022-06-01', { format: 'M/D/YYYY hh:mm a' }],
  ['2022-06-01', { format: 7 }],
  ['2022-06-01', null],
  ['2022-13-01', { format: 'M/D/YYYY' }],
  ['2022-02-30', { format: 'M/D/YYYY' }],
  ['2022-06-01 25:00', { format: 'M/D/YYYY' }],
  ['June 1', { format: 'M/D/YYYY' }],
  ['01.06.2022', { format: 'M/D/YYYY' }],
])('%j in a column of %j stays as written', (value, data) => {
  expect(shown(value, data)).toBe(value);
});

test('a leap day is a day, and what is no text is still shown', () => {
  expect(shown('2024-02-29', { format: 'D/M/YYYY' })).toBe('29/2/2024');
  expect(shown('', { format: 'D/M/YYYY' })).toBe('');
  expect(shown(5, { format: 'D/M/YYYY' })).toBe('5');
});

test('the raw values stay', () => {
  const cell = {
    column_key: 'k1',
    column_name: 'Day',
    column_type: 'date',
    column_data: { format: 'DD.MM.YYYY HH:mm' },
    value: '2022-06-02 10:00',
    old_value: '2022-06-01',
  };
  const row = { op_type: 'modify_row', table_id: 't', row_id: 'r', row_data: [cell] };
  const [draft] = feed(seatable).read({ event: 'update', data: { dtable_uuid: 'b', ...row } });
  expect(draft?.changes).toMatchObject([
    {
      field: { type: 'date-time' },
      before: '2022-06-01',
      beforeText: '01.06.2022',
      after: '2022-06-02 10:00',
      afterText: '02.06.2022 10:00',
    },
  ]);
});
