// Which deliveries are the same change, and which cells count as changed.
import { expect, test } from 'vitest';
import type { ChangeDraft, LabelFact } from '#core/sources/source';
import { createLabelBook } from '../label-book';
import { bindNocodb, delivery, good } from './reading';

const bound = bindNocodb({ config: { server: 'https://nocodb.example.com' } });
let number = 0;

/** A column as the labels know it. */
const column = (title: string, type: string, { pv = false } = {}): LabelFact => ({
  kind: 'field',
  tableId: 'm1',
  id: `title:${title}`,
  label: {
    name: title,
    type,
    property: { columnId: `c_${title}`, pk: false, pv, system: false },
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

const distinct = (all: readonly (readonly ChangeDraft[])[]) =>
  new Set(all.map((drafts) => JSON.stringify(identity(drafts)))).size;

test('one delivery read twice is one change', () => {
  const body = JSON.stringify({
    type: 'records.after.update',
    id: '6c1f0f52-8f0b-4d5e-9d53-3f6d9d1e1c11',
    data: { table_id: 'm1', previous_rows: [row(1, 0)], rows: [row(2, 1)] },
  });
  const read = () => good(bound.read(delivery(body), createLabelBook()));
  expect(distinct([read(), read()])).toBe(1);
});

test('there, back and there again within one second are three changes', () => {
  const there = () => update(row(1, 0), row(2, 0));
  expect(distinct([there(), update(row(2, 0), row(1, 0)), there()])).toBe(3);
});

const name = column('Name', 'SingleLineText', { pv: true });

test.each([[null], [''], [[]]])('a row whose primary value is %j has an empty title', (value) => {
  const labels = [column('Note', 'LongText'), name];
  const [draft] = update(
    { Id: 1, Note: 'a', Name: value },
    { Id: 1, Note: 'b', Name: value },
    labels,
  );
  expect(draft?.record).toEqual({ id: '1', title: '' });
});

test('an empty checkbox as primary value is an empty title too', () => {
  const labels = [column('Done', 'Checkbox', { pv: true })];
  const [draft] = update({ Id: 1, Done: null, A: 1 }, { Id: 1, Done: null, A: 2 }, labels);
  expect(draft?.record).toEqual({ id: '1', title: '' });
});

test('while no column is known, a row without text has no title', () => {
  const [draft] = update({ Id: 1, A: 1, B: null }, { Id: 1, A: 2, B: null });
  expect(draft?.record).toEqual({ id: '1' });
});

test('a deleted row opens its table, a changed one itself', () => {
  const body = (type: string) =>
    JSON.stringify({ type, base_id: 'p1', data: { table_id: 'm1', rows: [{ Id: 1, A: 1 }] } });
  const linkOf = (type: string) =>
    good(bound.read(delivery(body(type)), createLabelBook()))[0]?.link;
  const table = 'https://nocodb.example.com/dashboard/#/nc/p1/m1';
  expect(linkOf('records.after.delete')).toBe(table);
  expect(linkOf('records.after.update')).toBe(`${table}?rowId=1`);
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
