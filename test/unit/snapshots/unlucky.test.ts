// Services and disks that fail in the middle: nothing is told twice, nothing is told that is not so.
import { expect, test } from 'vitest';
import { StoreFailure } from '#core/store/store';
import { connectionId, openBench, said } from './bench';
import { createFakeService } from './fake-tables';
import { quiet } from './manual-clock';

const down = { code: 'service-unreachable', params: { host: 'x', reason: 'y' } } as const;

async function bench(count: number, atOnce = 10) {
  const service = createFakeService();
  service.atOnce = atOnce;
  const one = openBench({ service });
  for (let n = 0; n < count; n += 1) {
    one.service.table('t1').set(`R${n}`, { name: `n${n}`, stage: 'new' });
  }
  one.service.pageSize = 10;
  await one.begin();
  one.service.calls.length = 0;
  return one;
}

test('what was read before a reading failed is not told again without values', async () => {
  const { service, clock, events, filled, push, store } = await bench(30, 1);
  const named = ['R0', 'R1', 'R2', 'R3', 'R25'];
  const rows = service.table('t1');
  for (const id of named) rows.set(id, { name: id, stage: 'won' });
  service.meanwhile = () => {
    if (service.calls.length > 1) service.failing = down;
  };
  const id = push({ table: 't1', action: 'updated', ids: named });
  await clock.advance(11 * 60_000);
  expect(service.calls).toContain('page');
  expect(store.deliveries.get(id)?.state).toBe('decoded');
  service.failing = null;
  service.meanwhile = () => {};
  await clock.advance(10 * 60_000);
  const told = [...events, ...filled].filter(({ changes }) => changes.length > 0);
  expect(told.map(({ record }) => record?.id).sort()).toEqual([...named].sort());
  expect(new Set(events.map((event) => event.id)).size).toBe(named.length);
});

test('a delivery is settled although the disk refused what was read of it at first', async () => {
  const { service, clock, events, push, store } = await bench(3);
  service.table('t1').set('R1', { name: 'n1', stage: 'won' });
  const { settle } = store.deliveries;
  let refused = false;
  Object.assign(store.deliveries, {
    settle(...given: Parameters<typeof settle>) {
      settle(...given);
      if (refused) return;
      refused = true;
      throw new StoreFailure('full', 'no room');
    },
  });
  const id = push({ table: 't1', action: 'updated', ids: ['R1'] });
  await clock.advance(20_000);
  expect(refused).toBe(true);
  expect(events.map(said)).toEqual(['updated n1: STAGE new>won']);
  expect(store.deliveries.get(id)?.state).toBe('decoded');
  expect(store.deliveries.counts().pending).toBe(0);
});

test('a column that was removed has emptied no cells, also when nobody has told of it', async () => {
  const { service, clock, events, schemaNews } = await bench(15);
  service.fields = ['name'];
  const rows = service.table('t1');
  for (const [id, { name }] of [...rows]) rows.set(id, { name });
  await clock.advance(10 * 60_000);
  expect(service.calls).toContain('page');
  expect(events.map(said)).toEqual([]);
  expect(schemaNews).toContain(connectionId);
});

test('an emptied cell is told', async () => {
  const { service, clock, events, push } = await bench(3);
  service.table('t1').set('R1', { name: 'n1' });
  push({ table: 't1', action: 'updated', ids: ['R1'] });
  await clock.advance(1000);
  expect(events.map(said)).toEqual(['updated n1: STAGE new>']);
});

test('a server at fault has not said that a row is gone', async () => {
  const one = await bench(25);
  const rows = one.service.table('t1');
  // It moves to the end of the table, onto a page that is not read again.
  one.service.meanwhile = () => {
    if (one.service.calls.at(-1) === 'some') {
      one.service.failing = { code: 'service-answer', params: { host: 'x', status: 502 } };
    } else if (one.service.calls.filter((call) => call === 'page').length === 1) {
      const moved = rows.get('R15') ?? {};
      rows.delete('R15');
      one.service.table('t1');
      const others = [...rows];
      rows.clear();
      rows.set('R15', moved);
      for (const [id, cells] of others) rows.set(id, cells);
    }
  };
  const [outcome] = await Promise.all([one.catchUp.run(connectionId), one.clock.advance(100)]);
  expect(one.service.calls).toContain('some');
  expect(outcome).toMatchObject({ ok: false });
  expect(one.events).toEqual([]);
});

test('a page without rows has not said that all of them are gone', async () => {
  const one = await bench(5);
  one.service.blank = true;
  await Promise.all([one.catchUp.run(connectionId), one.clock.advance(100)]);
  expect(one.events).toEqual([]);
  one.service.blank = false;
  one.service.table('t1').clear();
  await Promise.all([one.catchUp.run(connectionId), one.clock.advance(100)]);
  expect(one.events).toHaveLength(5);
});

test('a table that was removed while its values were waited for is not begun anew', async () => {
  const one = await bench(5);
  one.service.table('t2');
  one.push({ table: 't1', action: 'updated', ids: ['R1'] });
  await quiet();
  one.service.remove('t1');
  await one.snapshots.schemas.refresh(connectionId, 'compare');
  expect(one.store.snapshots.table(connectionId, { baseId: 'b1', tableId: 't1' })).toBeNull();
  await one.clock.advance(30_000);
  expect(one.store.snapshots.table(connectionId, { baseId: 'b1', tableId: 't1' })).toBeNull();
  expect(one.store.deliveries.counts().pending).toBe(0);
});

test('a service that reads no single rows has not said that one is gone', async () => {
  const one = await bench(3);
  one.service.table('t1').set('R1', { name: 'n1', stage: 'won' });
  one.service.deaf = true;
  one.push({ table: 't1', action: 'updated', ids: ['R1'] });
  await one.clock.advance(1000);
  expect(one.events.map(said)).toEqual(['updated n1: STAGE new>won']);
});

test('an event that awaits its values gets them, though another change of its record was stated meanwhile', async () => {
  const { service, clock, events, filled, push } = await bench(3);
  const rows = service.table('t1');
  rows.set('R1', { name: 'n1', stage: 'won' });
  service.failing = { code: 'token-expired', params: { host: 'x' } };
  push({ table: 't1', action: 'updated', ids: ['R1'] });
  await clock.advance(1000);
  expect(events).toMatchObject([{ changes: [] }]);
  service.failing = null;
  rows.set('R1', { name: 'N1', stage: 'won' });
  const stated = { no: 1, cells: { name: ['n1', 'N1'] } } satisfies Parameters<
    typeof push
  >[0]['stated'];
  push({ table: 't1', action: 'updated', ids: ['R1'], at: clock.now(), stated });
  await clock.advance(10_000);
  expect(events).toHaveLength(2);
  expect(filled.map(({ id }) => id)).toEqual([events[0]?.id]);
  expect(filled.map(said)).toEqual(['updated N1: STAGE new>won']);
});
