// Values that are the same to a person, in the forms in which each service gives them.
import { expect, test } from 'vitest';
import { isSameCell } from '#core/snapshots/comparing/compare';
import { tables as feishu } from '#core/sources/feishu/tables';
import { tables as kdocs } from '#core/sources/kdocs/tables';
import { tables as nocodb } from '#core/sources/nocodb/tables';
import { tables as seatable } from '#core/sources/seatable/tables';
import type { FieldSchema } from '#core/sources/source';

const field = (type: string | number, property: unknown = {}): FieldSchema => ({
  id: 'f',
  label: { name: 'F', type, property },
});
const column = (uidt: string, options: readonly object[] = []) =>
  field(uidt, { columnId: 'f', pk: false, pv: false, system: false, options });
const renamed = { id: 'opt1', name: 'Waiting' };
const was = { id: 'opt1', name: 'Todo' };

test.each([
  ['Feishu: an option', feishu, field(3, { options: [renamed] }), was, renamed],
  ['Feishu: options', feishu, field(4, { options: [renamed] }), [was], [renamed]],
  ['Feishu: as kept before', feishu, field(3, { options: [renamed] }), 'Waiting', renamed],
  [
    'Feishu: a person',
    feishu,
    field(11),
    [{ id: 'ou_1', name: 'Li' }],
    [{ id: 'ou_1', name: 'Lei' }],
  ],
  ['Feishu: a phone turned text', feishu, field(1), '0138', [{ type: 'text', text: '0138' }]],
  [
    'NocoDB: an option',
    nocodb,
    column('SingleSelect', [{ id: 'opt1', text: 'Waiting' }]),
    was,
    renamed,
  ],
  ['NocoDB: options as kept before', nocodb, column('MultiSelect'), 'Todo,Done', ['Todo', 'Done']],
  [
    'NocoDB: a person',
    nocodb,
    column('User'),
    [{ id: 'us1', email: 'a@b.c', display_name: 'Li' }],
    [{ id: 'us1', email: 'a@b.c', display_name: 'Lei' }],
  ],
  ['SeaTable: an option', seatable, field('single-select', { options: [renamed] }), was, renamed],
  [
    'SeaTable: linked rows',
    seatable,
    field('link'),
    [
      { row_id: 'a', display_value: 'A' },
      { row_id: 'b', display_value: 'B' },
    ],
    [
      { row_id: 'b', display_value: 'B' },
      { row_id: 'a', display_value: 'Other' },
    ],
  ],
  [
    'Kdocs: a person',
    kdocs,
    field('Contact'),
    [{ id: '1', nickName: 'Li' }],
    [{ id: '1', nickName: 'Lei' }],
  ],
])('%s of another name or form is the same', (_what, tables, about, before, after) => {
  expect(isSameCell(tables, before, after, about)).toBe(true);
});

test.each([
  ['another option', feishu, field(3), was, { id: 'opt2', name: 'Todo' }],
  ['a namesake', feishu, field(11), [{ id: 'ou_1', name: 'Li' }], [{ id: 'ou_2', name: 'Li' }]],
  [
    'another file of the same name',
    feishu,
    field(17),
    [{ file_token: 'a', name: 'a.pdf' }],
    [{ file_token: 'b', name: 'a.pdf' }],
  ],
  ['another text', kdocs, field('SingleLineText'), 'a', 'b'],
  ['an option that is gone', seatable, field('single-select'), was, undefined],
])('%s is a change', (_what, tables, about, before, after) => {
  expect(isSameCell(tables, before, after, about)).toBe(false);
});
