// Comparing a whole table: what is gone, what must not be taken for gone, and services that never come to an end.
import { expect, test } from 'vitest';
import { connectionId, openBench, said } from './bench';

async function bench(count: number) {
  const one = openBench();
  for (let n = 0; n < count; n += 1) one.service.table('t1').set(`R${n}`, { name: `n${n}` });
  one.service.pageSize = 10;
  await one.begin();
  one.service.calls.length = 0;
  return one;
}
type Bench = Awaited<ReturnType<typeof bench>>;

async function run({ catchUp, clock }: Bench) {
  const [outcome] = await Promise.all([catchUp.run(connectionId), clock.advance(100)]);
  return outcome;
}

test('what changed, came and went is told, with the origin of what was found afterwards', async () => {
  const one = await bench(25);
  const rows = one.service.table('t1');
  rows.set('R3', { name: 'changed' });
  rows.delete('R7');
  rows.set('X', { name: 'new' });
  expect(await run(one)).toEqual({ ok: true, value: { found: 3 } });
  expect(one.events.map(said).sort()).toEqual([
    'created new: NAME >new',
    'deleted n7: NAME n7>',
    'updated changed: NAME n3>changed',
  ]);
  expect(new Set(one.events.map(({ origin }) => origin))).toEqual(new Set(['catch-up']));
});

test('nothing counts as gone when a page is missing', async () => {
  const one = await bench(25);
  one.service.meanwhile = () => {
    if (one.service.calls.length > 2) {
      one.service.failing = { code: 'service-unreachable', params: { host: 'x', reason: 'y' } };
    }
  };
  expect((await run(one)).ok).toBe(false);
  expect(one.events).toEqual([]);
  expect(Object.keys(one.snapshot())).toHaveLength(25);
});

test('a cursor that repeats ends the reading, and nothing counts as gone', async () => {
  const one = await bench(25);
  one.service.repeating = true;
  one.service.table('t1').delete('R20');
  expect(await run(one)).toEqual({
    ok: false,
    error: { code: 'cursor-repeats', params: { host: 'Sales' } },
  });
  expect(one.events).toEqual([]);
});

test('a row that moved to a page already read is not gone', async () => {
  const one = await bench(25);
  const rows = one.service.table('t1');
  let once = true;
  one.service.meanwhile = () => {
    if (!once || one.service.calls.at(-1) !== 'page') return;
    once = false;
    // All later rows move up by one, so that the first of the second page slips through.
    rows.delete('R0');
  };
  await run(one);
  expect(one.events).toEqual([]);
  expect(await run(one)).toEqual({ ok: true, value: { found: 1 } });
  expect(one.events.map(said)).toEqual(['deleted n0: NAME n0>']);
});

test('of many rows that no page had, the few that only moved are not gone', async () => {
  const one = await bench(250);
  const rows = one.service.table('t1');
  for (let n = 0; n < 120; n += 1) rows.delete(`R${n}`);
  let once = true;
  one.service.meanwhile = () => {
    if (!once || one.service.calls.at(-1) !== 'page') return;
    once = false;
    // Moved to the page that was read just now.
    const others = [...rows].filter(([id]) => id !== 'R200');
    rows.clear();
    rows.set('R200', { name: 'changed' });
    for (const [id, cells] of others) rows.set(id, cells);
  };
  await run(one);
  await run(one);
  await run(one);
  const told = one.events.map(said);
  expect(told.filter((line) => line.startsWith('deleted'))).toHaveLength(120);
  expect(told.filter((line) => line.includes('n200'))).toEqual([
    'updated changed: NAME n200>changed',
  ]);
});

test('a row that a callback brought during the reading is neither doubled nor gone', async () => {
  const one = await bench(25);
  const rows = one.service.table('t1');
  let once = true;
  one.service.meanwhile = async () => {
    if (!once) return;
    once = false;
    rows.set('X', { name: 'new' });
    one.push({ table: 't1', action: 'created', ids: ['X'] });
  };
  await run(one);
  await one.clock.advance(1000);
  expect(one.events.map(said)).toEqual(['created new: NAME >new']);
});

test('a thousand changed rows are written down in pieces, page by page', async () => {
  const one = await bench(0);
  one.service.pageSize = 500;
  for (let n = 0; n < 1000; n += 1) one.service.table('t1').set(`N${n}`, { name: `n${n}` });
  await run(one);
  await one.clock.advance(1000);
  expect(one.events).toHaveLength(1000);
  const deliveries = one.store.deliveries.list({
    state: null,
    connectionId,
    beforeSeq: null,
    limit: 100,
  });
  expect(deliveries.map(({ events }) => events)).toEqual([100, 200, 200, 100, 200, 200]);
  expect(deliveries.every(({ compared }) => compared)).toBe(true);
});

test('the same change an hour later is another event', async () => {
  const one = await bench(1);
  for (const name of ['b', 'n0', 'b']) {
    one.service.table('t1').set('R0', { name });
    await run(one);
  }
  expect(one.events.map(said)).toEqual([
    'updated b: NAME n0>b',
    'updated n0: NAME b>n0',
    'updated b: NAME n0>b',
  ]);
});

test('comparisons can be read again, and give the same events', async () => {
  const one = await bench(3);
  one.service.table('t1').set('R0', { name: 'b' });
  await run(one);
  const [delivery] = one.store.deliveries.list({
    state: null,
    connectionId,
    beforeSeq: null,
    limit: 1,
  });
  one.store.deliveries.requeue([delivery?.id ?? '']);
  const again = one.crash();
  await again.begin();
  expect(again.events).toEqual([]);
  expect(again.store.deliveries.counts()).toMatchObject({ pending: 0, undecoded: 0 });
});
