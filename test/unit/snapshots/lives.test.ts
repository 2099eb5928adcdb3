// A key that a database gives again is not the same row.
import { describe, expect, test } from 'vitest';
import type { Note } from '#core/snapshots/comparing/explain';
import { livesOf } from '#core/snapshots/comparing/lives';
import type { Row } from '#core/sources/source';

const row = (name: string, madeAt?: number): Row => ({
  id: '7',
  cells: { name },
  ...(madeAt === undefined ? {} : { created: { at: madeAt, by: null } }),
});
const note = (no: number, action: Note['action']): Note => ({
  no,
  action,
  cells: {},
  from: null,
  to: null,
});
const nosOf = (lives: ReturnType<typeof livesOf>) =>
  lives.map(({ notes }) => notes.map(({ no }) => no));

describe('a key', () => {
  test.each([
    ['was made at the same time', row('a', 5000), row('b', 5000)],
    ['was told with fewer digits', row('a', 5000), row('b', 5432)],
    ['tells no time', row('a'), row('b')],
    ['told no time before', row('a'), row('b', 5000)],
    ['is new', undefined, row('b', 5000)],
    ['is gone', row('a', 5000), undefined],
  ])('is of one row that %s', (_, former, latter) => {
    const notes = [note(1, 'updated')];
    expect(livesOf(former, latter, notes)).toEqual([{ former, latter, notes }]);
  });

  test('is of two rows where the later one was made after the other', () => {
    const [former, latter] = [row('a', 5000), row('b', 6000)];
    expect(livesOf(former, latter, [])).toEqual([
      { former, latter: undefined, notes: [] },
      { former: undefined, latter, notes: [] },
    ]);
  });

  test('parts what the service said where one ended or the other began', () => {
    const lives = (...notes: readonly Note[]) => nosOf(livesOf(row('a', 0), row('b', 9000), notes));
    const [edit, end, birth] = [note(1, 'updated'), note(2, 'deleted'), note(3, 'created')];
    expect(lives(edit, end, birth)).toEqual([[1, 2], [3]]);
    expect(lives(edit, birth)).toEqual([[1], [3]]);
    expect(lives(edit)).toEqual([[1], []]);
  });
});
