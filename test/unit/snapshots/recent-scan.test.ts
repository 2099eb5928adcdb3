// Large tables are read by what changed lately: what that finds, and when all is read all the same.
import { expect, test } from 'vitest';
import { connectionId, openBench, said } from './bench';
import { createFakeService } from './fake-tables';

const table = {
  baseId: 'b1',
  tableId: 't1',
  kinds: new Set(['created', 'updated', 'deleted'] as const),
};

async function bench() {
  const service = createFakeService({ tellsTimes: true });
  service.pageSize = 1000;
  const one = openBench({ service });
  one.store.connections.save({
    id: connectionId,
    source: 'kdocs',
    name: 'Sales',
    config: { base: 'b1' },
    secretNames: [],
    demo: false,
    watch: [{ tableId: 't1', kinds: ['created', 'updated', 'deleted'] }],
  });
  const rows = service.table('t1');
  for (let n = 0; n < 5000; n += 1) rows.set(`R${n}`, { name: `n${n}` });
  await one.begin();
  service.calls.length = 0;
  let time = 0;
  return {
    ...one,
    rows,
    edit(id: string, name: string) {
      time += 1;
      rows.set(id, { name });
      service.times.set(`t1 ${id}`, time);
    },
    async look() {
      const { clock } = one;
      const prompt = { connectionId, subscriptionId: null, receivedAt: clock.now() } as const;
      const scanned = one.snapshots.scan({
        table,
        prompt: { ...prompt, channel: 'catch-up' },
        purpose: 'compare',
      });
      const [outcome] = await Promise.all([scanned, clock.advance(100)]);
      return outcome;
    },
  };
}

test('what changed, came and went is found without reading a page of all rows', async () => {
  const one = await bench();
  one.edit('R3', 'changed');
  one.edit('X', 'new');
  one.rows.delete('R7');
  expect(await one.look()).toEqual({ ok: true, value: { found: 3 } });
  expect(one.events.map(said).sort()).toEqual([
    'created new: NAME >new',
    'deleted n7: NAME n7>',
    'updated changed: NAME n3>changed',
  ]);
  expect(one.service.calls).toEqual(['mark', 'since', 'count', 'ids', 'some']);
  one.service.calls.length = 0;
  expect(await one.look()).toEqual({ ok: true, value: { found: 0 } });
  expect(one.service.calls).toEqual(['mark', 'since', 'count']);
});

test('a row without a time that is told while it is read by name is told once', async () => {
  const one = await bench();
  one.rows.set('X', { name: 'new' });
  let once = true;
  one.service.meanwhile = () => {
    if (!once || one.service.calls.at(-1) !== 'some') return;
    once = false;
    const cells = { name: ['', 'new'] as [string, string] };
    one.push({ table: 't1', action: 'created', ids: ['X'], stated: { no: 1, cells } });
  };
  expect(await one.look()).toEqual({ ok: true, value: { found: 0 } });
  await one.clock.advance(1000);
  expect(one.events.map(said)).toEqual(['created X: undefined ->new']);
});

test('nothing is written any more once the app ends', async () => {
  const one = await bench();
  one.rows.set('X', { name: 'new' });
  one.service.meanwhile = () => {
    if (one.service.calls.at(-1) === 'some') one.snapshots.stop();
  };
  expect((await one.look()).ok).toBe(false);
  expect(one.snapshot()).not.toHaveProperty('X');
});

test('a field that comes while it is read has all rows read the next time', async () => {
  const one = await bench();
  one.edit('R3', 'changed');
  one.service.meanwhile = async () => {
    if (one.service.calls.at(-1) !== 'since') return;
    one.service.meanwhile = () => {};
    one.service.fields = ['name', 'stage', 'size'];
    await one.snapshots.schemas.refresh(connectionId, 'values');
  };
  await one.look();
  one.service.calls.length = 0;
  await one.look();
  expect(one.service.calls).toContain('page');
});

test('where what changed lately is not to be had, all rows are read', async () => {
  const one = await bench();
  one.edit('R3', 'changed');
  one.service.meanwhile = () => {
    const isRecent = one.service.calls.at(-1) === 'since';
    one.service.failing = isRecent ? { code: 'cursor-repeats', params: { host: 'x' } } : null;
  };
  expect(await one.look()).toEqual({ ok: true, value: { found: 1 } });
  expect(one.service.calls).toContain('page');
});
