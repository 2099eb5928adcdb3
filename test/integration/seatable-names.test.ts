// What SeaTable's operations leave unnamed: titles of edited rows, and of the rows that links lead to.
import { expect, test } from 'vitest';
import { good } from './kdocs-account';
import { connect, http, readAll, tableId } from './seatable-account';
import { begin, listen } from './seatable-session';

test('a row that is edited is called by its name, which is asked for once', async () => {
  const server = await begin();
  const old = server.base.insert(tableId, { '0000': '深圳' });
  const live = await listen(server);
  server.base.modify(tableId, old, { ck01: true });
  await expect.poll(() => live.messages.length, { timeout: 5000 }).toBe(1);
  server.base.modify(tableId, old, { ck01: false });
  server.base.modify(tableId, old, { '0000': '北京' });
  server.base.modify(tableId, old, { ck01: true });
  await expect.poll(() => live.messages.length, { timeout: 5000 }).toBe(4);
  const drafts = readAll(
    connect(server),
    'live',
    live.messages.map(({ body }) => body),
  );
  expect(drafts.map(({ record }) => record?.title)).toEqual(['深圳', '深圳', '北京', '北京']);
  expect(server.asked.filter((one) => one.includes('/sql/'))).toHaveLength(1);
});

test('a linked row of which nobody says what it was called keeps its id', async () => {
  const server = await begin();
  const bound = connect(server);
  const { base } = server;
  const [deal, task, mail] = [
    base.insert(tableId, { '0000': 'Acme' }),
    base.insert('0001', { '0000': 'Call' }),
    base.insert('0001', { '0000': 'Mail' }),
  ];
  const head = good(await bound.history?.head(http, [{}]));
  base.setLinks(tableId, 'ln01', { [deal]: [task] });
  base.link(tableId, 'ln01', deal, mail);
  const { rows } = base.tables.find(({ _id }) => _id === '0001') ?? { rows: [] };
  rows.splice(0, 1);
  base.note({ op_type: 'delete_row', table_id: '0001', row_id: task });
  const log = good(await bound.history?.since(http, [{}], head));
  const updates = readAll(bound, 'catch-up', log.bodies).filter(
    ({ action, table }) => action === 'updated' && table?.id === tableId,
  );
  expect(updates).toMatchObject([
    { record: { title: 'Acme' }, changes: [{ beforeText: '', afterText: task }] },
    {
      record: { title: 'Acme' },
      changes: [{ beforeText: task, afterText: [task, 'Mail'].sort().join(', ') }],
    },
  ]);
});

test('a cell that an edit does not say was empty is what operations before it left', async () => {
  const server = await begin();
  const bound = connect(server);
  const { base } = server;
  const old = base.insert(tableId, { '0000': 'Old' });
  const head = good(await bound.history?.head(http, [{}]));
  const row = base.insert(tableId, { '0000': 'Acme' });
  base.modify(tableId, row, { st01: '830278' });
  const silent = (cells: object) =>
    base.note({
      op_type: 'modify_row',
      table_id: tableId,
      row_id: row,
      updated: cells,
      old_row: {},
    });
  silent({ st01: '381992' });
  base.modify(tableId, old, { st01: '830278' });
  const log = good(await bound.history?.since(http, [{}], head));
  const told = readAll(bound, 'catch-up', log.bodies).filter(({ action }) => action === 'updated');
  expect(told.map(({ changes }) => changes.map((one) => [one.beforeText, one.afterText]))).toEqual([
    [['', 'Open']],
    [['Open', 'Won 🎉']],
    // Nobody says what was in a row that was there before.
    [[undefined, 'Open']],
  ]);
});
