// Which deliveries are the same change, and which cells count as changed.
import { expect, test } from 'vitest';
import type { ChangeDraft, LabelFact } from '#core/sources/source';
import { createLabelBook } from '../label-book';
import { bindNocodb, delivery, good } from './reading';

const bound = bindNocodb({ config: { server: 'https://nocodb.example.com' } });
let number = 0;

/** A column as the labels know it. */
const column = (title: string, type: string): LabelFact => ({
  kind: 'field',
  tableId: 'm1',
  id: `title:${title}`,
  label: {
    name: title,
    type,
    property: { columnId: `c_${title}`, pk: false, pv: false, system: false },
  },
});

function update(
  before: object,
  after: object,
  labels: readonly LabelFact[] = [],
): readonly ChangeDraft[] {
  number += 1;
  const id = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  const data = { table_id: 'm1', previous_rows: [before], rows: [after] };
  const body = JSON.stringify({ type: 'records.after.update', id, base_id: 'p1', data });
  return good(bound.read(delivery(body), createLabelBook(labels)));
}

const identity = (drafts: readonly ChangeDraft[]) => drafts[0]?.identity;
const at = (second: number) => `2026-11-21 10:00:0${second}+00:00`;
const row = (Stock: number, second: number) => ({ Id: 1, Stock, UpdatedAt: at(second) });

test('the same change in two deliveries is one, back and forth are three', () => {
  const first = identity(update(row(1, 0), row(2, 1)));
  expect(identity(update(row(1, 0), row(2, 1)))).toEqual(first);
  const back = identity(update(row(2, 1), row(1, 2)));
  const again = identity(update(row(1, 2), row(2, 3)));
  expect(new Set([first, back, again].map((one) => JSON.stringify(one))).size).toBe(3);
});

test('what NocoDB signs anew for each delivery is no change', () => {
  const file = (signed: string) => [
    { title: 'a.pdf', path: 'download/a.pdf', mimetype: 'application/pdf', signedPath: signed },
  ];
  const labels = [column('Files', 'Attachment')];
  expect(update({ Id: 1, Files: file('one') }, { Id: 1, Files: file('two') }, labels)).toEqual([]);
  expect(
    update({ Id: 1, Files: JSON.stringify(file('one')) }, { Id: 1, Files: file('two') }, labels),
  ).toEqual([]);
});

test.each([
  ['Checkbox', null, false],
  ['Checkbox', 0, false],
  ['Checkbox', 1, true],
  ['LongText', null, ''],
  ['Links', [], null],
  ['JSON', '{"a": 1}', { a: 1 }],
  [
    'User',
    [{ id: 'u1', email: 'a@example.com', display_name: null, meta: null }],
    [{ id: 'u1', email: 'a@example.com' }],
  ],
])('%s: %j and %j are the same cell', (type, before, after) => {
  expect(update({ Id: 1, Cell: before }, { Id: 1, Cell: after }, [column('Cell', type)])).toEqual(
    [],
  );
});

test.each([
  ['Duration', 3600, '1:00'],
  ['Duration', 59.5, '0:00:59.5'],
  ['Duration', -90, '-0:01:30'],
  ['Lookup', ['腾飞', '华夏'], '腾飞, 华夏'],
  ['LinkToAnotherRecord', { Id: 1, 名称: '腾飞' }, '腾飞'],
  ['LinkToAnotherRecord', [{ Id: 1, 名称: null }], '1'],
  ['Geometry', { type: 'Point', coordinates: [1, 2] }, '{"type":"Point","coordinates":[1,2]}'],
  ['MultiSelect', ['甲', '乙'], '甲, 乙'],
  ['User', [{ id: 'u1', email: 'a@example.com', display_name: '李雷' }], '李雷'],
  ['DateTime', '2026-11-21 08:30:05+00:00', '2026-11-21 08:30:05 UTC'],
  ['SomethingNew', { b: [1] }, '{"b":[1]}'],
])('%s %j reads %s', (type, value, text) => {
  const [draft] = update({ Id: 1, Cell: null }, { Id: 1, Cell: value }, [column('Cell', type)]);
  expect(draft?.changes[0]).toMatchObject({ beforeText: '', afterText: text });
});

test('a column added between the two states is no change of the row', () => {
  expect(update({ Id: 1, A: 1 }, { Id: 1, A: 1, B: 2 })).toEqual([]);
});

test('a title that is also a name of objects is a title', () => {
  const body =
    '{"type":"records.after.insert","data":{"table_id":"m1","rows":[{"Id":1,"constructor":"x","toString":"y"}]}}';
  const [draft] = good(bound.read(delivery(body), createLabelBook()));
  expect(draft?.changes.map(({ field }) => field.name)).toEqual(['constructor', 'toString']);
});
