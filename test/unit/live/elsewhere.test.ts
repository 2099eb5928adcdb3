// When changes that never arrived by an open channel count as taken by another client.
import { describe, expect, test } from 'vitest';
import { seemsElsewhere, wasOpen } from '#core/live/elsewhere';
import { createHearing } from '#core/live/hearing';

const minute = 60_000;

describe('it is said', () => {
  test.each([
    [0, 0, false],
    [2, 0, false],
    [3, 0, true],
    [3, 3, true],
    // One in five is the least: a client among many loses more than that.
    [3, 12, true],
    [3, 13, false],
  ])('%i missed, %i heard', (missed, heard, expected) => {
    expect(seemsElsewhere({ missed, heard }, false)).toBe(expected);
  });

  test('until nothing is missed any more, so that it does not come and go', () => {
    expect(seemsElsewhere({ missed: 1, heard: 500 }, true)).toBe(true);
    expect(seemsElsewhere({ missed: 0, heard: 0 }, true)).toBe(false);
  });
});

test('a moment near the beginning or the end of the channel says nothing', () => {
  const spans = [
    { from: 0, to: 10 * minute },
    { from: 20 * minute, to: null },
  ];
  const open = [1, 3, 9, 15, 21, 23].map((at) => wasOpen(spans, at * minute));
  expect(open).toEqual([false, true, false, false, false, true]);
});

test('the channel is remembered for a day, each opening once, and a message that was not kept breaks it', () => {
  let now = 0;
  const hearing = createHearing({ now: () => now });
  hearing.began('c');
  hearing.began('c');
  now = 5 * minute;
  hearing.disturbed('c');
  hearing.disturbed('other');
  now = 9 * minute;
  hearing.ended('c');
  hearing.ended('c');
  expect(hearing.spans('c')).toEqual([
    { from: 0, to: 5 * minute },
    { from: 5 * minute, to: 9 * minute },
  ]);
  now = 25 * 60 * minute;
  hearing.began('c');
  expect(hearing.spans('c')).toEqual([{ from: now, to: null }]);
  expect(hearing.spans('other')).toEqual([]);
});
