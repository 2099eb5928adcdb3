// A watched table that the service no longer has: told once, and not asked for again and again.
import { expect, test } from 'vitest';
import { connectionId, openBench } from '../snapshots/bench';

async function bench(...options: Parameters<typeof openBench>) {
  const one = openBench(...options);
  one.service.table('t1').set('A', { name: 'Acme' });
  one.service.table('t2').set('B', { name: 'Bolt' });
  await one.begin();
  one.service.calls.length = 0;
  return one;
}

test('a removed table is told with its name, whatever is watched of it', async () => {
  const { service, clock, events, catchUp } = await bench({
    watch: [{ tableId: 't1', kinds: ['created'] }],
  });
  service.remove('t1');
  await Promise.all([catchUp.run(connectionId), clock.advance(1000)]);
  await clock.advance(60 * 60_000);
  expect(events).toMatchObject([
    {
      subject: 'table',
      action: 'deleted',
      certainty: 'derived',
      origin: 'catch-up',
      table: { id: 't1', name: 'Table t1' },
      record: null,
    },
  ]);
});

test('a gap does not wait for a table that is gone, nor is the schema read with every look', async () => {
  const { service, clock, catchUp, gaps } = await bench();
  catchUp.gapBegan('offline', null);
  await clock.advance(60_000);
  service.remove('t1');
  catchUp.gapEnded('offline', null);
  await clock.advance(1000);
  expect(gaps.at(-1)?.state).toBe('filled');
  service.calls.length = 0;
  await clock.advance(60 * 60_000);
  expect(service.calls.filter((call) => call === 'schema').length).toBeLessThanOrEqual(4);
});

test('a table that comes back is begun anew, and its next removal is told again', async () => {
  const { service, clock, events, catchUp } = await bench();
  const look = () => Promise.all([catchUp.run(connectionId), clock.advance(1000)]);
  service.remove('t1');
  await look();
  service.table('t1').set('A', { name: 'Acme' });
  await look();
  service.remove('t1');
  await look();
  expect(events.map(({ subject, action }) => `${subject} ${action}`)).toEqual([
    'table deleted',
    'table deleted',
  ]);
});
