// Numbers and durations of SeaTable read as they do in SeaTable.
import { expect, test } from 'vitest';
import { showCell } from '#core/sources/seatable/cells/cells';

const shown = (type: string, value: unknown, data?: unknown) =>
  showCell(value, { type, data }, () => undefined).text;

test.each([
  [0, {}, '0'],
  [-0, {}, '0'],
  [1234567.891, { thousands: 'comma' }, '1,234,567.891'],
  [-1234567, { thousands: 'space' }, '-1 234 567'],
  [999, { thousands: 'comma' }, '999'],
  [1000, { thousands: 'dot', decimal: 'comma' }, '1.000'],
  [0.5, { decimal: 'comma' }, '0,5'],
  [2, { enable_precision: true, precision: 3 }, '2.000'],
  [2.5, { enable_precision: false, precision: 0 }, '2.5'],
  [0.285, { format: 'percent' }, '28.5%'],
  [0.07, { format: 'percent', enable_precision: true, precision: 1 }, '7.0%'],
  [-0.5, { format: 'percent' }, '-50%'],
  [12, { format: 'dollar' }, '$12'],
  [12, { format: 'custom_currency', currency_symbol: 'CHF ' }, 'CHF 12'],
  [12, { format: 'custom_currency' }, '12'],
  [5e-7, {}, '5e-7'],
  [5, { format: 7, thousands: {}, precision: -1, enable_precision: true }, '5'],
  [5, 'settings of another kind', '5'],
])('number %d with %j is %s', (value, settings, text) => {
  expect(shown('number', value, settings)).toBe(text);
});

test.each([
  [0, 'h:mm', '0:00'],
  [59, 'h:mm', '0:00:59'],
  [3600, 'h:mm', '1:00'],
  [360_000, 'h:mm', '100:00'],
  [3600, 'h:mm:ss', '1:00:00'],
  [-90, 'h:mm:ss', '-0:01:30'],
])('duration of %d s in %s is %s', (seconds, format, text) => {
  expect(shown('duration', seconds, { duration_format: format })).toBe(text);
});

test.each([
  ['number', { a: 1 }, '{"a":1}'],
  ['duration', [5], '[5]'],
  ['checkbox', 'yes', 'yes'],
  ['long-text', { preview: 'p' }, '{"preview":"p"}'],
  ['single-select', { id: 1 }, '{"id":1}'],
  ['collaborator', 'ana@example.org', 'ana@example.org'],
  ['link', { row_id: 'r1' }, 'r1'],
  ['geolocation', 'Paris', 'Paris'],
  ['geolocation', {}, '{}'],
  ['image', 'https://example.org/', 'https://example.org/'],
  ['digital-sign', 'x', 'x'],
])('a %s cell holding %j is still shown', (type, value, text) => {
  expect(shown(type, value)).toBe(text);
});
