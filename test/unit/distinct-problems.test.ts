// Problems that are one are said once.
import { expect, test } from 'vitest';
import { distinct } from '#core/connections/problems';
import type { Problem } from '#shared/result';

const unreachable = (host: string, reason: string): Problem => ({
  code: 'service-unreachable',
  params: { host, reason },
});

test('a server that breaks one call and refuses the next is said once, another server as well', () => {
  const [broken, refused] = ['UND_ERR_SOCKET', 'ECONNREFUSED'].map((why) => unreachable('a', why));
  const other = unreachable('b', 'ECONNREFUSED');
  expect(distinct([broken, refused, other, broken].flatMap((one) => one ?? []))).toEqual([
    broken,
    other,
  ]);
});

test('of one code, what differs is said', () => {
  const gone = (what: string): Problem => ({ code: 'service-not-found', params: { what } });
  expect(distinct([gone('a'), gone('b'), gone('a')])).toEqual([gone('a'), gone('b')]);
});
