// Callbacks that only name records become changes with values before and after.
import { expect, test } from 'vitest';
import { connectionId, openBench, said } from './bench';

async function bench(
  rows: Readonly<Record<string, object>>,
  ...options: Parameters<typeof openBench>
) {
  const one = openBench(...options);
  for (const [id, cells] of Object.entries(rows)) one.service.table('t1').set(id, { ...cells });
  await one.begin();
  one.service.calls.length = 0;
  return one;
}

const unreachable = { code: 'service-unreachable', params: { host: 'x', reason: 'y' } } as const;

test('the first reading of a table is no news', async () => {
  const { events, snapshot } = await bench({ A: { name: 'Acme' } });
  expect(events).toEqual([]);
  expect(snapshot()).toEqual({ A: { name: 'Acme' } });
});

test('an edit that a callback names shows its values, its time and its place', async () => {
  const { service, clock, events, push, store } = await bench({
    A: { name: 'Acme', stage: 'new' },
  });
  service.table('t1').set('A', { name: 'Acme', stage: 'won' });
  const id = push({ table: 't1', action: 'updated', ids: ['A'], at: 1_700_000_000_000 });
  await clock.advance(300);
  expect(events.map(said)).toEqual(['updated Acme: STAGE new>won']);
  expect(events[0]).toMatchObject({
    occurredAt: 1_700_000_000_000,
    certainty: 'derived',
    origin: 'push',
    table: { id: 't1', name: 'Table t1' },
    link: 'https://example.com/t1/A',
  });
  expect(store.deliveries.get(id)?.state).toBe('decoded');
  expect(service.calls).toEqual(['some']);
});

test('callbacks of one moment share one reading', async () => {
  const { service, clock, events, push } = await bench({
    A: { name: 'Acme' },
    B: { name: 'Bolt' },
  });
  service.pageSize = 1;
  service.table('t1').set('A', { name: 'Acme 2' });
  service.table('t1').set('B', { name: 'Bolt 2' });
  push({ table: 't1', action: 'updated', ids: ['A'] });
  push({ table: 't1', action: 'updated', ids: ['B'] });
  push({ table: 't1', action: 'updated', ids: ['A'] });
  await clock.advance(300);
  expect(events.map(said)).toEqual([
    'updated Acme 2: NAME Acme>Acme 2',
    'updated Bolt 2: NAME Bolt>Bolt 2',
  ]);
  expect(service.calls).toEqual(['some']);
});

test('a change that came to nothing shows nothing', async () => {
  const { clock, events, push, store } = await bench({ A: { name: 'Acme' } });
  const id = push({ table: 't1', action: 'updated', ids: ['A'] });
  await clock.advance(300);
  expect(events).toEqual([]);
  expect(store.deliveries.get(id)?.state).toBe('decoded');
});

test('new and removed rows are told with their content', async () => {
  const { service, clock, events, push } = await bench({ A: { name: 'Acme', stage: 'new' } });
  service.table('t1').delete('A');
  service.table('t1').set('B', { name: 'Bolt' });
  push({ table: 't1', action: 'created', ids: ['B'] });
  push({ table: 't1', action: 'updated', ids: ['A'] });
  await clock.advance(300);
  expect(events.map(said).sort()).toEqual([
    'created Bolt: NAME >Bolt',
    'deleted Acme: NAME Acme>, STAGE new>',
  ]);
});

test('records that are counted and not named are found by reading the table', async () => {
  const { service, clock, events, push } = await bench({ A: { name: 'Acme' } });
  for (let n = 0; n < 150; n += 1) service.table('t1').set(`N${n}`, { name: `New ${n}` });
  push({ table: 't1', action: 'created', count: 150, at: 1_700_000_000_000 });
  await clock.advance(300);
  expect(events).toHaveLength(150);
  expect(new Set(events.map(({ occurredAt }) => occurredAt))).toEqual(new Set([1_700_000_000_000]));
  expect(service.calls).toEqual(['page', 'page']);
});

test('many named records are read by pages where that takes fewer calls', async () => {
  const { service, clock, events, push } = await bench({});
  service.atOnce = 1;
  const ids = Array.from({ length: 60 }, (_, n) => `N${n}`);
  for (const id of ids) service.table('t1').set(id, { name: id });
  push({ table: 't1', action: 'created', ids });
  await clock.advance(300);
  expect(events).toHaveLength(60);
  expect(service.calls).toEqual(['page']);
});

test('a table that is watched for new rows tells no edits', async () => {
  const { service, clock, events, push } = await bench(
    { A: { name: 'Acme' } },
    { watch: [{ tableId: 't1', kinds: ['created'] }] },
  );
  service.table('t1').set('A', { name: 'Acme 2' });
  service.table('t1').set('B', { name: 'Bolt' });
  push({ table: 't1', action: 'created', ids: ['A', 'B'] });
  await clock.advance(300);
  expect(events.map(said)).toEqual(['created Bolt: NAME >Bolt']);
});

test('a service that stumbles is asked again', async () => {
  const { service, clock, events, push } = await bench({ A: { name: 'Acme' } });
  service.table('t1').set('A', { name: 'Acme 2' });
  service.failing = { code: 'service-unreachable', params: { host: 'x', reason: 'y' } };
  push({ table: 't1', action: 'updated', ids: ['A'] });
  await clock.advance(300);
  expect(events).toEqual([]);
  service.failing = null;
  await clock.advance(2500);
  expect(events.map(said)).toEqual(['updated Acme 2: NAME Acme>Acme 2']);
});

test('what cannot be read for ten minutes is told as it was told, once, and completed later', async () => {
  const { service, clock, events, filled, push, store } = await bench({ A: { name: 'Acme' } });
  service.table('t1').set('A', { name: 'Acme 2' });
  service.failing = unreachable;
  push({ table: 't1', action: 'updated', ids: ['A'] });
  await clock.advance(60_000);
  push({ table: 't1', action: 'updated', ids: ['A'] });
  await clock.advance(8 * 60_000);
  expect(events).toEqual([]);
  await clock.advance(15 * 60_000);
  expect(events.map(({ record, changes }) => [record?.id, changes])).toEqual([['A', []]]);
  expect(events[0]?.certainty).toBe('hint');
  expect(store.deliveries.counts().pending).toBe(0);
  service.failing = null;
  await clock.advance(30 * 60_000);
  expect(events).toHaveLength(1);
  expect(filled.map(said)).toEqual(['updated Acme 2: NAME Acme>Acme 2']);
  expect(store.events.get(events[0]?.id ?? '')?.changes).toHaveLength(1);
});

test('callbacks of one change are one row, though the service dies between their readings', async () => {
  const { service, clock, events, filled, push, store } = await bench({ A: { name: 'Acme' } });
  service.table('t1').set('A', { name: 'Acme 2' });
  push({ table: 't1', action: 'updated', ids: ['A'] });
  await clock.advance(300);
  expect(events.map(said)).toEqual(['updated Acme 2: NAME Acme>Acme 2']);
  service.failing = unreachable;
  push({ table: 't1', action: 'updated', ids: ['A'] });
  await clock.advance(1000);
  push({ table: 't1', action: 'updated', ids: ['A'] });
  await clock.advance(5 * 60_000);
  service.failing = null;
  await clock.advance(10 * 60_000);
  expect(events).toHaveLength(1);
  expect(filled).toEqual([]);
  expect(store.deliveries.counts().pending).toBe(0);
});

test('a service that is back is noticed with the next callback', async () => {
  const { service, clock, events, push } = await bench({ A: { name: 'Acme' } });
  service.table('t1').set('A', { name: 'Acme 2' });
  service.failing = unreachable;
  push({ table: 't1', action: 'updated', ids: ['A'] });
  await clock.advance(4 * 60_000);
  service.failing = null;
  service.table('t1').set('B', { name: 'Bolt' });
  push({ table: 't1', action: 'created', ids: ['B'] });
  await clock.advance(16_000);
  expect(events.map(said)).toEqual([
    'updated Acme 2: NAME Acme>Acme 2',
    'created Bolt: NAME >Bolt',
  ]);
});

test.each(['stays away', 'is read by pages alone'])(
  'a new row that comparing finds is one row, also where its callback cannot be read (%s)',
  async (how) => {
    const { service, clock, events, filled, push, catchUp } = await bench({ A: { name: 'Acme' } });
    service.table('t1').set('B', { name: 'Bolt' });
    service.meanwhile = () => {
      service.failing = service.calls.at(-1) === 'some' ? unreachable : null;
      if (how === 'stays away') service.failing = unreachable;
    };
    push({ table: 't1', action: 'created', ids: ['B'] });
    push({ table: 't1', action: 'updated', ids: ['B'] });
    await clock.advance(5 * 60_000);
    if (how !== 'stays away') {
      await Promise.all([catchUp.run(connectionId), clock.advance(1000)]);
    }
    await clock.advance(20 * 60_000);
    service.meanwhile = () => {};
    service.failing = null;
    await clock.advance(30 * 60_000);
    expect(events).toHaveLength(1);
    expect([...events, ...filled].map(said)).toContain('created Bolt: NAME >Bolt');
  },
);

test('a spent budget is not tried three times', async () => {
  const { service, clock, events, push, budget } = await bench({ A: { name: 'Acme' } });
  budget.state = 'spent';
  push({ table: 't1', action: 'updated', ids: ['A'] });
  await clock.advance(300);
  expect(events).toHaveLength(1);
  expect(service.calls).toEqual([]);
});

test('while calls run short, callbacks are gathered for a minute', async () => {
  const { service, clock, events, push, budget } = await bench({ A: { name: 'Acme' } });
  budget.state = 'saving';
  service.table('t1').set('A', { name: 'Acme 2' });
  push({ table: 't1', action: 'updated', ids: ['A'] });
  await clock.advance(50_000);
  const before = service.calls.filter((call) => call === 'some').length;
  await clock.advance(11_000);
  expect(before).toBe(0);
  expect(events).toHaveLength(1);
});

test('a dead service holds up no other change of the same delivery queue', async () => {
  const { service, clock, events, push } = await bench({ A: { name: 'Acme' } });
  service.meanwhile = () => new Promise(() => {});
  push({ table: 't1', action: 'updated', ids: ['A'] });
  await clock.advance(300);
  push({ table: 't9', action: 'updated', ids: ['Z'] });
  await clock.advance(0);
  expect(events.map(said)).toEqual(['updated Z: ']);
});

test('a crash while values are read loses nothing and doubles nothing', async () => {
  const first = await bench({ A: { name: 'Acme' } });
  first.service.table('t1').set('A', { name: 'Acme 2' });
  first.service.meanwhile = () => new Promise(() => {});
  first.push({ table: 't1', action: 'updated', ids: ['A'] });
  await first.clock.advance(300);
  const second = first.crash();
  second.service.meanwhile = () => {};
  await second.begin();
  await second.clock.advance(1000);
  expect(second.events.map(said)).toEqual(['updated Acme 2: NAME Acme>Acme 2']);
  const third = second.crash();
  await third.begin();
  await third.clock.advance(1000);
  expect(third.events).toEqual([]);
  expect(third.store.deliveries.counts().pending).toBe(0);
});

test('a field nobody has heard of prompts a look at the schema, once', async () => {
  const { service, clock, events, push, schemaNews } = await bench({ A: { name: 'Acme' } });
  service.fields = ['name', 'stage', 'owner'];
  service.table('t1').set('A', { name: 'Acme', owner: 'Li' });
  push({ table: 't1', action: 'updated', ids: ['A'] });
  await clock.advance(300);
  expect(events.map(said)).toEqual(['updated Acme: OWNER >Li']);
  expect(service.calls).toEqual(['some', 'schema']);
  expect(schemaNews).toEqual([connectionId]);
});

test('an event about a field nobody knows is told once the schema is read', async () => {
  const { service, clock, events, push, schemaNews } = await bench({ A: { name: 'Acme' } });
  service.fields = ['name', 'stage', 'owner'];
  push({ table: 't1', action: 'created', field: 'owner' });
  await clock.advance(200);
  expect(events.map(({ subject }) => subject)).toEqual(['field']);
  expect(events[0]?.changes[0]?.field.name).toBe('OWNER');
  expect(service.calls).toEqual(['schema']);
  expect(schemaNews).toEqual([connectionId]);
});

test('a row that changes while the table is first read is told no edit of nothing', async () => {
  const one = openBench();
  one.service.table('t1').set('A', { name: 'Acme' });
  let isTold = false;
  one.service.meanwhile = () => {
    if (isTold || one.service.calls.at(-1) !== 'page') return;
    isTold = true;
    one.push({ table: 't1', action: 'updated', ids: ['A'] });
  };
  await one.begin();
  await one.clock.advance(60_000);
  expect(isTold).toBe(true);
  expect(one.events).toEqual([]);
  expect(one.snapshot()).toEqual({ A: { name: 'Acme' } });
});

test('a column that is removed has not emptied its cells', async () => {
  const { service, clock, events, catchUp } = await bench({ A: { name: 'Acme', stage: 'new' } });
  service.fields = ['name'];
  service.table('t1').set('A', { name: 'Acme' });
  await Promise.all([catchUp.run(connectionId), clock.advance(100)]);
  expect(events).toEqual([]);
});
