// When changes that never arrived by an open channel count as taken by another client.
import { describe, expect, test } from 'vitest';
import { createElsewhere, seemsElsewhere } from '#core/live/elsewhere';
import { createHearing, wasOpen } from '#core/live/hearing';
import type { NewEvent } from '#core/store/store';
import { makeEvent, makeStore, noon } from '../../store/make';

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

test('openings too short to tell anything are not kept, however many there are', () => {
  let now = 0;
  const hearing = createHearing({ now: () => now });
  hearing.began('c');
  for (let n = 0; n < 1000; n += 1) {
    now += 1000;
    hearing.disturbed('c');
  }
  expect(hearing.spans('c')).toEqual([{ from: now, to: null }]);
});

test('many changes of the last hours hide none that was missed before', () => {
  const store = makeStore();
  const event = (id: string, at: number, change: Partial<NewEvent>) =>
    makeEvent(id, { record: { id }, occurredAt: at, receivedAt: at, ...change });
  const missed = [0, 1, 2, 3].map((n) =>
    event(`missed-${n}`, noon - (300 - n) * minute, { certainty: 'derived', origin: 'catch-up' }),
  );
  const heard = Array.from({ length: 600 }, (_, n) =>
    event(`heard-${n}`, noon - 100 * minute + n * 1000, { origin: 'live' }),
  );
  store.events.insert([...missed, ...heard]);
  const engine = {
    store,
    directory: { reader: () => ({ live: { exclusive: 'app' } }) },
    clock: { now: () => noon },
    pushes: { send: () => {} },
    status: { touch: () => {} },
  } as unknown as Parameters<typeof createElsewhere>[0]; // of the others, only these are asked
  const spans = () => [{ from: noon - 600 * minute, to: null }];
  const elsewhere = createElsewhere(engine, { spans });
  elsewhere.look('c1');
  expect(elsewhere.finding('c1')?.problem).toMatchObject({
    code: 'live-unheard',
    params: { count: 4, all: 4 },
  });
});
