// Catching up by the log of a SeaTable base, however long it was, and where the log does not tell it all.
import { expect, test } from 'vitest';
import { good } from './kdocs-account';
import { camille, connect, http, lei, readAll, tableId, uuid } from './seatable-account';
import { begin } from './seatable-session';

test('a long absence is read in stretches, oldest first, and a log that no longer reaches back says so', async () => {
  const server = await begin();
  const bound = connect(server);
  server.base.insert('0001', { '0000': 'before' });
  const head = good(await bound.history?.head(http, [{}]));
  for (let n = 0; n < 1203; n += 1) server.base.insert('0001', { '0000': `${n}` });

  const titles: (string | undefined)[] = [];
  let cursor = head;
  for (let more = true; more; ) {
    const stretch = good(await bound.history?.since(http, [{}], cursor));
    expect(stretch.complete).toBe(true);
    titles.push(...readAll(bound, 'catch-up', stretch.bodies).map(({ record }) => record?.title));
    ({ cursor, more } = stretch);
  }
  expect(titles).toEqual(Array.from({ length: 1203 }, (_, n) => `${n}`));

  server.faults.forgotten = 1000;
  const short = good(await bound.history?.since(http, [{}], head));
  expect(short).toMatchObject({ complete: false, more: false });
  // 204 by the log, and of the others each row that is still there.
  expect(short.bodies).toHaveLength(1203);
  const other = JSON.stringify({ base: '0'.repeat(32), op: 3 });
  expect(good(await bound.history?.since(http, [{}], other))).toMatchObject({
    bodies: [],
    complete: false,
  });
});

test('where the log no longer reaches back, rows tell of themselves when they were made and last changed', async () => {
  let now = Date.UTC(2026, 2, 1, 12);
  const server = await begin({}, () => now);
  const bound = connect(server);
  const { base } = server;
  const [kept, edited] = [
    base.insert(tableId, { '0000': 'kept' }),
    base.insert(tableId, { '0000': 'edited' }),
  ];
  const head = good(await bound.history?.head(http, [{}]));
  now += 3_600_000;
  const made = base.insert(tableId, { '0000': 'made', st01: '381992' }, { user: lei });
  base.modify(tableId, edited, { ck01: true }, { user: camille });
  base.remove(tableId, base.insert(tableId, { '0000': 'gone again' }));
  server.faults.forgotten = base.log.length;
  now += 3_600_000;
  base.modify(tableId, kept, { ck01: true }, { user: lei });

  const stretch = good(await bound.history?.since(http, [{}], head));
  expect(stretch).toMatchObject({ complete: false, more: false });
  const hour = Date.UTC(2026, 2, 1, 13);
  const told = readAll(bound, 'catch-up', stretch.bodies);
  expect(told).toMatchObject([
    {
      action: 'created',
      certainty: 'derived',
      record: { id: made, title: 'made' },
      actor: { kind: 'person', name: '李雷' },
      occurredAt: hour,
      changes: [{ afterText: 'made' }, { field: { name: 'Status' }, afterText: 'Won 🎉' }],
    },
    {
      action: 'updated',
      certainty: 'hint',
      record: { id: edited, title: 'edited' },
      actor: { name: 'Camille' },
      occurredAt: hour + 1,
      changes: [],
    },
    { action: 'updated', certainty: 'stated', record: { id: kept, title: 'kept' } },
  ]);
  // A table that is compared as a whole is not told a second time.
  const picked = connect(server, undefined, { config: { baseUuid: uuid } });
  const rest = good(await picked.history?.since(http, [{ tableId }], head));
  expect(rest.bodies).toHaveLength(1);
  const again = good(await bound.history?.since(http, [{}], stretch.cursor));
  expect(again).toMatchObject({ bodies: [], complete: true });
});

test('a log that may not be read leaves the place where it was left, and says that something may be missing', async () => {
  const server = await begin({ noLog: true });
  const bound = connect(server);
  const none = good(await bound.history?.head(http, [{}]));
  expect(await bound.history?.since(http, [{}], none)).toMatchObject({
    ok: true,
    value: { bodies: [], complete: false, more: false },
  });
  server.faults.noLog = false;
  const head = good(await bound.history?.head(http, [{}]));
  server.base.insert('0001', { '0000': 'missed' });
  server.faults.noLog = true;
  const refused = good(await bound.history?.since(http, [{}], head));
  expect(refused).toMatchObject({ bodies: [], complete: false });
  server.faults.noLog = false;
  const told = good(await bound.history?.since(http, [{}], refused.cursor));
  expect(readAll(bound, 'catch-up', told.bodies)).toMatchObject([{ record: { title: 'missed' } }]);
});
