// When two readings of a row differ.
import { expect, test } from 'vitest';
import { compareRow } from '#core/snapshots/comparing/compare';

const row = (cells: Readonly<Record<string, unknown>>) => ({ id: 'A', cells });

test.each([
  [{ a: null }, {}],
  [{ a: '' }, { a: null }],
  [{ a: [] }, {}],
  [{ a: { x: 1, y: [2] } }, { a: { y: [2], x: 1 } }],
])('%j and %j are the same', (before, after) => {
  expect(compareRow('A', row(before), row(after), null)).toBeNull();
});

test.each([
  [{ a: 0 }, {}],
  [{ a: false }, {}],
  [{ a: '1' }, { a: 1 }],
  [{ a: ['x', 'y'] }, { a: ['y', 'x'] }],
])('%j and %j differ', (before, after) => {
  expect(compareRow('A', row(before), row(after), null)?.action).toBe('updated');
});

test('only cells that differ are named', () => {
  expect(compareRow('A', row({ a: 1, b: 2, c: 3 }), row({ a: 1, b: 5, c: null }), null)).toEqual({
    id: 'A',
    action: 'updated',
    before: { b: 2, c: 3 },
    after: { b: 5 },
  });
});

test('a new row has what is filled in, a removed one had it', () => {
  expect(compareRow('A', undefined, row({ a: 1, b: '' }), null)).toEqual({
    id: 'A',
    action: 'created',
    before: null,
    after: { a: 1 },
  });
  expect(compareRow('A', row({ a: 1 }), undefined, null)?.before).toEqual({ a: 1 });
  expect(compareRow('A', undefined, undefined, null)).toBeNull();
});

test('cells of a field that is gone do not count, those of one not known yet do', () => {
  expect(compareRow('A', row({ a: 1, b: 2 }), row({ a: 1 }), new Set(['a']))).toBeNull();
  expect(compareRow('A', row({ a: 1 }), row({ a: 1, z: 2 }), new Set(['a']))?.after).toEqual({
    z: 2,
  });
});
