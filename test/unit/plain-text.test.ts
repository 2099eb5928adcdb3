// Hostile text on its way to a terminal.
import { expect, test } from 'vitest';
import { plainText } from '#shared/plain-text';

test.each([
  ['colours and cursor moves', '\u001b[31mred\u001b[2J\u001b[H', 'red'],
  ['a title set by OSC', '\u001b]0;owned\u0007Alpha', 'Alpha'],
  ['a clickable link', '\u001b]8;;http://evil\u0007click\u001b]8;;\u0007', 'click'],
  ['a device string', 'a\u001bP1$q"p\u001b\\b', 'ab'],
  ['an unfinished title', '\u001b]0;Alpha', '0;Alpha'],
  ['a reset', 'a\u001bcb', 'ab'],
  ['one-byte CSI', '\u009b31mred', 'red'],
  ['carriage return and line feed', 'one\r\nfake line', 'one fake line'],
  ['bidi overrides', 'abc\u202etxt.exe\u202c', 'abctxt.exe'],
  ['bell, backspace, NUL', 'a\u0007b\u0008c\u0000d', 'abcd'],
  ['line separator', 'a\u2028b', 'a b'],
  ['Chinese, accents and emoji stay', '商机 L’été 👍🏽', '商机 L’été 👍🏽'],
])('%s', (_what, hostile, printed) => {
  expect(plainText(hostile)).toBe(printed);
});

test('a long text is cut at a whole character', () => {
  expect(plainText('👍'.repeat(10), 4)).toBe('👍👍👍…');
});

test('a hostile text of a megabyte takes no longer than its length', () => {
  for (const part of ['\u001b]', '\u009d', '\u001b[1;', '\u001b(']) {
    expect(plainText(part.repeat(500_000), 10).length).toBeLessThanOrEqual(10);
  }
}, 5000);
