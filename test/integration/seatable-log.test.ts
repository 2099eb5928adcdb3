// Catching up by the log of a SeaTable base, however long it was, and where the log does not tell it all.
import { expect, test } from 'vitest';
import { good } from './kdocs-account';
import { connect, http, readAll } from './seatable-account';
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
  expect(short.bodies).toHaveLength(204);
  const other = JSON.stringify({ base: '0'.repeat(32), op: 3 });
  expect(good(await bound.history?.since(http, [{}], other))).toMatchObject({
    bodies: [],
    complete: false,
  });
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
