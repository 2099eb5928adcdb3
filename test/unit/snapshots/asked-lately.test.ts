// What was asked for lately is not asked for again at once; of a service with millions of records, not all are remembered.
import { expect, test } from 'vitest';
import { createAskedLately } from '#core/snapshots/callbacks/asked-lately';

test('what was asked for is asked for again after a while, also where the clock was set back', () => {
  let now = 1e12;
  const asked = createAskedLately({ now: () => now }, 1000);
  asked.add('R1');
  now += 999;
  expect([asked.has('R1'), asked.has('R2')]).toEqual([true, false]);
  now += 1;
  expect(asked.has('R1')).toBe(false);
  asked.add('R1');
  now -= 3_600_000;
  expect(asked.has('R1')).toBe(false);
});

test('of many, those that were asked for last are remembered', () => {
  const asked = createAskedLately({ now: () => 1e12 }, 1000);
  asked.add('first');
  asked.add('again');
  for (let n = 0; n < 19_998; n += 1) asked.add(`R${n}`);
  asked.add('again');
  asked.add('last');
  expect(['first', 'again', 'last'].map(asked.has)).toEqual([false, true, true]);
});
