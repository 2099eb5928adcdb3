// How the fields of two looks at a table differ, where the source has no words of its own for it.
import { expect, test } from 'vitest';
import { compareStructure, structureDrafts } from '#core/snapshots/structure/structure';
import type { FieldSchema } from '#core/sources/source';

const labels = {
  base: () => undefined,
  table: () => undefined,
  person: () => undefined,
  view: () => undefined,
  field: () => undefined,
};
const field = (id: string, name: string, type = 'Text', property?: unknown): FieldSchema => ({
  id,
  label: { name, type, property },
});
const options = (...texts: readonly string[]) => ({ options: texts.map((text) => ({ text })) });

function told(
  known: readonly FieldSchema[],
  found: readonly FieldSchema[],
): readonly (readonly string[])[] {
  const differs = compareStructure({ name: 'T', fields: known }, { name: 'T', fields: found });
  if (!differs) return [];
  const table = { baseId: 'b', tableId: 't' };
  return structureDrafts(table, differs, {}, labels, 'd').map(({ action, changes }) => [
    action,
    ...changes.map((change) => `${change.field.name}: ${change.beforeText} > ${change.afterText}`),
  ]);
}

test('names, types and options are told, and what nobody reads in a cell is not', () => {
  const before = [field('a', 'A'), field('b', 'B', 'Select', options('x')), field('c', 'C')];
  const after = [
    field('a', 'Alpha', 'Number'),
    field('b', 'B', 'Select', options('x', 'y')),
    field('d', 'D'),
  ];
  expect(told(before, after)).toEqual([
    ['updated', 'Alpha · name: A > Alpha', 'Alpha · type: Text > Number'],
    ['updated', 'B · options: x > x, y'],
    ['created', 'D · name:  > D', 'D · type:  > Text'],
    ['deleted', 'C · name: C > ', 'C · type: Text > '],
  ]);
  expect(
    told([field('a', 'A', 'Text', { width: 1 })], [field('a', 'A', 'Text', { width: 2 })]),
  ).toEqual([]);
});

test('a look that saw no fields tells of none that went', () => {
  expect(told([field('a', 'A')], [])).toEqual([]);
  expect(told([], [field('a', 'A')])).toEqual([]);
});
