// What a person reads in a cell, whatever shape its value has.
import { expect, test } from 'vitest';
import { bindKdocs } from './reading';

const { tables } = bindKdocs({ fileToken: 'f' });
const options = [
  { id: 'A', text: '已缴费', color: '#00aa00' },
  { id: 'B', text: 'A' },
] as const;

function shown(type: string | undefined, value: unknown, property?: unknown) {
  const label = { name: 'F', ...(type === undefined ? {} : { type }), property };
  return tables?.cell(value, { id: 'F', label });
}

test.each([
  ['SingleLineText', 'x', 'x', 'text'],
  ['MultiLineText', 'a\nb', 'a\nb', 'long-text'],
  [
    'MultiLineText',
    [{ text: 'bold', bold: true }, { insert: ' and plain' }],
    'bold and plain',
    'long-text',
  ],
  ['Number', 40.5, '40.5', 'number'],
  ['Number', 0, '0', 'number'],
  ['Currency', '12.00', '12.00', 'currency'],
  ['Percentage', '45%', '45%', 'percent'],
  ['Checkbox', true, '✓', 'checkbox'],
  ['Checkbox', false, '✗', 'checkbox'],
  ['Checkbox', '0', '✗', 'checkbox'],
  ['Date', '2026/11/28', '2026/11/28', 'date'],
  ['Date', '2026-11-28T00:00:00Z', '2026-11-28', 'date'],
  ['CreatedTime', '2026-11-28T08:05:00.000Z', '2026-11-28 08:05 UTC', 'date-time'],
  ['CreatedTime', 1795853130, '2026-11-28 08:05:30 UTC', 'date-time'],
  ['CreatedTime', 1795853130000, '2026-11-28 08:05:30 UTC', 'date-time'],
  ['Date', 46354, '46354', 'date'],
  ['Date', 9e15, '9000000000000000', 'date'],
  [
    'Contact',
    [
      { id: '1', nickName: '王芳', avatar_url: 'x' },
      { id: '2', name: 'Bo' },
    ],
    '王芳, Bo',
    'person',
  ],
  ['Contact', { id: '276328' }, '276328', 'person'],
  [
    'Attachment',
    [{ fileName: 'a.pdf', size: 3, linkUrl: 'y' }, { file_name: 'b.png' }],
    'a.pdf, b.png',
    'attachment',
  ],
  ['Url', [{ displayText: 'Plan', address: 'https://e.com' }], 'Plan (https://e.com)', 'url'],
  ['Url', { displayText: 'https://e.com', address: 'https://e.com' }, 'https://e.com', 'url'],
  ['Url', 'https://e.com', 'https://e.com', 'url'],
  ['Link', ['r1', 'r2'], 'r1, r2', 'record-link'],
  ['OneWayLink', { recordIds: ['r1'] }, 'r1', 'record-link'],
  ['Address', { districts: ['北京', '海淀'], detail: '1 号' }, '北京 / 海淀 1 号', 'location'],
  ['Cascade', { districts: ['A', 'B'], type: 'Common' }, 'A / B', 'other'],
  ['Formula', { a: 1, b: [true, { c: 'x' }] }, 'a: 1, b: ✓, c: x', 'formula'],
  [undefined, [1, null, 'x'], '1, x', undefined],
  ['Number', null, '', 'number'],
  ['Number', '', '', 'number'],
])('%s %j', (type, value, text, as) => {
  expect(shown(type, value)).toEqual({ text, ...(as === undefined ? {} : { type: as }) });
});

test.each([
  ['SingleSelect', 'A', [options[0]]],
  ['SingleSelect', '已缴费', [options[0]]],
  ['SingleSelect', { id: 'B', value: 'old' }, [options[1]]],
  ['SingleSelect', { value: '已缴费' }, [options[0]]],
  ['SingleSelect', 'gone', [{ text: 'gone' }]],
  ['MultiSelect', ['B', 'A'], [options[1], options[0]]],
  ['MultipleSelect', '已缴费,new', [options[0], { text: 'new' }]],
] as const)('the options of %s %j', (type, value, chosen) => {
  const chips = chosen.map(({ text, ...rest }) => ({
    text,
    ...('color' in rest ? { color: rest.color } : {}),
  }));
  expect(shown(type, value, { options })).toEqual({
    text: chips.map((chip) => chip.text).join(', '),
    type: type === 'SingleSelect' ? 'single-select' : 'multi-select',
    chips,
  });
});

test('a value without end is cut, and no value shows braces', () => {
  const deep = JSON.parse(`${'{"x":['.repeat(500)}1${']}'.repeat(500)}`);
  expect(shown('Formula', deep)?.text).toMatch(/^[x: ]*…$/);
  expect(shown('SingleSelect', [[{}]], { options: 'odd' })).toMatchObject({ text: '', chips: [] });
});
