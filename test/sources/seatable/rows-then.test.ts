// What links led to is told by name as the row that leads there shows it, however many rows it leads to.
import { expect, test } from 'vitest';
import type { HttpRequest } from '#core/ports';
import { config } from '#core/sources/seatable/config';
import type { Operation } from '#core/sources/seatable/log/entry';
import type { BaseToken } from '#core/sources/seatable/server/base-token';
import type { DescribedTable } from '#core/sources/seatable/server/metadata';
import { createJournal } from '#core/sources/seatable/then/journal';
import { rowsThen } from '#core/sources/seatable/then/rows-then';
import { createTitles } from '#core/sources/seatable/then/titles';
import { ok } from '#shared/result';

const many = 6000;
const ids = Array.from({ length: many }, (_, n) => `row-${n}`);
const link = { link_id: 'L1', table_id: '0000', other_table_id: '0001' };
const tables: readonly DescribedTable[] = [
  {
    _id: '0000',
    name: 'Deals',
    columns: [
      { key: '0000', name: 'Name', type: 'text' },
      { key: 'ln01', name: 'Tasks', type: 'link', data: link },
    ],
    views: null,
  },
  {
    _id: '0001',
    name: 'Tasks',
    columns: [{ key: '0000', name: 'Name', type: 'formula' }],
    views: null,
  },
];
const base: BaseToken = {
  ...{ token: 't', endsAt: 4e12, uuid: 'u1', name: 'CRM', workspace: '1', gateway: true, of: '' },
};

/** A server of which the deal can be read, and none of its tasks. */
async function request({ json }: HttpRequest) {
  const { sql = '' } = Object(json);
  const items = ids.map((id) => ({ row_id: id, display_value: `Task ${id}` }));
  const results = String(sql).includes('Deals') ? [{ _id: 'D1', '0000': 'Acme', ln01: items }] : [];
  const metadata = [
    { key: '0000', name: 'Name' },
    { key: 'ln01', name: 'Tasks' },
  ];
  const text = JSON.stringify({ metadata, results });
  return ok({ status: 200, headers: {}, text });
}

test('a row that is linked to thousands at once tells their names without going through them for each', async () => {
  const operation: Operation = {
    op_type: 'update_row_links',
    table_id: '0000',
    other_table_id: '0001',
    link_id: 'L1',
    row_id_list: ['D1'],
    other_rows_ids_map: { D1: ids },
    old_other_rows_ids_map: { D1: [] },
  };
  const access = {
    config: config.parse({ server: 'https://sea.example' }),
    secrets: {},
    http: { request },
  };
  const began = performance.now();
  const told = await rowsThen(
    { access, base, tables, titles: createTitles() },
    { operations: [operation], tablesAt: () => tables, journal: createJournal(), isNewest: true },
  );
  expect(performance.now() - began).toBeLessThan(5000);
  const shown = told.ok ? told.value[0]?.shown : [];
  expect(shown?.find(({ key }) => key === 'ln01')?.names).toMatchObject({
    'row-0': 'Task row-0',
    'row-5999': 'Task row-5999',
  });
});
