// One outage is one line, however many connections it hits; each state of a gap has its own.
import { expect, test } from 'vitest';
import type { Gap } from '#shared/gap';
import type { Outage } from '#shared/gap-rows';
import { createText } from '#shared/text/text';
import { createGapLines } from '../../../electron/cli/gap-lines';
import { toldGap } from '../../../electron/cli/say';

const gap = (id: number, connectionId: string | null, change: Partial<Gap> = {}): Gap => ({
  id,
  connectionId,
  reason: 'unreachable',
  from: 1000,
  to: null,
  state: 'open',
  recovered: 0,
  problem: null,
  ...change,
});

function open() {
  const told: Outage[] = [];
  const waiting: (() => void)[] = [];
  const lines = createGapLines(
    (outage) => told.push(outage),
    (_, work) => void waiting.push(work),
  );
  const pass = () => {
    for (const work of waiting.splice(0)) work();
  };
  return { ...lines, told, pass };
}
const t = createText('en');

test('what hits several connections at once', () => {
  const { add, told, pass } = open();
  add(gap(1, 'a'));
  add(gap(2, 'b', { from: 1800 }));
  add(gap(3, 'c', { reason: 'hook-missing' }));
  expect(told).toEqual([]);
  pass();
  expect(told.map((one) => toldGap(t, one))).toEqual([
    {
      ...{ id: 2, ids: [1, 2], connectionIds: ['a', 'b'], reason: 'unreachable' },
      ...{ from: 1000, to: null, state: 'open', recovered: 0, problem: null },
    },
    { ...gap(3, 'c', { reason: 'hook-missing' }), ids: [3], connectionIds: ['c'] },
  ]);
});

test('a gap that begins and ends within a moment has both lines, and nothing is told twice', () => {
  const { add, told, flush, pass } = open();
  add(gap(1, null));
  add(gap(1, null, { to: 1020, state: 'filling' }));
  flush();
  pass();
  expect(told.map(({ state, connectionIds }) => [state, connectionIds])).toEqual([
    ['open', null],
    ['filling', null],
  ]);
});
