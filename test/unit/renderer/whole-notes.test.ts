// What is said below a whole record: only words that stand in its table are explained.
import { expect, test } from 'vitest';
import type { FieldThen, RecordThen } from '#shared/record-then';
import { notesOf } from '../../../renderer/record/whole-notes';

const field = (text: string, kind: 'next' | 'read' | 'told'): FieldThen =>
  ({
    field: { id: text || 'f', name: 'Field', type: 'text' },
    held: { text },
    changed: false,
    known: kind === 'told' ? { kind, at: 1 } : { kind },
    doubt: null,
  }) as unknown as FieldThen; // only these members are read

const record = (...fields: readonly FieldThen[]) =>
  ({ fields, readAt: 5, isWhole: true }) as unknown as RecordThen; // only these members are read

test('“earlier” is explained where a field says so', () => {
  expect(notesOf(record(field('a', 'next')))).toEqual([{ note: 'noteEarlier', at: null }]);
  expect(notesOf(record(field('a', 'read')))).toEqual([{ note: 'noteRead', at: 5 }]);
});

test('and not where only empty fields are as they were, which are named without a time', () => {
  expect(notesOf(record(field('a', 'told'), field('', 'read')))).toEqual([]);
});
