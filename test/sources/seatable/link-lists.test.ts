// What rows led to before and after each operation, reckoned back from what they lead to now.
import { expect, test } from 'vitest';
import type { LinkedRow } from '#core/sources/seatable/log/operation-links';
import { listsOf } from '#core/sources/seatable/then/link-lists';

const data = { table_id: 't', other_table_id: 'o' };
const column = { key: 'ln', name: 'Tasks', type: 'link', data };
const side = (added: readonly string[], removed: readonly string[] = []): LinkedRow => ({
  ...{ tableId: 't', rowId: 'r', column, added, removed },
});
const nothing = { sides: [], unsaid: [], made: [], gone: [], taken: null, isOpen: false };
/** A table's id stands for rows of it that went with their links. */
const told = (operations: readonly (LinkedRow | string)[], now: readonly string[] | null) =>
  listsOf(
    operations.map((one) =>
      typeof one === 'string'
        ? { ...nothing, unsaid: [one], isOpen: true }
        : { ...nothing, sides: [one] },
    ),
    () => now,
  ).map((lists) => lists.map(({ before, after }) => [before.join(), after.join()].join(' > ')));

test('each operation has the state that the later ones left unsaid', () => {
  expect(told([side(['a']), side(['b']), side([], ['a'])], ['b'])).toEqual([
    [' > a'],
    ['a > b,a'],
    ['b,a > b'],
  ]);
});

test('what was read does not fit: something happened in between, and nothing is claimed of before', () => {
  expect(told([side(['a']), side([], ['b'])], ['a', 'b'])).toEqual([[], []]);
  expect(told([side(['a'])], [])).toEqual([[]]);
  expect(told([side(['a'])], null)).toEqual([[]]);
});

test('an operation that tells all is a new beginning', () => {
  const whole = { ...side(['c'], ['b']), before: ['a', 'b'], after: ['a', 'c'] };
  expect(told([side(['b']), whole, side(['d'])], ['x'])).toEqual([
    ['a > a,b'],
    [],
    ['a,c > a,c,d'],
  ]);
});

test('a row that was made meanwhile led nowhere at first, whatever became of it and of those it led to', () => {
  const [r, b] = ['r', 'b'].map((rowId) => ({ tableId: 't', rowId }));
  if (!r || !b) throw new Error('none');
  const steps = [
    { ...nothing, made: [r] },
    { ...nothing, sides: [side(['a'])] },
    { ...nothing, sides: [side(['b'])] },
    { ...nothing, gone: [b], unsaid: ['o'] },
    { ...nothing, sides: [side(['c'])] },
    { ...nothing, gone: [r] },
  ];
  const found = listsOf(steps, () => null).flat();
  expect(found.map(({ before, after }) => [before.join(), after.join()].join(' > '))).toEqual([
    ' > a',
    'a > a,b',
    'a > a,c',
  ]);
});

test('rows that went with their links leave open what led to them before', () => {
  expect(told([side(['a']), 'o', side(['b'])], ['b'])).toEqual([[], [], [' > b']]);
  expect(told([side(['a']), 'other'], ['a'])).toEqual([[' > a'], []]);
});
