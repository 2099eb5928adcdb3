// What the log says about an exception that nobody caught.
import { expect, test } from 'vitest';
import { bugFields } from '../../../electron/shell/our-bugs';

test('name and frames of an error, without what it quotes', () => {
  const fields = bugFields(new RangeError('first line\n    at Alice Salary 90000 (x.ts:1:2)'));
  expect(fields.reason).toBe('RangeError');
  expect(fields.frames).toMatch(/^at .*our-bugs\.test\.ts:\d+:\d+/);
  expect(JSON.stringify(fields)).not.toMatch(/Alice|first line/);
});

test('an error whose message was changed later shows no frames, since they cannot be told from it', () => {
  const error = new Error('Alice\n    at Alice (x.ts:1:2)');
  expect(error.stack).toContain('Alice'); // made at the first reading
  error.message = 'another';
  expect(bugFields(error)).toEqual({ reason: 'Error', frames: '' });
});

test('an error without a message shows its frames', () => {
  expect(bugFields(new Error()).frames).toContain('our-bugs.test.ts');
});

test('what is no error is told by its type', () => {
  expect(bugFields('Alice')).toEqual({ reason: 'string', frames: '' });
});
