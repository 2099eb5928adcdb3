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

test('a linked row that is gone keeps its id, and one whose links were changed since says only that', async () => {
  const server = await begin();
  const bound = connect(server);
  const head = good(await bound.history?.head(http, [{}]));
  const { base } = server;
  const deal = base.insert(tableId, { '0000': 'Acme' });
  const task = base.insert('0001', { '0000': 'Call' });
  base.setLinks(tableId, 'ln01', { [deal]: [task] });
  base.link(tableId, 'ln01', deal, base.insert('0001', { '0000': 'Mail' }));
  base.remove('0001', task);
  const log = good(await bound.history?.since(http, [{}], head));
  const updates = readAll(bound, 'catch-up', log.bodies).filter(
    ({ action, table }) => action === 'updated' && table?.id === tableId,
  );
  // Its links went with the deleted row, so that nobody knows what the second led to beside it.
  expect(updates).toMatchObject([
    { record: { title: 'Acme' }, changes: [{ beforeText: '', afterText: task }] },
    { record: { title: 'Acme' }, changes: [{ field: { id: 'ln01', name: 'Tasks' } }] },
  ]);
  expect(updates[1]?.changes[0]).not.toHaveProperty('afterText');
});
