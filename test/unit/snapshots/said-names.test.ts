// People whom the service named when it said a change, and lists no more when the row is read.
import { expect, test } from 'vitest';
import { explain } from '#core/snapshots/comparing/explain';

const note = (before: string, after: string) => ({
  ...{ no: 1, action: 'updated' as const, from: 10, to: 10 },
  cells: { people: { before, after } },
});
const times = { since: () => ({ from: 0, to: 0 }), until: { from: 20, to: 21 }, newest: 1 };
const ids = (value: unknown) => (Array.isArray(value) ? value.join(', ') : '');
const text = (_field: string, value: unknown) => ids(value);
const alias = (_field: string, value: unknown) => ids(value).replace('u1', 'Zoë');

const between = (before: readonly string[], after: readonly string[]) => ({
  ...{ id: 'r', action: 'updated' as const },
  before: { people: before },
  after: { people: after },
});

test.each([
  ['came', note('', 'Zoë'), between([], ['u1'])],
  ['went', note('Zoë', ''), between(['u1'], [])],
  ['had no name yet', note('', 'u1'), between([], ['u1'])],
])('who %s under another name than a reading gives is no change', (_what, said, change) => {
  expect(explain(change, [said], text, times, alias).news).toBeNull();
});

test('another person is one', () => {
  const { news } = explain(between([], ['u2']), [note('', 'Zoë')], text, times, alias);
  expect(news).toMatchObject({ after: { people: ['u2'] } });
});
