// Ticking tables and kinds of change.
import { expect, test } from 'vitest';
import {
  chosenKinds,
  withKinds,
  withTable,
} from '../../../renderer/connections/watch/watch-choice';

test('a ticked table is watched for whatever happens to its records', () => {
  expect(withTable([], '7', true)).toEqual([
    { tableId: '7', kinds: ['created', 'updated', 'deleted'] },
  ]);
});

test('without a kind a table is not watched, and others stay as they are', () => {
  const chosen = withTable(withTable([], '7', true), '9', true);
  expect(withKinds(chosen, '7', [])).toEqual(withTable([], '9', true));
  expect(withTable(chosen, '9', false)).toEqual(withTable([], '7', true));
});

test('changing the kinds of one table keeps its place', () => {
  const chosen = withTable(withTable([], '7', true), '9', true);
  const changed = withKinds(chosen, '7', ['fields']);
  expect(changed.map(({ tableId }) => tableId)).toEqual(['7', '9']);
  expect(chosenKinds(changed, '7')).toEqual(['fields']);
  expect(chosenKinds(changed, 'other')).toEqual([]);
});
