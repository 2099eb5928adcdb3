// Changed words of a text, in any script, and the short cut-out that a row shows.
import { describe, expect, it } from 'vitest';
import { excerpt, wordDiff } from '../../../renderer/ui/change/word-diff';

const written = (parts: readonly { kind: string; text: string }[] | null) =>
  parts?.map(({ kind, text }) =>
    kind === 'removed' ? `[-${text}-]` : kind === 'added' ? `{+${text}+}` : text,
  );

describe('words of a text', () => {
  it('are compared as words, not letters', () => {
    const parts = wordDiff('due by the end of October', 'due by the end of November', 'en');
    expect(written(parts)?.join('')).toBe('due by the end of [-October-]{+November+}');
  });

  it('are found in Chinese, which writes no spaces', () => {
    const parts = wordDiff('预算约二十万，由深圳团队跟进', '预算约二十万，由上海团队跟进', 'zh-CN');
    expect(written(parts)?.join('')).toBe('预算约二十万，由[-深圳-]{+上海+}团队跟进');
  });

  it('give up on texts with nothing in common, and on texts too long to compare', () => {
    expect(wordDiff('completely different words here', '一段完全不同的文字', 'en')).toBeNull();
    expect(wordDiff('x'.repeat(30_000), 'y', 'en')).toBeNull();
  });

  it('do not cost seconds on hostile texts', () => {
    const many = (word: string) => Array.from({ length: 3000 }, (_, n) => `${word}${n}`).join(' ');
    const before = performance.now();
    expect(wordDiff(many('a'), many('b'), 'en')).toBeNull();
    expect(performance.now() - before).toBeLessThan(1000);
  });
});

describe('the cut-out', () => {
  it('keeps the changes and a little around them', () => {
    const before =
      'She wants the offer before the end of October, delivered in two parts, as agreed.';
    const after =
      'She wants the offer before the end of November, delivered in three parts, as agreed.';
    const parts = excerpt(wordDiff(before, after, 'en') ?? [], 12);
    expect(written(parts)?.join('')).toBe(
      '… the end of [-October-]{+November+}, delivered in [-two-]{+three+} parts, as …',
    );
  });

  it('never splits a character outside the basic plane', () => {
    const parts = excerpt(
      [
        { kind: 'same', text: '😀'.repeat(30) },
        { kind: 'added', text: 'x' },
      ],
      5,
    );
    expect(parts.map(({ text }) => text)).toEqual(['…', '😀'.repeat(5), 'x']);
  });
});
