// Times in which nothing could arrive, and what is fetched afterwards.
import { expect, test, vi } from 'vitest';
import { StoreFailure } from '#core/store/store';
import type { Gap } from '#shared/gap';
import { type Bench, connectionId, openBench, said } from '../snapshots/bench';

const minute = 60_000;

async function begun(rows = 3): Promise<Bench> {
  const bench = openBench();
  for (let n = 0; n < rows; n += 1) bench.service.table('t1').set(`R${n}`, { name: `n${n}` });
  await bench.begin();
  bench.service.calls.length = 0;
  return bench;
}

const gapsOf = ({ store }: Bench): readonly Gap[] =>
  store.gaps.list({ from: 0, to: Number.MAX_SAFE_INTEGER, connectionId: null, limit: 50 });

const unreachable = { code: 'service-unreachable', params: { host: 'x', reason: 'y' } } as const;

test('the first start is no gap, and a quick restart neither', async () => {
  const bench = await begun();
  expect(gapsOf(bench)).toEqual([]);
  const again = bench.crash();
  again.clock.jump(30_000);
  await again.begin();
  expect(gapsOf(again)).toEqual([]);
});

test('what changed while the app was closed is told, and the gap is filled', async () => {
  const bench = await begun();
  await bench.clock.advance(2 * minute);
  const closedAt = bench.clock.now();
  const again = bench.crash();
  again.clock.jump(8 * 60 * minute);
  again.service.table('t1').set('R0', { name: 'changed' });
  again.service.table('t1').delete('R1');
  await again.begin();
  expect(again.events.map(said).sort()).toEqual([
    'deleted n1: NAME n1>',
    'updated changed: NAME n0>changed',
  ]);
  expect(again.events.every(({ origin }) => origin === 'catch-up')).toBe(true);
  const [gap] = gapsOf(again);
  expect(gap).toMatchObject({ reason: 'closed', state: 'filled', recovered: 2, problem: null });
  // The last sign of life is at most a minute older than the end.
  expect(closedAt - (gap?.from ?? 0)).toBeLessThanOrEqual(minute + 15_000);
  expect(again.gaps.map(({ state }) => state)).toContain('filling');
});

test('a sleep is seen by the clock, and told once', async () => {
  const bench = await begun();
  bench.clock.jump(20 * minute);
  bench.service.table('t1').set('R0', { name: 'changed' });
  bench.catchUp.woke(20 * minute);
  await bench.clock.advance(minute);
  expect(gapsOf(bench)).toMatchObject([{ reason: 'asleep', state: 'filled', recovered: 1 }]);
});

test('a sleep nobody told of is seen all the same', async () => {
  const bench = await begun();
  bench.clock.jump(20 * minute);
  bench.service.table('t1').set('R0', { name: 'changed' });
  await bench.clock.advance(minute);
  expect(gapsOf(bench)).toMatchObject([{ reason: 'asleep', state: 'filled', recovered: 1 }]);
  expect(bench.events).toHaveLength(1);
});

test('a sleep is seen by whoever wakes us, though its beginning was not told', async () => {
  const bench = await begun();
  bench.clock.jump(20 * minute);
  bench.service.table('t1').set('R0', { name: 'changed' });
  // The screen is unlocked before the clock is looked at.
  bench.catchUp.woke(0);
  await bench.clock.advance(minute);
  expect(gapsOf(bench)).toMatchObject([{ reason: 'asleep', state: 'filled', recovered: 1 }]);
});

test('a sleep nobody told of is told on, also one too short for a gap; one that was told is not', async () => {
  const bench = await begun();
  bench.clock.jump(15_000);
  await bench.clock.advance(10_000);
  expect(bench.sleeps).toEqual([]);
  bench.clock.jump(40_000);
  await bench.clock.advance(10_000);
  expect(bench.sleeps).toEqual([40_000]);
  bench.clock.jump(20 * minute);
  bench.catchUp.woke(20 * minute);
  await bench.clock.advance(minute);
  expect(bench.sleeps).toHaveLength(1);
  expect(gapsOf(bench)).toHaveLength(1);
});

test('a disk that takes no gap does not harm who tells of one', async () => {
  const bench = await begun();
  const full = vi.spyOn(bench.store.gaps, 'add').mockImplementation(() => {
    throw new StoreFailure('full', new Error('SQLITE_FULL'));
  });
  bench.catchUp.gapBegan('unreachable', null);
  bench.clock.jump(20 * minute);
  bench.catchUp.woke(20 * minute);
  full.mockRestore();
  bench.catchUp.gapBegan('unreachable', null);
  expect(gapsOf(bench)).toMatchObject([{ reason: 'unreachable', state: 'open' }]);
  const away = vi.spyOn(bench.store.gaps, 'update').mockImplementation(() => {
    throw new StoreFailure('full', new Error('SQLITE_FULL'));
  });
  bench.catchUp.gapEnded('unreachable', null);
  away.mockRestore();
  await bench.clock.advance(minute);
  expect(gapsOf(bench)).toMatchObject([{ reason: 'unreachable', state: 'filled' }]);
});

test('a gap that is told again while it lasts is one gap, and is filled at its end', async () => {
  const bench = await begun();
  bench.catchUp.gapBegan('unreachable', null);
  bench.catchUp.gapBegan('unreachable', null);
  bench.catchUp.gapEnded('offline', null);
  expect(gapsOf(bench)).toMatchObject([{ state: 'open', to: null }]);
  bench.service.table('t1').set('R0', { name: 'changed' });
  bench.catchUp.gapEnded('unreachable', null);
  await bench.clock.advance(1000);
  expect(gapsOf(bench)).toMatchObject([{ state: 'filled', recovered: 1 }]);
  bench.catchUp.gapEnded('unreachable', null);
  expect(gapsOf(bench)).toHaveLength(1);
});

test('while deliveries cannot arrive, the tables are compared by the clock', async () => {
  const bench = openBench({ watch: [{ tableId: 't1', kinds: ['created', 'updated'] }] });
  await bench.begin();
  bench.service.table('t1').set('X', { name: 'new' });
  await bench.clock.advance(2 * minute);
  expect(bench.events).toEqual([]);
  bench.catchUp.gapBegan('unreachable', null);
  await bench.clock.advance(minute);
  expect(bench.events.map(said)).toEqual(['created new: NAME >new']);
});

test('a service that does not answer leaves the gap unfilled with the reason, until it does', async () => {
  const bench = await begun();
  bench.service.failing = unreachable;
  bench.service.table('t1').set('R0', { name: 'changed' });
  bench.clock.jump(20 * minute);
  await bench.clock.advance(minute / 2);
  expect(gapsOf(bench)).toMatchObject([{ state: 'unfilled', problem: unreachable }]);
  bench.service.failing = null;
  await bench.clock.advance(5 * minute);
  expect(gapsOf(bench)).toMatchObject([{ state: 'filled', recovered: 1, problem: null }]);
});

test('a gap that a crash left half filled is filled by the next run', async () => {
  const bench = await begun();
  bench.clock.jump(20 * minute);
  bench.service.meanwhile = () => new Promise(() => {});
  await bench.clock.advance(minute / 2);
  expect(gapsOf(bench)).toMatchObject([{ state: 'filling' }]);
  const again = bench.crash();
  again.service.meanwhile = () => {};
  again.service.table('t1').set('R0', { name: 'changed' });
  await again.begin();
  expect(gapsOf(again)).toMatchObject([{ state: 'filled', recovered: 1 }]);
});

test('what is found of two gaps that overlap is counted for both', async () => {
  const bench = await begun();
  bench.catchUp.gapBegan('offline', null);
  bench.clock.jump(minute / 2);
  bench.catchUp.gapBegan('unreachable', null);
  bench.clock.jump(minute / 2);
  bench.service.table('t1').set('R0', { name: 'changed' });
  bench.catchUp.gapEnded('offline', null);
  bench.catchUp.gapEnded('unreachable', null);
  await bench.clock.advance(1000);
  expect(gapsOf(bench)).toMatchObject([
    { state: 'filled', recovered: 1 },
    { state: 'filled', recovered: 1 },
  ]);
});

test('a gap does not wait for a connection that was removed', async () => {
  const bench = await begun();
  bench.service.failing = unreachable;
  bench.clock.jump(20 * minute);
  await bench.clock.advance(minute / 2);
  bench.store.connections.remove(connectionId, { history: false });
  await bench.clock.advance(minute);
  expect(gapsOf(bench)).toMatchObject([{ state: 'filled', problem: null }]);
});

test('removed rows, which no hook tells, are found within a minute', async () => {
  const bench = await begun();
  bench.service.table('t1').delete('R1');
  await bench.clock.advance(minute);
  expect(bench.events.map(said)).toEqual(['deleted n1: NAME n1>']);
  expect(bench.service.calls.length).toBeLessThanOrEqual(4);
});

test('a table that is not watched any more is forgotten, a new one is read', async () => {
  const bench = await begun();
  bench.service.table('t2').set('S', { name: 'second' });
  bench.store.connections.setWatch(connectionId, [{ tableId: 't2', kinds: ['updated'] }]);
  bench.catchUp.changed(connectionId);
  await bench.clock.advance(1000);
  expect(bench.store.snapshots.tables(connectionId).map(({ tableId }) => tableId)).toEqual(['t2']);
  expect(bench.snapshot('t2')).toEqual({ S: { name: 'second' } });
  expect(bench.events).toEqual([]);
});

test('a table that was removed at the service is left in peace', async () => {
  const bench = await begun();
  bench.service.table('t2');
  bench.service.remove('t1');
  bench.catchUp.changed(connectionId);
  await bench.clock.advance(60 * minute);
  expect(bench.events.map(({ subject }) => subject)).toEqual(['table']);
  expect(bench.service.calls.length).toBeLessThan(12);
});

test('a day of sleep with thousands of changes is caught up with few calls', async () => {
  const bench = await begun(5000);
  const rows = bench.service.table('t1');
  for (let n = 0; n < 5000; n += 1) rows.set(`R${n}`, { name: `n${n}`, stage: 'won' });
  bench.clock.jump(24 * 60 * minute);
  const began = performance.now();
  bench.catchUp.woke(24 * 60 * minute);
  await bench.clock.advance(5000);
  for (let turn = 0; turn < 5000 && bench.events.length < 5000; turn += 1) {
    await bench.clock.advance(0);
  }
  expect(bench.events).toHaveLength(5000);
  expect(bench.service.calls.length).toBeLessThanOrEqual(60);
  expect(performance.now() - began).toBeLessThan(30_000);
  expect(gapsOf(bench)).toMatchObject([{ reason: 'asleep', state: 'filled', recovered: 5000 }]);
});
