// A change as Markdown and as a table for spreadsheets, with everything from the table made harmless.
import { describe, expect, it } from 'vitest';
import type { ChangeEvent } from '#shared/event';
import { asMarkdown, asTsv, type CopyWords } from '../../../renderer/record/copy-formats';

const words: CopyWords = {
  title: "商机 深圳-L'été",
  action: 'changed',
  who: '李雷',
  when: 'Nov 21, 2026, 9:41 AM',
  field: 'Field',
  before: 'Before',
  after: 'After',
  empty: 'empty',
  unknown: 'not known',
  fieldName: ({ field }) => field.name ?? field.id,
};

const event = (more: Partial<ChangeEvent>): ChangeEvent => ({
  id: 'e',
  seq: 1,
  batchId: 'b',
  source: 'feishu',
  connectionId: 'c',
  subscriptionId: null,
  base: { id: 'bas' },
  table: { id: 'tbl', name: 'Opportunities' },
  record: { id: 'rec' },
  subject: 'record',
  action: 'updated',
  changes: [
    { field: { id: 'f1', name: '状态' }, beforeText: '待处理', afterText: '已完成' },
    { field: { id: 'f2', name: 'Next step' }, beforeText: 'send', afterText: '' },
    { field: { id: 'f3', name: 'Owner' }, afterText: 'Li' },
  ],
  count: 1,
  actor: { kind: 'person' },
  occurredAt: null,
  receivedAt: 0,
  origin: 'push',
  certainty: 'stated',
  link: 'https://feishu.cn/base/x?table=y',
  deliveryId: 'd',
  ...more,
});

describe('as Markdown', () => {
  it('has the title with its link, the facts, and a table of the fields', () => {
    expect(asMarkdown(event({}), words)).toBe(
      [
        "**[商机 深圳-L'été](<https://feishu.cn/base/x?table=y>)** — Opportunities · changed · 李雷 · Nov 21, 2026, 9:41 AM",
        '',
        '| Field | Before | After |',
        '| --- | --- | --- |',
        '| 状态 | 待处理 | 已完成 |',
        '| Next step | send | empty |',
        '| Owner | not known | Li |',
        '',
      ].join('\n'),
    );
  });

  it('lets nothing from the table act as Markdown or HTML', () => {
    const changes = [
      {
        field: { id: 'f', name: 'a|b' },
        beforeText: '<img src=x>',
        afterText: '[x](javascript:1)\n# y',
      },
    ];
    const text = asMarkdown(event({ changes, link: 'https://a/b> <c' }), words);
    expect(text).toContain('| a\\|b | \\<img src=x\\> | \\[x\\]\\(javascript:1\\) \\# y |');
    expect(text).toContain('(<https://a/b%3E%20%3Cc>)');
  });

  it('is one line where no field is known', () => {
    expect(
      asMarkdown(event({ changes: [] }), words)
        .trim()
        .split('\n'),
    ).toHaveLength(1);
  });
});

describe('as a table', () => {
  it('has one line a field', () => {
    expect(asTsv(event({ action: 'created' }), words)).toBe(
      'Field\tBefore\tAfter\n状态\t\t已完成\nNext step\t\tempty\nOwner\t\tLi\n',
    );
  });

  it('keeps a cell a cell, and a formula a text', () => {
    const changes = [
      { field: { id: 'f', name: 'N' }, beforeText: '-12.5', afterText: '=HYPERLINK("x")\t1' },
    ];
    expect(asTsv(event({ changes }), words)).toContain('N\t-12.5\t\'=HYPERLINK("x") 1\n');
  });
});
