// Holds for every query and every text: what is printed reads back the same, and nothing typed throws.
import { expect, it } from 'vitest';
import { toSql } from '#core/feed/to-sql';
import { actions, subjects } from '#shared/event';
import { parseQuery } from '#shared/query/parse';
import { printQuery } from '#shared/query/print';
import type { Query, Term } from '#shared/query/query';

const now = Date.UTC(2026, 10, 21, 12, 30);

/** A small generator with a seed, so that a failure can be repeated. */
function createRandom(seed: number) {
  let state = seed;
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const pick = <T>(items: readonly [T, ...T[]]): T => items[next(items.length)] ?? items[0];
  const list = <T>(make: () => T, most: number) => Array.from({ length: 1 + next(most) }, make);
  return { next, pick, list };
}
type Random = ReturnType<typeof createRandom>;

const pieces: readonly [string, ...string[]] = [
  ...('"“”＂\\|｜,，、:：-－　 \t\n\0\'%_*()'.split('') as [string]), // split of a text that is not empty
  'a',
  'Z',
  'ß',
  '客户',
  '表',
  '😀',
  '\ud800',
  'table',
  'action:',
  'is',
  'on:today',
  'last:',
  '2026-11-01',
  '表：',
  '来源',
  'created',
  '未读',
  'NOT',
  'é',
  '＂',
];
const anyText = ({ list, pick }: Random, most: number) => list(() => pick(pieces), most).join('');

function anyTerm(random: Random): Term {
  const { next, pick, list } = random;
  const not = next(2) === 0;
  switch (next(6)) {
    case 0: {
      const text = anyText(random, 6);
      return { kind: 'text', text: text.trim() === '' ? 'x' : text, not };
    }
    case 1:
      return {
        kind: 'name',
        key: pick(['source', 'connection', 'base', 'table', 'record', 'field', 'person']),
        values: list(() => (next(8) === 0 ? '' : anyText(random, 4)), 3),
        not,
      };
    case 2:
      return { kind: 'action', values: list(() => pick([...actions]), 3), not };
    case 3:
      return { kind: 'subject', values: list(() => pick([...subjects]), 3), not };
    case 4:
      return { kind: 'read', unread: not };
    default: {
      const parsed = parseQuery(
        pick([
          'on:today',
          'last:7d',
          'after:2026-11-01',
          'before：2026-1-1',
          '最近:30m',
          'on:昨天',
        ]),
        now,
        0,
      );
      const term = parsed.ok ? parsed.value.terms[0] : undefined;
      if (!term) throw new Error('a time');
      return term;
    }
  }
}

it('every query reads back as it was printed', () => {
  for (let seed = 1; seed <= 5000; seed += 1) {
    const random = createRandom(seed);
    const query: Query = { terms: random.list(() => anyTerm(random), 5) };
    const printed = printQuery(query);
    expect(parseQuery(printed, now, 0), `seed ${seed}: ${printed}`).toEqual({
      ok: true,
      value: query,
    });
  }
});

it('every text is a query or a problem that names the place, and becomes SQL with all its parameters', () => {
  for (let seed = 1; seed <= 5000; seed += 1) {
    const text = anyText(createRandom(seed), 12);
    const parsed = parseQuery(text, now, 0);
    if (parsed.ok) {
      const { where, params } = toSql(parsed.value);
      expect(where.split('?').length - 1, text).toBe(params.length);
    } else {
      expect(parsed.error.code).toBe('query-invalid');
      expect(parsed.error.params?.at).not.toBe('');
      expect(parsed.error.params?.expected).not.toBe('');
    }
  }
});

it('a long text of one kind takes no longer than its length', () => {
  for (const piece of ['"', '\\"', 'a|', 'table:', '-', '：', ' ']) {
    expect(() => parseQuery(piece.repeat(100_000), now, 0), piece).not.toThrow();
  }
});
