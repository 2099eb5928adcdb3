// How hostile cells stand in an export.
import { expect, test } from 'vitest';
import type { FieldChange } from '#shared/event';
import type { FeedRow } from '#shared/feed';
import { createText } from '#shared/text/text';
import { columns, csvLine, markdownLine } from '../../../electron/cli/columns';
import { oneChange } from '../one-change';

const hostile = '\u001b]0;owned\u0007\u001b[2Jabc\u202etxt.exe\u202c\u009b31m\u0008!';

test('no control character or bidi mark reaches the terminal', () => {
  expect(csvLine([hostile, 'b'])).toBe('abctxt.exe!,b');
  expect(markdownLine([hostile, 'b'])).toBe('| abctxt.exe! | b |');
});

test('a hidden mark does not smuggle a formula past the apostrophe', () => {
  expect(csvLine(['\u202e=1+1', '\u001b[0m@x', '\u0000-1'])).toBe("'=1+1,'@x,'-1");
});

test('lines stay lines in CSV, and become one in Markdown', () => {
  expect(csvLine(['one\r\ntwo\rthree'])).toBe('"one\ntwo\nthree"');
  expect(markdownLine(['one\r\ntwo\rthree'])).toBe('| one two three |');
});

test('a long cell is exported whole', () => {
  const long = '商机👍🏽'.repeat(2000);
  expect(csvLine([long])).toBe(long);
  expect(markdownLine([long])).toBe(`| ${long} |`);
});

const row: FeedRow = { ...oneChange({ subject: 'field' }), unread: false, at: 0 };

test('a field’s own changes are named and worded for the reader, cells are told as they are', () => {
  const said = (changes: readonly FieldChange[]) =>
    columns.find(({ name }) => name === 'changes')?.of({ ...row, changes }, createText('zh-CN'));
  const definition = (id: string, name: string) => ({ id, name, type: 'definition' as const });
  const type = definition('fldA.type', '进度 · type');
  const serial = definition('fldA.auto_serial.type', '进度 · auto_serial.type');
  expect(
    said([
      { field: type, beforeText: 'Text', afterText: 'SingleSelect' },
      { field: serial, afterText: 'custom' },
    ]),
  ).toBe('进度 · 类型: 文本 → 单选; 进度 · 编号规则:  → 自定义编号');
  expect(said([{ field: definition('title', 'title'), afterText: '2027' }])).toBe('标题:  → 2027');
  expect(said([{ field: definition('fldA', '进度') }])).toBe('进度');
  const cell = { field: { id: 'f', name: '类型', type: 'text' as const }, afterText: 'Number' };
  expect(said([{ ...cell, beforeText: 'Text' }])).toBe('类型: Text → Number');
});
