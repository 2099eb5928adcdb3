// What an event carries and nobody needs to be told: the last change of a record, and the page of one that is gone.
import { expect, test } from 'vitest';
import { defineSource } from '#core/sources/bind';
import { feishu } from '#core/sources/feishu/index';
import { createLabelBook } from '../label-book';

const names = [
  ['fldTitle', { name: '任务', type: 1, primary: true }],
  ['fldMod', { name: '最后更新时间', type: 1002 }],
  ['fldModBy', { name: '修改人', type: 1004 }],
] as const;
const moved = ['1717040601000', '1717040602000'] as const;

function read(action: string, cells: Readonly<Record<string, readonly [string, string]>>) {
  const config = {
    brand: 'feishu',
    appId: 'cli_a00c8400a7babcef',
    documentHost: 'acme.feishu.cn',
  };
  const bound = defineSource(feishu).bind({ connectionId: 'c', config, target: {}, secrets: {} });
  if (!bound.ok) throw new Error(JSON.stringify(bound.error));
  const side = (n: 0 | 1) =>
    Object.entries(cells).map(([id, values]) => ({ field_id: id, field_value: values[n] }));
  const entry = { action, record_id: 'rec1', before_value: side(0), after_value: side(1) };
  const body = {
    schema: '2.0',
    header: { event_id: 'e', event_type: 'drive.file.bitable_record_changed_v1', create_time: '1' },
    event: { file_token: 'bas', table_id: 'tbl', revision: 1, action_list: [entry] },
  };
  const labels = createLabelBook(
    names.map(([id, label]) => ({ kind: 'field' as const, tableId: 'tbl', id, label })),
  );
  const delivery = {
    id: 'd',
    channel: 'push' as const,
    receivedAt: 1,
    headers: {},
    body: Buffer.from(JSON.stringify(body)),
  };
  const drafts = bound.value.read(delivery, labels);
  return drafts.ok ? drafts.value : [];
}

test('the time and the person of the last change are no change of their own', () => {
  const changes = { fldMod: moved, fldModBy: ['', 'x'] } as const;
  const [edit] = read('record_edited', { fldTitle: ['a', 'b'], ...changes });
  expect(edit?.changes.map(({ field }) => field.id)).toEqual(['fldTitle']);
  expect(read('record_edited', changes)).toEqual([]);
});

test('a record that is gone is opened at its table', () => {
  expect(read('record_edited', { fldTitle: ['a', 'b'] })[0]?.link).toContain('record=rec1');
  const [gone] = read('record_deleted', { fldTitle: ['a', ''] });
  expect(gone?.link).toBe('https://acme.feishu.cn/base/bas?table=tbl');
});
