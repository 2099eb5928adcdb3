// Rows that change by formulas alone: a few are rows of the feed, many are one, and no notification tells of them.
import { expect, test } from 'vitest';
import { planNotifications } from '#core/notify/plan';
import { emptyQuery } from '#shared/query/query';
import { type Bench, connectionId, openBench } from './bench';

const compare = (bench: Bench) =>
  Promise.all([bench.catchUp.run(connectionId), bench.clock.advance(1000)]);

async function start(rows: number): Promise<Bench> {
  const bench = openBench();
  bench.service.fields = ['name', 'stage', 'days'];
  bench.service.computed = ['days'];
  bench.service.pageSize = 30;
  const table = bench.service.table('t1');
  for (let n = 0; n < rows; n += 1) table.set(`R${n}`, { name: `n${n}`, stage: 'a', days: 1 });
  await bench.begin();
  return bench;
}

/** A night passes. */
function midnight(bench: Bench, rows = Number.POSITIVE_INFINITY): void {
  const table = bench.service.table('t1');
  for (const [id, cells] of [...table].slice(0, rows)) {
    table.set(id, { ...cells, days: Number(cells.days) + 1 });
  }
}

const feed = (bench: Bench) =>
  bench.store.events
    .page(emptyQuery, null, 99)
    .map(({ record, count, changes }) => [
      record?.id ?? count,
      changes.map(({ field }) => field.name).join(),
    ]);

test('of many, one row tells their number, however many pages they stood on', async () => {
  const bench = await start(75);
  midnight(bench);
  await compare(bench);
  expect(feed(bench)).toEqual([[75, 'DAYS']]);
  const [event] = bench.store.events.page(emptyQuery, null, 9);
  expect(event).toMatchObject({ action: 'updated', certainty: 'derived', record: null });
  expect(bench.store.events.unread(emptyQuery)).toBe(1);
  expect(planNotifications(bench.events, [], false, 0)).toEqual({
    single: [],
    gather: [],
    found: [],
  });
  // The next night is another row, and reading the first one's pages again changes nothing.
  await bench.clock.advance(60_000);
  midnight(bench);
  await compare(bench);
  expect(feed(bench).filter(([count]) => count === 75)).toHaveLength(2);
  const all = bench.store.deliveries.list({
    state: 'decoded',
    connectionId: null,
    beforeSeq: null,
    limit: 99,
  });
  bench.store.deliveries.requeue(all.map(({ id }) => id));
  await compare(bench);
  expect(feed(bench)).toEqual([
    [75, 'DAYS'],
    [75, 'DAYS'],
  ]);
});

test('what else changed in the same reading is told row by row, with its formulas', async () => {
  const bench = await start(20);
  midnight(bench);
  const table = bench.service.table('t1');
  table.set('R3', { ...table.get('R3'), stage: 'b' });
  table.delete('R4');
  await compare(bench);
  expect(feed(bench).toSorted()).toEqual([
    [18, 'DAYS'],
    ['R3', 'STAGE,DAYS'],
    ['R4', 'NAME,STAGE,DAYS'],
  ]);
  const edits = planNotifications(bench.events, [], false, 0).found;
  expect(edits.map(({ record }) => record?.id).sort()).toEqual(['R3', 'R4']);
});

test('of a few, each is a row', async () => {
  const bench = await start(20);
  midnight(bench, 10);
  await compare(bench);
  expect(feed(bench)).toHaveLength(10);
  expect(feed(bench)[0]).toEqual([expect.stringMatching(/^R/), 'DAYS']);
});
