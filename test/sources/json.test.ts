// Bodies that claim to be JSON: what is nested too deep is no value, whether it arrived, was answered, or stands as text in a cell.
import { expect, test } from 'vitest';
import { jsonOf, parseJson } from '#core/sources/json';

const nested = (depth: number, inner = '') => '['.repeat(depth) + inner + ']'.repeat(depth);

test.each([
  ['64 levels', nested(64, '1'), true],
  ['65 levels', nested(65, '1'), false],
  ['levels that would end the stack', nested(2_000_000), false],
  ['brackets within a text', JSON.stringify(nested(1000)), true],
  ['brackets behind a quote that is escaped', JSON.stringify(`"\\${nested(1000)}`), true],
  ['many side by side', `[${Array.from({ length: 1000 }, () => '{}').join()}]`, true],
])('%s', (_, text, isRead) => {
  expect(jsonOf(text) !== undefined).toBe(isRead);
  expect(parseJson(Buffer.from(text)).ok).toBe(isRead);
});

test('a page of a table is looked through at once', () => {
  const text = JSON.stringify(
    Array.from({ length: 40_000 }, (_, n) => ({ n, text: 'x'.repeat(100) })),
  );
  const began = performance.now();
  jsonOf(text);
  expect(performance.now() - began).toBeLessThan(2000);
});
