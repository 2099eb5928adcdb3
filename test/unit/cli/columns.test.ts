// How hostile cells stand in an export.
import { expect, test } from 'vitest';
import { csvLine, markdownLine } from '../../../electron/cli/columns';

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
